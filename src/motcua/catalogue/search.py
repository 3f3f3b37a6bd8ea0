"""Search over procedures in one's own words; who offers them is joined for one page at a time.

A page is cut by what comes after the last one shown (score, code), never by an offset.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from motcua.catalogue import held_index
from motcua.catalogue.asking import ask
from motcua.catalogue.contents import fill_contents
from motcua.catalogue.held_index import Index
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.questions import Question
from motcua.catalogue.search_filters import Filters, procedures_left, services_left
from motcua.catalogue.search_ranking import (
    WEIGHED,
    Ranked,
    by_code,
    by_question,
    by_use,
    code_in,
    weighed,
)
from motcua.catalogue.standings import Standing, standings
from motcua.core.moments import local_day

LARGEST_PAGE = 100
LONGEST_CURSOR = 200
_SHOWN = ("code", "name", "field", "owner", "form", "fee_table", "current__digest")


@dataclass(frozen=True)
class Found:
    """One procedure, with how many agencies offer it under the filters.

    The procedure's version in force is loaded, so that `queries.content_of` asks nothing more.
    `service` (with its agency) only when it is exactly one; levels are the best among them, None
    where nobody offers it.
    """

    procedure: Procedure
    offered_by: int
    service: Service | None
    earned: int | None
    declared: int | None


@dataclass(frozen=True)
class Results:
    """One page. `next` is the cursor of the page after it; `understood` the law's words used.

    `unknown` are the syllables of the question that the search knows nothing of.
    """

    items: list[Found]
    total: int
    next: str | None
    understood: tuple[str, ...]
    unknown: tuple[str, ...] = ()


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

    `q` may also be a code or its beginning. `offered=True` leaves out what nobody offers online.
    An unreadable cursor begins anew; a page has at most `LARGEST_PAGE` items.
    """
    filters = Filters(
        place=place, agency=agency, field=field, level=level, declared=declared, offered=offered
    )
    services = services_left(filters, day or local_day(timezone.now()))
    index = held_index.current()
    question = ask(q, index)
    limit = max(1, min(limit, LARGEST_PAGE))
    ranking, known = _ranked(q, question, index, limit, filters=filters, services=services)
    page, rest = _cut(ranking, cursor, limit)
    return Results(
        items=_items([ranked.procedure for ranked in page], services, known),
        total=len(ranking),
        next=_cursor(page[-1]) if rest else None,
        understood=question.understood,
        unknown=question.unknown,
    )


def _ranked(
    q: str, question: Question, index: Index, limit: int, *, filters: Filters, services: Q
) -> tuple[list[Ranked], Mapping[int, Standing]]:
    """The whole ranking, and the standings of those for which they were asked on the way."""
    procedures = procedures_left(filters, services)
    if not q.strip():
        near = filters.place or filters.agency
        return by_use(procedures, services if near else Q()), {}
    if code := code_in(q):
        return by_code(code, procedures), {}
    ranking = by_question(question, index, None if filters.leave_all else procedures)
    first = ranking[: max(WEIGHED, limit)]
    known = standings([ranked.procedure for ranked in first], services)
    return weighed(ranking, known), known


def _items(numbers: list[int], services: Q, known: Mapping[int, Standing]) -> list[Found]:
    """The page's procedures with what is published about them, and who offers them."""
    procedures = Procedure.objects.select_related("current").only(*_SHOWN).in_bulk(numbers)
    fill_contents([procedure.current for procedure in procedures.values() if procedure.current])
    rest = [number for number in numbers if number not in known]
    stand = {**known, **standings(rest, services)} if rest else known
    only = _alone([stand[number] for number in numbers])
    return [_found(procedures[number], stand[number], only.get(number)) for number in numbers]


def _alone(standing: Iterable[Standing]) -> dict[int, Service]:
    """By procedure, the service of those that have exactly one."""
    wanted = [one.only for one in standing if one.offered_by == 1]
    found = Service.objects.filter(pk__in=wanted).select_related("agency") if wanted else ()
    return {service.procedure_id: service for service in found}


def _found(procedure: Procedure, stand: Standing, service: Service | None) -> Found:
    if service is not None:
        service.procedure = procedure
    return Found(procedure, stand.offered_by, service, stand.earned, stand.declared)


def _cut(ranking: list[Ranked], cursor: str | None, limit: int) -> tuple[list[Ranked], bool]:
    """The page after the cursor, and whether more comes."""
    last = _last_shown(cursor)
    after = [ranked for ranked in ranking if last is None or (ranked.below, ranked.code) > last]
    return after[:limit], len(after) > limit


def _cursor(ranked: Ranked) -> str:
    text = json.dumps([ranked.below, ranked.code])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _last_shown(cursor: str | None) -> tuple[float, str] | None:
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        below, code = json.loads(base64.urlsafe_b64decode(padded))
        return float(below), str(code)
    except (ValueError, TypeError):  # not base64, not JSON, not a pair
        return None
