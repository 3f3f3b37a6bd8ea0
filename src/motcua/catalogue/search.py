"""Search over procedures: one ranking on every engine, agencies joined afterwards.

Terms → impacts summed per procedure (one SQL for SQLite and PostgreSQL) → those that the filters
leave, best first → for one page of them, who offers them. A page is cut by what comes after the
last one shown (score, code), never by an offset.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, FloatField, Max, Min, OuterRef, Q, Sum, When
from django.db.models.query import QuerySet
from django.utils import timezone

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.models import Procedure, ProcedureVersion, SearchPosting, Service
from motcua.catalogue.synonyms import Question, understand
from motcua.core.moments import local_day

WEAK = 0.25  # what a word counts that has a word of law beside it
# Below this share of the best score a result has little to do with the question.
FLOOR = 0.34
MOST = 1000  # scale: exact counts end here
_CODE = re.compile(r"^\s*(?P<digits>\d\.\d{1,6}(\.[A-Za-z]\d{1,2})?|\d{7})\s*$")


@dataclass(frozen=True)
class Filters:
    """What narrows a search. `level` means earned at least so; `place` a unit's or agency's code.

    `offered=True` leaves out procedures that no agency offers online.
    """

    place: str | None = None
    agency: str | None = None
    field: str | None = None
    level: int | None = None
    declared: int | None = None
    offered: bool = False

    @property
    def need_a_service(self) -> bool:
        """Do the filters speak about services, so that a procedure without one falls out?"""
        return self.offered or any((self.place, self.agency, self.level, self.declared))


@dataclass(frozen=True)
class Found:
    """One procedure, with how many agencies offer it under the filters.

    `content` is read already: take it from here, not from `procedure.current`. `service` (with
    its agency) only when it is exactly one; levels are the best among them, None where nobody
    offers it.
    """

    procedure: Procedure
    content: ProcedureContent
    offered_by: int
    service: Service | None
    earned: int | None
    declared: int | None


@dataclass(frozen=True)
class Results:
    """One page. `next` is the cursor of the page after it; `understood` the law's words used."""

    items: list[Found]
    total: int
    next: str | None
    understood: tuple[str, ...]


class _Ranked(NamedTuple):
    """A place in the ranking: the lower the earlier; equal scores go by code."""

    below: float
    code: str
    procedure: int


def search(
    q: str,
    *,
    place: str | None = None,
    agency: str | None = None,
    field: str | None = None,
    level: int | None = None,
    declared: int | None = None,
    offered: bool = False,
    limit: int = 20,
    cursor: str | None = None,
    day: date | None = None,
) -> Results:
    """Procedures in force for a question in one's own words; for an empty one the most used first.

    `q` may also be a code or its beginning. An unreadable cursor begins anew.
    """
    filters = Filters(place, agency, field, level, declared, offered)
    services = _services(filters, day or local_day(timezone.now()))
    question = understand(q)
    ranking = _ranking(q, question, filters, services)
    page, rest = _cut(ranking, cursor, limit)
    return Results(
        items=_items([ranked.procedure for ranked in page], services),
        total=len(ranking),
        next=_cursor(page[-1]) if rest else None,
        understood=question.understood,
    )


def _ranking(
    q: str, question: Question, filters: Filters, services: QuerySet[Service]
) -> list[_Ranked]:
    procedures = _procedures(filters, services)
    if not q.strip():
        return _by_use(procedures, services)
    if code := _CODE.match(q):
        digits = code["digits"].upper()
        dotted = digits if "." in digits else f"{digits[0]}.{digits[1:]}"
        rows = procedures.filter(code__startswith=dotted).values_list("pk", "code")
        return sorted(_Ranked(0.0, code, number) for number, code in rows)
    scores = _scores(question)
    rows = procedures.filter(pk__in=list(scores)).values_list("pk", "code")
    return sorted(_Ranked(-scores[number], code, number) for number, code in rows)


def _scores(question: Question) -> dict[int, float]:
    """Sums of impacts by procedure, without the tail that has little to do with the question."""
    if not question.strong:
        return {}
    weak = When(term__text__in=list(question.weak), then=F("impact") * WEAK)
    impact = Case(weak, default=F("impact"), output_field=FloatField())
    terms = SearchPosting.objects.filter(term__text__in=[*question.strong, *question.weak])
    score = Sum(impact if question.weak else "impact")
    rows = terms.values("procedure").annotate(score=score).values_list("procedure", "score")
    best = sorted(rows, key=lambda row: (-row[1], row[0]))[:MOST]
    return {number: score for number, score in best if score >= FLOOR * best[0][1]}


