"""Who had a dossier from when to when, and how much working time each used: read off its journal.

The control sheet, the table of times used and the figures of who was late are made from it. It
decides from the entries alone and writes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motcua.agencies import calendars
from motcua.agencies.law import law_on
from motcua.core import spans
from motcua.core.deadlines import Settlement, transfer
from motcua.core.moments import local_day
from motcua.core.spans import Event, Move, Party, Stretch
from motcua.core.worktime import worked_between
from motcua.dossiers.holding import process_of
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.people.roles import OFFICERS, Role
from motcua.processes.definitions import AfterSupplement, Step

ASSIGNED = "dossier.assigned"
ANSWERED = "dossier.consultation_answered"
HANDED_OVER = "dossier.handed_over"
INTAKE = "Tiếp nhận"
RETURN = "Trả kết quả"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of a dossier's life that belongs to one party.

    `step` counts from 1 as in the approved process; it is None at the desk (intake, return), with
    the applicant, another agency or in a suspension. `until` is None while it runs. `used` and
    `allowed` are working time. `handed_over_by` is the number of the entry that began it.
    """

    party: Party
    agency_code: str
    agency_name: str
    role: str
    officer: str
    step: int | None
    name: str
    since: datetime
    until: datetime | None
    handed_over_by: int
    allowed: timedelta | None
    used: timedelta
    settlement: Settlement | None

    @property
    def overran(self) -> timedelta:
        """How much more than its allowed working time was used."""
        if self.allowed is None:
            return timedelta(0)
        return max(self.used - self.allowed, timedelta(0))


@dataclass(frozen=True, kw_only=True)
class LateShare:
    """The part of the working time past the appointment that a span had; never zero."""

    span: Span
    late: timedelta


@dataclass(frozen=True, kw_only=True)
class Late:
    """By whom a dossier is late: the shares add up to `total`; `overran` used more than its time.

    A step may have the dossier past its appointment without having overrun its own time: the
    delay then was made by those in `overran`.
    """

    total: timedelta
    shares: tuple[LateShare, ...]
    overran: tuple[Span, ...]


def spans_of(dossier: Dossier, entries: Iterable[JournalEntry], *, at: datetime) -> list[Span]:
    """The spans from arrival to the end, or to `at` while the dossier is open, without a gap."""
    told = sorted(entries, key=lambda entry: entry.number)
    events = [event for entry in told for event in _events(dossier, entry)]
    if not events:
        return []
    until = dossier.closed_at or max(at, dossier.step_since)
    stretches = spans.partition(events, until, calendars.legal_calendar())
    by_number = {entry.number: entry for entry in told}
    return [
        _span(dossier, one, by_number, running=dossier.closed_at is None and one is stretches[-1])
        for one in stretches
    ]


def late_by(dossier: Dossier, found: Sequence[Span], *, at: datetime) -> Late:
    """Whose hours lie past the appointment, and who overran its time; nobody's while in time.

    Time past the appointment ends with the decision; a clock that stands still stands.
    """
    until = dossier.decided_at or dossier.stopped_at or dossier.closed_at or at
    if dossier.appointment is None or until <= dossier.appointment:
        return Late(total=timedelta(0), shares=(), overran=())
    legal = calendars.legal_calendar()
    stretches = [_stretch(span, at) for span in found]
    shares = spans.late_shares(stretches, dossier.appointment, until, legal)
    return Late(
        total=worked_between(legal, dossier.appointment, until),
        shares=tuple(
            LateShare(span=span, late=late)
            for span, late in zip(found, shares, strict=True)
            if late
        ),
        overran=tuple(one for one in found if one.overran and one.since < until),
    )


def used_by(found: Iterable[Span]) -> dict[Party, timedelta]:
    """The working time of each party that had any part; together, all that has passed."""
    used: dict[Party, timedelta] = {}
    for span in found:
        used[span.party] = used.get(span.party, timedelta(0)) + span.used
    return used


def _to_step(dossier: Dossier, entry: JournalEntry) -> Event:
    step = _step(dossier, entry)
    hours = None if step is None or step.hours is None else float(step.hours)
    allowed = None if hours is None else timedelta(hours=hours)
    return Event(at=entry.at, move=Move.TO_STEP, number=entry.number, allowed=allowed)


