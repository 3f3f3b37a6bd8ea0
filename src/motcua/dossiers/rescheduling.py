"""What a changed calendar does to the deadlines of open dossiers, decided from their journals.

Each deadline is reckoned again from what the journal tells: since when it runs, and how much
working time was used of it. So reckoning twice moves nothing twice. A deadline only ever moves
later: nobody is made late by a Saturday that was made a working day after the receipt was given.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from motcua.agencies import calendars
from motcua.core import deadlines
from motcua.core.deadlines import TimeUnit
from motcua.core.moments import local_day
from motcua.core.sayings import say_day
from motcua.core.spans import Party
from motcua.core.states import State
from motcua.core.worktime import (
    WorkCalendar,
    add_time,
    closing,
    is_open,
    next_working_moment,
    working_day_from,
)
from motcua.dossiers.holding import due, limit_of, process_of
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.spans import Span, spans_of
from motcua.processes.definitions import AfterSupplement

BEGINS = {"dossier.received", "dossier.accepted"}
WORKING = {TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR}
NAMED = 3  # days that a reason names
MOVABLE = (
    State.SUBMITTED, State.ACCEPTED, State.AWAITING_APPLICANT, State.SUSPENDED, State.DECIDED,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """The deadlines of a dossier: as they are, or as they should be."""

    answer_by: datetime | None
    step_by: datetime | None
    appointment: datetime | None
    due_at: datetime | None

    def moved_from(self, old: "Deadlines") -> dict[str, tuple[datetime, datetime]]:
        """Those that are others than before, each with its old and its new moment."""
        pairs = ((name, getattr(old, name), new) for name, new in vars(self).items())
        return {name: (was, new) for name, was, new in pairs if was and new and was != new}


def now_of(dossier: Dossier) -> Deadlines:
    """The deadlines as they stand."""
    return Deadlines(
        answer_by=dossier.answer_by,
        step_by=dossier.step_by,
        appointment=dossier.appointment,
        due_at=dossier.due_at,
    )


def reckoned(dossier: Dossier, entries: Sequence[JournalEntry], *, at: datetime) -> Deadlines:
    """The deadlines under the calendar of today; none is earlier, and what has passed stays."""
    old, found = now_of(dossier), spans_of(dossier, entries, at=at)
    if not found or dossier.state not in MOVABLE:
        return old
    if dossier.state == State.DECIDED:
        return _at_return(dossier, old, at)
    of_step = _step_end(dossier, found)
    answer_by = _later(old.answer_by, of_step, at)
    step_by = _later(old.step_by, of_step, at)
    appointment = _later(old.appointment, _appointment(dossier, entries, found), at)
    due_at = {
        State.SUBMITTED: answer_by,
        State.ACCEPTED: due(step_by, appointment, at) if step_by or appointment else None,
        State.AWAITING_APPLICANT: _supplement_by(dossier, found[-1]),
    }.get(State(dossier.state))
    return Deadlines(
        answer_by=answer_by,
        step_by=step_by,
        appointment=appointment,
        due_at=_later(old.due_at, due_at, at),
    )


def say_change(before: WorkCalendar, after: WorkCalendar) -> str:
    """`thứ Ba 24/11/2026 nghỉ; thứ Bảy 28/11/2026 làm bù`; a long list ends in its number."""
    days = changed_days(before, after)
    said = [f"{say_day(day)} {_what(after, day)}" for day in days[:NAMED]]
    rest = len(days) - NAMED
    return "; ".join([*said, f"và {rest} ngày khác"] if rest > 0 else said)


def changed_days(before: WorkCalendar, after: WorkCalendar) -> list[date]:
    """The days that are worked otherwise than before, in order."""
    special = before.days_off | before.days_on | after.days_off | after.days_on
    return sorted(day for day in special if before.hours_on(day) != after.hours_on(day))


def _what(cal: WorkCalendar, day: date) -> str:
    if day in cal.days_off:
        return "nghỉ"
    return "làm bù" if day in cal.days_on else "theo lịch thường"


def _later(old: datetime | None, new: datetime | None, at: datetime) -> datetime | None:
    """The later one; what was never set or has passed stays as it is."""
    return max(old, new) if old and new and old > at else old


def _at_return(dossier: Dossier, old: Deadlines, at: datetime) -> Deadlines:
    """The result is there: its day moves only off a day on which nobody gives it out."""
    appointment, due_at = (
        _later(moment, _on_a_working_day(dossier, moment), at) if moment else None
        for moment in (old.appointment, old.due_at)
    )
    return replace(old, appointment=appointment, due_at=due_at)


def _step_end(dossier: Dossier, found: Sequence[Span]) -> datetime | None:
    """When the time of the step is over that runs, or that would run if the clock did."""
    legal, last = calendars.legal_calendar(), found[-1]
    if last.party is Party.STEP:
        return add_time(legal, last.since, last.allowed) if last.allowed else None
    stopped = next((one for one in reversed(found) if one.party is Party.STEP), last)
    if dossier.stopped_at is None or stopped.allowed is None or stopped.overran:
        return None
    return add_time(legal, dossier.stopped_at, stopped.allowed - stopped.used)


def _appointment(
    dossier: Dossier, entries: Sequence[JournalEntry], found: Sequence[Span]
) -> datetime | None:
    """The end of a limit in working time; any other moves only off a day that is not worked."""
    limit, old = limit_of(dossier), dossier.appointment
    if old is None:
        return None
    if limit is None or dossier.apologised_at or limit.unit not in WORKING:
        return _on_a_working_day(dossier, old)
    running = _since_it_began(dossier, entries, found)
    begun = running[-1].since if running and running[-1].party.clock_runs else dossier.stopped_at
    used = sum((one.used for one in running[:-1] if one.party.clock_runs), timedelta())
    left = timedelta(hours=float(limit.working_hours)) - used
    if not running or begun is None or left <= timedelta(0):
        return old
    return _when_open(dossier, add_time(calendars.legal_calendar(), begun, left))


def _since_it_began(
    dossier: Dossier, entries: Sequence[JournalEntry], found: Sequence[Span]
) -> list[Span]:
    """The spans since the limit began, or began anew with a supplement."""
    kinds = set(BEGINS)
    if process_of(dossier).after_supplement is AfterSupplement.RESTART:
        kinds.add("dossier.supplemented")
    begun = [entry.number for entry in entries if entry.kind in kinds and entry.step is not None]
    return [one for one in found if begun and one.handed_over_by >= begun[-1]]


def _on_a_working_day(dossier: Dossier, moment: datetime) -> datetime:
    """The moment itself, or the closing hour of the next day that is worked."""
    opening = calendars.opening_calendar(dossier.agency)
    if is_open(opening, moment):
        return moment
    day = working_day_from(opening, local_day(moment))
    return max(closing(opening, day) or moment, moment)


def _when_open(dossier: Dossier, moment: datetime) -> datetime:
    opening = calendars.opening_calendar(dossier.agency)
    return moment if is_open(opening, moment) else next_working_moment(opening, moment)


def _supplement_by(dossier: Dossier, asked: Span) -> datetime:
    """As many working days after the asking as the process gives."""
    days = process_of(dossier).supplement_days
    return deadlines.supplement_by(asked.since, days, calendars.legal_calendar())
