"""Keep open dossiers in step with the calendar: after a change each is reckoned anew, once.

The newest run of a jurisdiction keeps the special days its dossiers follow; where the calendar
has others, a new run goes through the open dossiers in batches. Broken off, it is taken up again.
"""

from datetime import date, datetime

import structlog
from django.db.models import Q, QuerySet

from motcua.agencies import calendars
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.core.sayings import say_day
from motcua.core.worktime import WorkCalendar
from motcua.dossiers.actors import CLOCK
from motcua.dossiers.acts.reschedule import reschedule
from motcua.dossiers.models import CalendarRun, Dossier
from motcua.dossiers.rescheduling import MOVABLE, now_of, reckoned, say_change
from motcua.dossiers.timeline import entries_of

log = structlog.get_logger()
BATCH = 200
SHOWN = 200  # appointments that a run names
Days = dict[str, str]


def keep_in_step(jurisdiction: str, *, at: datetime) -> int:
    """Reckon anew where the calendar has changed; how many dossiers were given other deadlines."""
    days = _days_of(calendars.legal_calendar())
    run = CalendarRun.objects.filter(jurisdiction=jurisdiction).order_by("-id").first()
    if run is None:
        _begin(jurisdiction, days, at, reason="").save_finished(at)
        return 0
    if run.days != days:
        before = _calendar_of(run.days)
        run = _begin(jurisdiction, days, at, reason=say_change(before, calendars.legal_calendar()))
    return 0 if run.finished_at else _go_through(run, at)


def _begin(jurisdiction: str, days: Days, at: datetime, *, reason: str) -> CalendarRun:
    return CalendarRun.objects.create(
        jurisdiction=jurisdiction, days=days, reason=reason[:500], started_at=at
    )


def _go_through(run: CalendarRun, at: datetime) -> int:
    """Batch after batch, each noted with the run, so that the next one goes on from there."""
    while batch := list(_ahead(run, at)[:BATCH]):
        for dossier in batch:
            _reckon(run, dossier, at)
        run.through = batch[-1].pk
        run.save()
    run.save_finished(at)
    return run.moved


def _ahead(run: CalendarRun, at: datetime) -> QuerySet[Dossier]:
    """Open dossiers with a deadline to come, by number."""
    ahead = Q(due_at__gt=at) | Q(appointment__gt=at) | Q(step_by__gt=at) | Q(answer_by__gt=at)
    rows = Dossier.objects.filter(
        ahead, jurisdiction=run.jurisdiction, closed_at=None, state__in=MOVABLE, pk__gt=run.through
    )
    return rows.select_related("agency").order_by("pk")


def _reckon(run: CalendarRun, dossier: Dossier, at: datetime) -> None:
    """Let the act move what must move; whoever acts in this moment leaves it right anyway."""
    old = dossier.appointment
    new = reckoned(dossier, entries_of(dossier), at=at)
    if not new.moved_from(now_of(dossier)):
        return
    try:
        done = reschedule(dossier, by=CLOCK, at=at, reason=run.reason)
    except Refusal as refusal:
        log.info("not_rescheduled", dossier=dossier.pk, why=refusal.code)
        return
    run.moved += 1
    if old and done.appointment and old != done.appointment and len(run.appointments) < SHOWN:
        run.appointments.append([done.code, _say(old), _say(done.appointment)])


def _say(moment: datetime) -> str:
    return say_day(local_day(moment))


def _days_of(cal: WorkCalendar) -> Days:
    """The special days as JSON."""
    off = dict.fromkeys((day.isoformat() for day in sorted(cal.days_off)), "off")
    return off | dict.fromkeys((day.isoformat() for day in sorted(cal.days_on)), "on")


def _calendar_of(days: Days) -> WorkCalendar:
    """The legal week with these special days."""
    kinds = {date.fromisoformat(day): kind for day, kind in days.items()}
    off = frozenset(day for day, kind in kinds.items() if kind == "off")
    return WorkCalendar(days_off=off, days_on=frozenset(kinds) - off)