def _to_unit(dossier: Dossier, entry: JournalEntry) -> Event:
    """The first step; its time counts from the transfer, though the dossier lies there before."""
    first = _to_step(dossier, entry)
    step = _step(dossier, entry)
    if first.allowed is None or step is None or step.role == Role.DESK_OFFICER:
        return first
    legal, late_from = (
        calendars.legal_calendar(),
        law_on(local_day(entry.at), dossier.agency_id).late_in_the_day,
    )
    since = transfer(entry.at, legal, late_from=late_from)
    return replace(first, allowed=first.allowed + worked_between(legal, entry.at, since))


def _at_desk(dossier: Dossier, entry: JournalEntry) -> Event:
    allowed = timedelta(hours=law_on(local_day(entry.at), dossier.agency_id).answer_hours)
    return Event(at=entry.at, move=Move.TO_STEP, number=entry.number, allowed=allowed)


def _at_return(dossier: Dossier, entry: JournalEntry) -> Event:
    return Event(at=entry.at, move=Move.TO_STEP, number=entry.number)


def _supplemented(dossier: Dossier, entry: JournalEntry) -> Event:
    if entry.step is None:
        return _at_desk(dossier, entry)
    if process_of(dossier).after_supplement is AfterSupplement.RESTART:
        return _to_step(dossier, entry)
    return _plain(Move.GO_ON)(dossier, entry)


def _consulted(dossier: Dossier, entry: JournalEntry) -> Event:
    answer_by = entry.data.get("answer_by")
    allowed = None
    if answer_by:
        legal = calendars.legal_calendar()
        allowed = worked_between(legal, entry.at, datetime.fromisoformat(answer_by))
    agency = str(entry.data.get("agency", ""))
    return Event(at=entry.at, move=Move.ASK, number=entry.number, agency=agency, allowed=allowed)


def _answered(dossier: Dossier, entry: JournalEntry) -> Event:
    agency = _answered_by(entry)
    return Event(at=entry.at, move=Move.ANSWER, number=entry.number, agency=agency)


def _answered_by(entry: JournalEntry) -> str:
    return str(entry.data.get("agency") or entry.actor_agency)


def _plain(move: Move) -> "Told":
    return lambda dossier, entry: Event(at=entry.at, move=move, number=entry.number)


Told = Callable[[Dossier, JournalEntry], Event]
MOVES: dict[str, Told] = {
    "dossier.submitted": _at_desk,
    "dossier.received": _to_unit,
    "dossier.accepted": _to_unit,
    "dossier.advanced": _to_step,
    "dossier.sent_back": _to_step,
    "dossier.decided": _at_return,
    "dossier.supplement_requested": _plain(Move.TO_APPLICANT),
    "dossier.supplemented": _supplemented,
    "dossier.suspended": _plain(Move.STOP),
    "dossier.resumed": _plain(Move.GO_ON),
    "dossier.consulted": _consulted,
    ANSWERED: _answered,
    "dossier.went_on": _plain(Move.TAKE_BACK),
}
"""The kinds of entry with which the dossier changes hands; all others leave it where it is."""

GIVEN = frozenset(
    {
        "dossier.submitted", "dossier.received", "dossier.accepted", "dossier.advanced",
        "dossier.sent_back", "dossier.decided",
    }
)  # fmt: skip
"""The kinds of entry after which another agency may have the dossier."""

ENDS = frozenset(
    {"dossier.result_returned", "dossier.refused", "dossier.withdrawn", "dossier.expired"}
)


def _events(dossier: Dossier, entry: JournalEntry) -> list[Event]:
    if entry.kind == HANDED_OVER:
        return [_passed_on(entry, asked) for asked in entry.data.get("asked", ())]
    told = MOVES.get(entry.kind)
    return [told(dossier, entry)] if told else []


def _passed_on(entry: JournalEntry, asked: dict[str, str]) -> Event:
    """Of an agency that was asked and has ended: another answers, or nobody waits any more."""
    old, new = asked["from_agency"], asked["to_agency"]
    if not new:
        return Event(at=entry.at, move=Move.ANSWER, number=entry.number, agency=old)
    until = max(entry.at, datetime.fromisoformat(asked["answer_by"]))
    left = worked_between(calendars.legal_calendar(), entry.at, until)
    return Event(
        at=entry.at,
        move=Move.PASS_ON,
        number=entry.number,
        agency=new,
        allowed=left,
        instead_of=old,
    )