def _by_use(procedures: QuerySet[Procedure], services: QuerySet[Service]) -> list[_Ranked]:
    """Most used first; among the unused, those that somebody offers."""
    rows = list(procedures.values_list("pk", "code"))
    if len(rows) <= MOST:
        services = services.filter(procedure__in=[number for number, _ in rows])
    used = dict(services.values("procedure").annotate(n=Sum("uses")).values_list("procedure", "n"))
    below = {number: -float(uses) - 0.5 for number, uses in used.items()}
    return sorted(_Ranked(below.get(number, 0.0), code, number) for number, code in rows)


def _procedures(filters: Filters, services: QuerySet[Service]) -> QuerySet[Procedure]:
    found = Procedure.objects.filter(current__isnull=False).order_by()
    if filters.field:
        found = found.filter(field=filters.field)
    if filters.need_a_service:
        found = found.filter(Exists(services.filter(procedure=OuterRef("pk"))))
    return found


def _services(filters: Filters, day: date) -> QuerySet[Service]:
    """Published services of agencies in force that the filters leave."""
    found = Service.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    found = found.exclude(agency__in=Agency.objects.exclude(pk__in=Agency.objects.in_force(day)))
    if filters.agency:
        found = found.filter(agency__in=Agency.objects.filter(code=filters.agency))
    if filters.place:
        found = found.filter(agency__in=Agency.objects.filter(_serves(filters.place, day)))
    if filters.level:
        found = found.filter(earned_level__gte=filters.level)
    if filters.declared:
        found = found.filter(declared_level=filters.declared)
    return found


def _serves(place: str, day: date) -> Q:
    """Agencies for who lives there: of the unit itself, of its province, of the units in it."""
    own = Agency.objects.filter(code=place).values_list("unit_code", flat=True).first()
    if own == "":
        return Q(code=place)
    unit = own or place
    in_force = AdministrativeUnit.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
    )
    around = in_force.filter(Q(code=unit) | Q(parent_code=unit)).values_list("code", "parent_code")
    codes = {code for pair in around for code in pair if code}
    return Q(unit_code__in={unit, *codes})


def _items(numbers: list[int], services: QuerySet[Service]) -> list[Found]:
    """The page's procedures with what is published about them, and who offers them."""
    procedures = Procedure.objects.in_bulk(numbers)
    contents = _contents(procedures.values())
    offers = {row["procedure"]: row for row in _offers(numbers, services)}
    alone = [row["only"] for row in offers.values() if row["offered_by"] == 1]
    only = {
        service.procedure_id: service
        for service in Service.objects.filter(pk__in=alone).select_related("agency")
    }
    return [
        _found(procedures[number], contents[number], offers.get(number), only.get(number))
        for number in numbers
    ]


def _contents(procedures: Iterable[Procedure]) -> dict[int, ProcedureContent]:
    """By procedure: what is published about it."""
    of_version = {procedure.current_id: procedure.pk for procedure in procedures}
    rows = ProcedureVersion.objects.filter(pk__in=list(of_version)).values_list("pk", "content")
    return {of_version[number]: ProcedureContent.from_json(content) for number, content in rows}


def _offers(numbers: Iterable[int], services: QuerySet[Service]) -> Iterable[dict[str, int]]:
    """Of each procedure: how many offer it, the best levels, and one of the services."""
    return services.filter(procedure__in=list(numbers)).values("procedure").annotate(
        offered_by=Count("pk"), earned=Max("earned_level"), declared=Max("declared_level"),
        only=Min("pk"),
    )  # fmt: skip


def _found(
    procedure: Procedure,
    content: ProcedureContent,
    offer: dict[str, int] | None,
    service: Service | None,
) -> Found:
    if offer is None:
        return Found(procedure, content, 0, None, None, None)
    if service is not None:
        service.procedure = procedure
    by, earned, declared = offer["offered_by"], offer["earned"], offer["declared"]
    return Found(procedure, content, by, service, earned, declared)


def _cut(ranking: list[_Ranked], cursor: str | None, limit: int) -> tuple[list[_Ranked], bool]:
    """The page after the cursor, and whether more comes."""
    last = _last_shown(cursor)
    after = [ranked for ranked in ranking if last is None or (ranked.below, ranked.code) > last]
    return after[:limit], len(after) > limit


def _cursor(ranked: _Ranked) -> str:
    text = json.dumps([ranked.below, ranked.code])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _last_shown(cursor: str | None) -> tuple[float, str] | None:
    try:
        padded = (cursor or "") + "=" * (-len(cursor or "") % 4)
        below, code = json.loads(base64.urlsafe_b64decode(padded))
        return float(below), str(code)
    except (binascii.Error, ValueError, TypeError):
        return None
