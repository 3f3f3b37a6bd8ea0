"""Which procedures answer a question, best first: the same order on every engine.

The index sums the impacts of the terms by procedure; codes break ties.
"""

import heapq
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Q, Sum
from django.db.models.query import QuerySet

from motcua.catalogue.held_index import Index
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.questions import Question
from motcua.catalogue.standings import Standing

# Below this share of the best score a result has little to do with the question.
FLOOR = 0.45
MOST = 1000  # scale: exact counts end here
# How many of the best are weighed by use, and what ten times as much use is worth.
WEIGHED, TENFOLD = 24, 0.015
_CODE = re.compile(
    r"^\s*(?P<start>\d\.\d{1,6}(?:\.[a-z]\d{0,2})?|\d{7})\s*$"
    r"|(?<![\d.])(?P<whole>\d\.\d{6}(?:\.[a-z]\d{2})?)(?!\d)",
    re.IGNORECASE,
)


class Ranked(NamedTuple):
    """A place in the ranking: the lower `below`, the earlier; equal ones go by code."""

    below: float
    code: str
    procedure: int


def by_question(
    question: Question, index: Index, procedures: QuerySet[Procedure] | None
) -> list[Ranked]:
    """Those of the procedures that have to do with the question; with None, of all."""
    scores = _scores(question, index)
    left = scores if procedures is None else _among(scores, procedures)
    return sorted(Ranked(-scores[number], index.codes[number], number) for number in left)


def weighed(ranking: Sequence[Ranked], known: Mapping[int, Standing]) -> list[Ranked]:
    """Among the best, what is used much goes a little before what is used little.

    `known` has the first `WEIGHED`: ten times as often is worth `TENFOLD` more, up to a limit.
    """
    best = [
        one._replace(below=one.below * (1 + TENFOLD * _tens(known[one.procedure].uses)))
        for one in ranking[:WEIGHED]
    ]
    return sorted([*best, *ranking[WEIGHED:]])


def by_code(code: str, procedures: QuerySet[Procedure]) -> list[Ranked]:
    """Those whose code begins so."""
    rows = procedures.filter(code__startswith=code).values_list("pk", "code")
    return sorted(Ranked(0.0, code, number) for number, code in rows)


def by_use(procedures: QuerySet[Procedure], services: Q) -> list[Ranked]:
    """Most used at these services first; among the unused, those that have a service."""
    rows = list(procedures.values_list("pk", "code"))
    found = Service.objects.filter(services)
    if len(rows) <= MOST:
        found = found.filter(procedure__in=[number for number, _ in rows])
    sums = found.order_by().values("procedure").annotate(n=Sum("uses"))
    below = {number: -float(uses) - 0.5 for number, uses in sums.values_list("procedure", "n")}
    return sorted(Ranked(below.get(number, 0.0), code, number) for number, code in rows)


def code_in(q: str) -> str:
    """A code or its beginning: alone, without its dot, or a whole one among words."""
    found = _CODE.search(q)
    if found is None:
        return ""
    digits = (found["start"] or found["whole"]).upper()
    return digits if "." in digits else f"{digits[0]}.{digits[1:]}"


def _among(scores: Mapping[int, float], procedures: QuerySet[Procedure]) -> Iterable[int]:
    return procedures.filter(pk__in=list(scores)).values_list("pk", flat=True)


def _tens(uses: int) -> float:
    """Digits of the number, counted smoothly: 0 for none, 6 for a million and more."""
    return min(6.0, math.log10(1 + uses))


def _scores(question: Question, index: Index) -> dict[int, float]:
    """Impacts summed by procedure, without the tail that has little to do with the question.

    The words as typed only where the words of the law find nothing.
    """
    scores = index.scores(question.terms) or index.scores(dict.fromkeys(question.typed, 1.0))
    floor = FLOOR * max(scores.values(), default=0.0)
    near = [(-score, number) for number, score in scores.items() if score >= floor]
    return {number: -below for below, number in heapq.nsmallest(MOST, near)}