def _step(dossier: Dossier, entry: JournalEntry) -> Step | None:
    steps = process_of(dossier).steps
    return steps[entry.step] if entry.step is not None and entry.step < len(steps) else None


def _span(
    dossier: Dossier, one: Stretch, entries: dict[int, JournalEntry], *, running: bool
) -> Span:
    began = entries[one.number]
    here = entries.get(one.step, began)
    step = _step(dossier, here) if one.party is Party.STEP else None
    code, agency = _agency(dossier, one, began, entries, _given(entries, here))
    return Span(
        party=one.party,
        agency_code=code,
        agency_name=agency,
        role=_role(one, step),
        officer=_officer(one, entries) if one.party in {Party.STEP, Party.OTHER_AGENCY} else "",
        step=here.step + 1 if step and here.step is not None else None,
        name=step.name if step else _name(one, here),
        since=one.since,
        until=None if running else one.until,
        handed_over_by=one.number,
        allowed=one.allowed,
        used=one.used,
        settlement=_settlement(one, running=running),
    )


def _settlement(one: Stretch, *, running: bool) -> Settlement | None:
    """A span that still runs is late or nothing yet."""
    settlement = spans.settled(one.used, one.allowed)
    return None if running and settlement is not Settlement.LATE else settlement


def _given(entries: dict[int, JournalEntry], here: JournalEntry) -> JournalEntry:
    """The entry that last said which agency does the step at which the dossier stands."""
    told = [
        entry for entry in entries.values() if entry.number <= here.number and entry.kind in GIVEN
    ]
    return told[-1] if told else here


def _agency(
    dossier: Dossier,
    one: Stretch,
    began: JournalEntry,
    entries: dict[int, JournalEntry],
    given: JournalEntry,
) -> tuple[str, str]:
    if one.party is Party.STEP and given.data.get("agency"):
        return str(given.data["agency"]), str(given.data["agency_name"])
    if one.party is Party.STEP:
        return _agency_then(dossier, one, entries)
    if one.party is Party.OTHER_AGENCY:
        return one.agency, _name_of_asked(began, one.agency)
    return "", ""


def _name_of_asked(began: JournalEntry, code: str) -> str:
    """As it was asked, or took the place of one that was."""
    taken = {asked["to_agency"]: asked["to_name"] for asked in began.data.get("asked", ())}
    return str(taken.get(code) or began.data.get("agency_name") or code)


def _agency_then(
    dossier: Dossier, one: Stretch, entries: dict[int, JournalEntry]
) -> tuple[str, str]:
    """The agency as the span began, before another took its place."""
    left = (e.data for e in entries.values() if e.kind == HANDED_OVER and e.number > one.number)
    first = next((data for data in left if data["from_agency"]), None)
    if first:
        return str(first["from_agency"]), str(first["from_name"])
    return dossier.agency.code, dossier.agency.name


def _role(one: Stretch, step: Step | None) -> str:
    if one.party is not Party.STEP:
        return ""
    return (step.role if step else Role.DESK_OFFICER).value


def _name(one: Stretch, here: JournalEntry) -> str:
    if one.party is not Party.STEP:
        return one.party.label
    return RETURN if here.kind == "dossier.decided" else INTAKE


def _officer(one: Stretch, entries: dict[int, JournalEntry]) -> str:
    """Who took it last within the span, else the officer whose act ended it."""
    if one.party is Party.OTHER_AGENCY:
        return _answerer(one, entries)
    taker = ""
    for entry in entries.values():
        if entry.number <= one.number:
            continue
        if entry.kind == ASSIGNED:
            taker = entry.actor_name
        elif entry.kind in MOVES or entry.kind in ENDS:
            return taker or (entry.actor_name if entry.actor_role in OFFICERS else "")
    return taker


def _answerer(one: Stretch, entries: dict[int, JournalEntry]) -> str:
    """Who answered for the agency that was asked."""
    answers = (
        entry.actor_name
        for entry in entries.values()
        if entry.kind == ANSWERED and entry.number > one.number
        if _answered_by(entry) == one.agency
    )
    return next(answers, "")


def _stretch(span: Span, at: datetime) -> Stretch:
    return Stretch(
        party=span.party,
        since=span.since,
        until=span.until or max(at, span.since),
        number=span.handed_over_by,
        used=span.used,
    )
