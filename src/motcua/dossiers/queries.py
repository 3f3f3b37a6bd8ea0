"""Reads: the queue of an officer, one dossier for whoever may see it, tracking by code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.agencies.prepared import prepared
from motcua.core import codes
from motcua.core.states import State
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.consultations import seen_by
from motcua.dossiers.cursors import cursor_of, position_of
from motcua.dossiers.may import may_read, owns
from motcua.dossiers.models import Channel, Consultation, Dossier, Message
from motcua.dossiers.models.dossiers import AT_ANOTHER
from motcua.people.models import Posting

PAGE = 25
MINE, AGENCY, ELSEWHERE = "mine", "agency", "elsewhere"
AMONG = "among"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One part of a queue: what one role holds at one agency (or, without role, all open).

    `elsewhere` is what is the agency's own and waits for another one: its step or its answer.
    """

    jurisdiction: str
    agency: int
    role: str | None
    elsewhere: bool = False


@dataclass(frozen=True, kw_only=True)
class QueuePage:
    """Dossiers ordered by `due_at`, and the cursor of the next page."""

    items: list[Dossier]
    next: str | None


def queue(
    by: Officer,
    *,
    which: str = MINE,
    state: State | None = None,
    due: tuple[datetime | None, datetime | None] = (None, None),
    settled: bool = True,
    channel: Channel | None = None,
    cursor: str = "",
    among: Collection[int] = (),
    limit: int = PAGE,
) -> QueuePage:
    """What this officer's roles hold (`mine`), all that is open at her agencies (`agency`), or what
    of theirs waits for another agency (`elsewhere`); or just the dossiers `among` these ids.

    Two statements at most, however many places she works at; each place is read along one partial
    index, the places are merged by `(due_at, id)`. `due` is a half-open span of `due_at`. Without
    `settled`, what has its result and waits to be fetched is left out.
    """
    after = position_of(cursor)
    wanted = {"state": state, "channel": channel}
    same = {name: value for name, value in wanted.items() if value is not None}
    whole = [_open_of(by, among, after)] if which == AMONG else _open_at_places(by, which, after)
    parts = [_within(part, due).filter(**same) for part in whole]
    if not settled:
        parts = [part.exclude(state=State.DECIDED) for part in parts]
    rows = _first(parts, limit + 1)
    page = rows[:limit]
    more = len(rows) > limit
    return QueuePage(items=page, next=_cursor(page[-1]) if more else None)


def cursor_after(dossier: Dossier) -> str:
    """The cursor of what follows this open dossier in a queue."""
    return _cursor(dossier)


def places(by: Officer, which: str = MINE) -> list[Place]:
    """The places whose dossiers belong in this officer's queue, each once."""
    found = {_place(posting, which): None for posting in by.workplaces}
    return list(found)


def dossier_for(by: Officer, code: str) -> Dossier | None:
    """The dossier of this code, if the officer may read it; else None. Raises `UnknownCode`."""
    dossier = tracked(code)
    return dossier if dossier is not None and may_read(dossier, by) else None


def asked_for(by: Officer, code: str) -> tuple[Dossier, Consultation] | None:
    """The dossier about which an agency of this officer was asked; else None.

    Raises `UnknownCode`.
    """
    dossier = tracked(code)
    asked = seen_by(dossier, by) if dossier is not None else None
    return (dossier, asked) if dossier is not None and asked is not None else None


def by_short_code(by: Officer, text: str) -> list[Dossier]:
    """What bears this short code (`261201-0007`) where the officer works; none for another text."""
    agencies = {posting.agency.code: posting.agency for posting in by.workplaces}
    found = [parsed for code in agencies if (parsed := _parsed(f"{code}-{text.strip()}"))]
    rows = Dossier.objects.filter(
        jurisdiction__in={parsed.jurisdiction for parsed in found},
        code__in=[str(parsed) for parsed in found],
    )
    return list(rows.select_related(*_SHOWN).order_by("code")) if found else []


def dossier_of(by: Applicant, code: str) -> Dossier | None:
    """The dossier of this code, if it is this applicant's; else None. Raises `UnknownCode`."""
    dossier = tracked(code)
    return dossier if dossier is not None and owns(dossier, by) else None


