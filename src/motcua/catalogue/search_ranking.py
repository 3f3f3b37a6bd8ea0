"""Which procedures answer a question, best first: the same order on every engine.

The index sums the impacts of the terms by procedure; codes break ties.
"""

import heapq
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Sum
from django.db.models.query import QuerySet

from motcua.catalogue.held_index import Index
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.questions import Question

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


def by_question(question: Question, index: Index, procedures: QuerySet[Procedure]) -> list[Ranked]:
    """Those of the procedures that have to do with the question.

    Among the best ones, what is used much goes a little before what is used little.
    """
    scores = _scores(question, index)
    rows = procedures.filter(pk__in=list(scores)).values_list("pk", "code")
    ranking = sorted(Ranked(-scores[number], code, number) for number, code in rows)
    best, rest = ranking[:WEIGHED], ranking[WEIGHED:]
    return sorted([*_weighed(best), *rest])


def by_code(code: str, procedures: QuerySet[Procedure]) -> list[Ranked]:
    """Those whose code begins so."""
    rows = procedures.filter(code__startswith=code).values_list("pk", "code")
    return sorted(Ranked(0.0, code, number) for number, code in rows)


def by_use(procedures: QuerySet[Procedure], services: QuerySet[Service]) -> list[Ranked]:
    """Most used at these services first; among the unused, those that have a service."""
    rows = list(procedures.values_list("pk", "code"))
    if len(rows) <= MOST:
        services = services.filter(procedure__in=[number for number, _ in rows])
    sums = services.order_by().values("procedure").annotate(n=Sum("uses"))
    below = {number: -float(uses) - 0.5 for number, uses in sums.values_list("procedure", "n")}
    return sorted(Ranked(below.get(number, 0.0), code, number) for number, code in rows)


def code_in(q: str) -> str:
    """A code or its beginning: alone, without its dot, or a whole one among words."""
    found = _CODE.search(q)
    if found is None:
        return ""
    digits = (found["start"] or found["whole"]).upper()
    return digits if "." in digits else f"{digits[0]}.{digits[1:]}"


def _weighed(best: Sequence[Ranked]) -> list[Ranked]:
    """By how often each was used: ten times as often is worth `TENFOLD` more, up to a limit."""
    services = Service.objects.filter(procedure__in=[ranked.procedure for ranked in best])
    sums = services.order_by().values("procedure").annotate(n=Sum("uses"))
    uses = dict(sums.values_list("procedure", "n"))
    return [
        one._replace(below=one.below * (1 + TENFOLD * _tens(uses.get(one.procedure, 0))))
        for one in best
    ]


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
