"""No silent dossier: the worker looks for what nobody opened, handed on, returned or can hold.

Each finding is a `Concern` that is cleared by itself when its reason is gone. Other rooms connect
finders of their own (`connect`), such as notices that could not be sent.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.agencies import calendars
from motcua.core.moments import local_day
from motcua.core.states import State
from motcua.core.worktime import worked_between
from motcua.dossiers.models import AccessLog, Concern, Consultation, Dossier, Message
from motcua.people.postings import staffed

MOST = 2000  # of one kind in one round; the oldest first
UNOPENED_AFTER = timedelta(hours=2)
"""Working time; some instruments of 2025 want the officer warned of an online dossier by then."""
OVERDUE_AFTER = timedelta(hours=4)
"""Working time past the step's own limit: half a day to catch up before others are told."""


UNREAD_AFTER = timedelta(hours=8)
"""Working time that a message of the applicant may lie unread: a day, as for a first answer."""


class Found(NamedTuple):
    """One reason to look at a dossier, and since when there is one."""

    dossier: int
    agency: int
    kind: str
    since: datetime


Finder = Callable[[str, datetime], Iterable[Found]]
Teller = Callable[[str, datetime], int]
_others: dict[str, Finder] = {}
_tellers: dict[str, Teller] = {}


def connect(name: str, *, finder: Finder, teller: Teller) -> None:
    """Let another room find in every round, and tell people afterwards; by the same name once."""
    _others[name], _tellers[name] = finder, teller


def watch(jurisdiction: str, *, at: datetime) -> int:
    """One round and its telling; how much changed."""
    changed = look(jurisdiction, at=at)
    return changed + sum(tell(jurisdiction, at) for tell in _tellers.values())


def look(jurisdiction: str, *, at: datetime) -> int:
    """One round: note what is new, clear what is gone; how many concerns changed."""
    finders = (
        _unopened, _not_handed_on, _not_answered, _not_returned, _held_by_nobody, _not_read,
        *_others.values(),
    )  # fmt: skip
    found = {(one.dossier, one.kind): one for finder in finders for one in finder(jurisdiction, at)}
    return _note(jurisdiction, found, at)


@transaction.atomic
def _note(jurisdiction: str, found: dict[tuple[int, str], Found], at: datetime) -> int:
    rows = Concern.objects.select_for_update().filter(jurisdiction=jurisdiction, cleared_at=None)
    known = {(row.dossier_id, row.kind): row for row in rows}
    gone = [row for key, row in known.items() if key not in found]
    for row in gone:
        row.cleared_at = at
        row.save(update_fields=["cleared_at"])
    fresh = [one for key, one in found.items() if key not in known]
    inserted = [_concern(jurisdiction, one, at).insert_unless_there() for one in fresh]
    return len(gone) + sum(inserted)


def _concern(jurisdiction: str, one: Found, at: datetime) -> Concern:
    return Concern(
        jurisdiction=jurisdiction,
        dossier_id=one.dossier,
        agency_id=one.agency,
        kind=one.kind,
        since=one.since,
        found_at=at,
    )