def tracked(code: str) -> Dossier | None:
    """The dossier of this code. Whoever asks must not see persons. Raises `UnknownCode`."""
    parsed = codes.parse(code)
    return next(iter(_tracked(parsed.jurisdiction, str(parsed))), None)


_written = Exists(
    Message.objects.filter(jurisdiction=OuterRef("jurisdiction"), dossier=OuterRef("pk"))
)
"""Spares the question for messages where there are none."""


@prepared
def _tracked(jurisdiction: str, code: str) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, code=code)
    return rows.select_related(*REFERENCES).annotate(has_messages=_written)


_SHOWN = ("service__procedure", "agency", "holder_agency", "holder_officer", "awaited_agency")
REFERENCES = _SHOWN


_PART = "SELECT * FROM ({}) AS part{}"
_MERGED = "{} ORDER BY 2, 1 LIMIT {}"


def _first(parts: list[QuerySet[Dossier]], most: int) -> list[Dossier]:
    """The first rows of all parts together, by `(due_at, id)`.

    Several parts are one UNION of their ids, then one reading of those rows: an officer with
    thirteen places of work asks no more often than one with two.
    """
    if len(parts) < 2:
        return [row for part in parts for row in part[:most]]
    found = _ids(parts, most)
    of_them = Dossier.objects.filter(
        jurisdiction__in={jurisdiction for _, jurisdiction in found},
        pk__in=[pk for pk, _ in found],
    )
    return sorted(of_them.select_related(*_SHOWN), key=_position)


def _ids(parts: list[QuerySet[Dossier]], most: int) -> list[tuple[int, str]]:
    columns = ("pk", "due_at", "jurisdiction")
    asked = [
        part.select_related(None).values_list(*columns)[:most].query.sql_with_params()
        for part in parts
    ]
    each = [_PART.format(sql, number) for number, (sql, _) in enumerate(asked)]
    sql = _MERGED.format(" UNION ALL ".join(each), most)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in asked for value in values])
        return [(pk, jurisdiction) for pk, _, jurisdiction in cursor.fetchall()]


def _open_at_places(
    by: Officer, which: str, after: tuple[datetime, int] | None
) -> list[QuerySet[Dossier]]:
    return [_open_at(place, after) for place in places(by, which)]


def _open_of(
    by: Officer, ids: Collection[int], after: tuple[datetime, int] | None
) -> QuerySet[Dossier]:
    """The open ones of these ids, in the jurisdictions where the officer works."""
    known = {place.jurisdiction for place in places(by)}
    rows = Dossier.objects.filter(jurisdiction__in=known, pk__in=list(ids), closed_at=None)
    return _behind(rows, after).select_related(*_SHOWN).order_by("due_at", "id")


def _open_at(place: Place, after: tuple[datetime, int] | None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(jurisdiction=place.jurisdiction, closed_at=None)
    if place.elsewhere:
        rows = rows.filter(AT_ANOTHER, agency=place.agency, due_at__isnull=False)
    else:
        rows = rows.filter(holder_agency=place.agency, due_at__isnull=False)
    if place.role is not None:
        rows = rows.filter(holder_role=place.role)
    return _behind(rows, after).select_related(*_SHOWN).order_by("due_at", "id")


def _behind(rows: QuerySet[Dossier], after: tuple[datetime, int] | None) -> QuerySet[Dossier]:
    """What follows the cursor."""
    if after is None:
        return rows
    rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1]))
    return rows.filter(due_at__gte=after[0])  # lets the index begin at the cursor


def _within(
    rows: QuerySet[Dossier], due: tuple[datetime | None, datetime | None]
) -> QuerySet[Dossier]:
    since, before = due
    rows = rows.filter(due_at__gte=since) if since else rows
    return rows.filter(due_at__lt=before) if before else rows


def _place(posting: Posting, which: str) -> Place:
    agency, role = posting.agency, posting.role if which == MINE else None
    where = which == ELSEWHERE
    return Place(jurisdiction=agency.jurisdiction, agency=agency.pk, role=role, elsewhere=where)


def _parsed(text: str) -> codes.DossierCode | None:
    try:
        return codes.parse(text)
    except codes.UnknownCode:
        return None


def _position(dossier: Dossier) -> tuple[Any, int]:
    return dossier.due_at, dossier.pk


def _cursor(dossier: Dossier) -> str:
    return cursor_of(*_position(dossier))
