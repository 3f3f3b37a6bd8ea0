"""Reads: the queue of an officer, one dossier for whoever may see it, tracking by code."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from motcua.core import codes
from motcua.core.refusals import Refusal
from motcua.core.states import State
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.may import may_read, owns
from motcua.dossiers.models import Dossier
from motcua.people.models import Posting

PAGE = 25
MINE, AGENCY = "mine", "agency"


class BadCursor(Refusal):
    """The cursor of a list is none that was given out."""

    code, status, title = "bad-cursor", 422, "Trang không có"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One part of a queue: what one role holds at one agency (or, without role, all open)."""

    jurisdiction: str
    agency: int
    role: str | None


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
    cursor: str = "",
    limit: int = PAGE,
) -> QueuePage:
    """What this officer's roles hold (`mine`), or all that is open at her agencies (`agency`).

    One statement per place of work, each along one partial index; merged by `(due_at, id)`. `due`
    is a half-open span of `due_at`.
    """
    after = _after(cursor)
    rows: list[Dossier] = []
    for place in places(by, which):
        rows += _within(_open_at(place, state, after), due)[: limit + 1]
    rows.sort(key=_position)
    page = rows[:limit]
    more = len(rows) > limit
    return QueuePage(items=page, next=_cursor(page[-1]) if more else None)


def places(by: Officer, which: str = MINE) -> list[Place]:
    """The places whose dossiers belong in this officer's queue, each once."""
    found = {_place(posting, which): None for posting in by.workplaces}
    return list(found)


def dossier_for(by: Officer, code: str) -> Dossier | None:
    """The dossier of this code, if the officer may read it; else None. Raises `UnknownCode`."""
    dossier = tracked(code)
    return dossier if dossier is not None and may_read(dossier, by) else None


def dossier_of(by: Applicant, code: str) -> Dossier | None:
    """The dossier of this code, if it is this applicant's; else None. Raises `UnknownCode`."""
    dossier = tracked(code)
    return dossier if dossier is not None and owns(dossier, by) else None


def tracked(code: str) -> Dossier | None:
    """The dossier of this code. Whoever asks must not see persons. Raises `UnknownCode`."""
    parsed = codes.parse(code)
    rows = Dossier.objects.filter(jurisdiction=parsed.jurisdiction, code=str(parsed))
    return rows.select_related(*REFERENCES).first()


REFERENCES = (
    "agency", "service__procedure", "procedure_version", "form_version", "process_version",
    "holder_officer", "applicant",
)  # fmt: skip


def _open_at(
    place: Place, state: State | None, after: tuple[datetime, int] | None
) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(
        jurisdiction=place.jurisdiction,
        holder_agency=place.agency,
        closed_at=None,
        due_at__isnull=False,
    )
    if place.role is not None:
        rows = rows.filter(holder_role=place.role)
    if state is not None:
        rows = rows.filter(state=state)
    if after is not None:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1]))
        rows = rows.filter(due_at__gte=after[0])  # lets the index begin at the cursor
    rows = rows.select_related("service__procedure", "agency", "process_version", "holder_officer")
    return rows.order_by("due_at", "id")


def _within(
    rows: QuerySet[Dossier], due: tuple[datetime | None, datetime | None]
) -> QuerySet[Dossier]:
    since, before = due
    rows = rows.filter(due_at__gte=since) if since else rows
    return rows.filter(due_at__lt=before) if before else rows


def _place(posting: Posting, which: str) -> Place:
    role = None if which == AGENCY else posting.role
    agency = posting.agency
    return Place(jurisdiction=agency.jurisdiction, agency=agency.pk, role=role)


def _position(dossier: Dossier) -> tuple[Any, int]:
    return dossier.due_at, dossier.pk


def _cursor(dossier: Dossier) -> str:
    at, number = _position(dossier)
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), number]).encode()).decode()


def _after(cursor: str) -> tuple[datetime, int] | None:
    if not cursor:
        return None
    try:
        at, number = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), int(number)
    except (ValueError, TypeError) as error:
        raise BadCursor("Trang này không có.", mend="Mở lại danh sách từ đầu.") from error