def _unopened(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """Nobody has opened it since it came to whoever holds it."""
    seen = AccessLog.objects.filter(
        jurisdiction=jurisdiction, dossier=OuterRef("pk"), at__gte=OuterRef("step_since")
    )
    rows = _with_officers(jurisdiction).filter(
        state__in=(State.SUBMITTED, State.ACCEPTED),
        step_since__lt=at - UNOPENED_AFTER,
        holder_officer=None,  # who took it has seen it
    )
    unseen = rows.filter(~Exists(seen)).order_by("step_since")
    yield from _after(jurisdiction, unseen, "step_since", Concern.Kind.UNOPENED, UNOPENED_AFTER, at)


def _not_handed_on(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """Its time is over: of the first answer, of the step, or to look at a suspended one again."""
    states = (State.SUBMITTED, State.ACCEPTED, State.SUSPENDED)
    rows = _with_officers(jurisdiction).filter(state__in=states, due_at__lt=at - OVERDUE_AFTER)
    yield from _after(
        jurisdiction, rows.order_by("due_at"), "due_at", NOT_HANDED_ON, OVERDUE_AFTER, at
    )


def _not_answered(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """Who was asked has let its day pass; the one that asked may go on without it."""
    rows = Consultation.objects.filter(
        jurisdiction=jurisdiction, answered_at=None, lapsed_at=None, answer_by__lt=at,
        dossier__jurisdiction=jurisdiction, dossier__closed_at=None,
    ).order_by("answer_by")  # fmt: skip
    columns = "dossier", "asked_by", "asked_by__jurisdiction", "dossier__agency", "answer_by"
    told: set[int] = set()
    for pk, asked_by, its, home, since in rows.values_list(*columns)[:MOST]:
        if pk not in told:
            told.add(pk)
            yield Found(pk, asked_by if its == jurisdiction else home, UNANSWERED, since)


def _not_returned(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """The result is there, its day has passed, and nobody has given it to the applicant."""
    rows = _with_officers(jurisdiction).filter(state=State.DECIDED, due_at__lt=at - OVERDUE_AFTER)
    yield from _after(
        jurisdiction, rows.order_by("due_at"), "due_at", NOT_RETURNED, OVERDUE_AFTER, at
    )


def _held_by_nobody(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """No officer of today has the role that holds it at its agency."""
    open_rows = _with_officers(jurisdiction)
    held = open_rows.order_by().values_list("holder_agency", "holder_role").distinct()
    staff = staffed(local_day(at))
    for agency, role in held:
        if (agency, role) not in staff:
            rows = open_rows.filter(holder_agency=agency, holder_role=role).order_by("step_since")
            yield from _after(
                jurisdiction, rows, "step_since", Concern.Kind.NOBODY, timedelta(0), at
            )


def _not_read(jurisdiction: str, at: datetime) -> Iterator[Found]:
    """The applicant wrote, and no officer has opened the dossier since."""
    rows = Message.objects.filter(
        jurisdiction=jurisdiction, read_at=None, from_applicant=True, sent_at__lt=at - UNREAD_AFTER,
        dossier__jurisdiction=jurisdiction, dossier__closed_at=None,
    ).order_by("sent_at")  # fmt: skip
    legal, told = calendars.legal_calendar(), set[int]()
    for pk, agency, since in rows.values_list("dossier", "dossier__agency", "sent_at")[:MOST]:
        if pk not in told and worked_between(legal, since, at) >= UNREAD_AFTER:
            told.add(pk)
            yield Found(pk, agency, Concern.Kind.MESSAGE_UNREAD, since)


NOT_HANDED_ON, NOT_RETURNED = Concern.Kind.NOT_HANDED_ON, Concern.Kind.NOT_RETURNED
UNANSWERED = Concern.Kind.UNANSWERED


def _with_officers(jurisdiction: str) -> QuerySet[Dossier]:
    """Open, and held by a role of an agency."""
    rows = Dossier.objects.filter(jurisdiction=jurisdiction, closed_at=None)
    return rows.filter(~Q(holder_role=""), holder_agency__isnull=False)


def _after(
    jurisdiction: str,
    rows: QuerySet[Dossier],
    moment: str,
    kind: str,
    patience: timedelta,
    at: datetime,
) -> Iterator[Found]:
    """Those whose moment lies that much working time back.

    Told at who holds it; where that is an agency of another jurisdiction, whose desk reads its own
    rows alone, at the agency that leads.
    """
    legal = calendars.legal_calendar()
    columns = "pk", "holder_agency", "holder_agency__jurisdiction", "agency", moment
    for pk, holder, its, home, since in rows.values_list(*columns)[:MOST]:
        if worked_between(legal, since, at) >= patience:
            yield Found(pk, holder if its == jurisdiction else home, kind, since)
