"""Who holds a dossier after an act, at which step and until when. Decides; writes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from motcua.agencies import calendars
from motcua.agencies.law import law_on
from motcua.agencies.models import Agency
from motcua.agencies.queries import agency_by_code
from motcua.agencies.successors import exists, successor_of
from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import ProcedureContent
from motcua.core import deadlines
from motcua.core.deadlines import TimeLimit
from motcua.core.moments import local_day
from motcua.core.states import Phase
from motcua.core.worktime import WORKING_DAY, is_open, next_working_moment
from motcua.dossiers.models import Channel, Consultation, Dossier
from motcua.people.roles import Role
from motcua.processes.definitions import AfterSupplement, Process, Step
from motcua.processes.queries import load


def process_of(dossier: Dossier) -> Process:
    """The approved process the dossier is bound to."""
    return load(dossier.process_version)


def step_of(dossier: Dossier) -> Step | None:
    """The step of the process at which the dossier stands; None outside handling."""
    return None if dossier.step is None else process_of(dossier).steps[dossier.step]


def agency_of(dossier: Dossier, step: int | None, at: datetime) -> Agency:
    """Whose officers do this step: the agency the process names or its successor, else its own."""
    named = "" if step is None else process_of(dossier).steps[step].agency
    if named in {"", dossier.agency.code}:
        return dossier.agency
    found, day = agency_by_code(named), local_day(at)
    following = successor_of(found, day) if found else None
    return following if following and exists(following, day) else dossier.agency


def held_by(dossier: Dossier) -> Agency:
    """The agency whose turn it is, or that the dossier comes back to."""
    elsewhere = dossier.holder_agency_id not in {None, dossier.agency_id}
    return (elsewhere and dossier.holder_agency) or dossier.agency


def handed_to(dossier: Dossier) -> tuple[str, str]:
    """Code and name of the agency that does the step; empty when it is the dossier's own."""
    agency = held_by(dossier)
    return ("", "") if agency.pk == dossier.agency_id else (agency.code, agency.name)


def limit_of(dossier: Dossier) -> TimeLimit | None:
    """The time limit published for the dossier's procedure and channel."""
    content = ProcedureContent.from_json(dossier.procedure_version.content)
    channel = "online" if dossier.channel == Channel.ONLINE else "counter"
    return catalogue.time_limit(content, channel)


def appointment_from(dossier: Dossier, at: datetime) -> datetime | None:
    """When the result is due if the limit begins to run at this moment; None without a limit."""
    limit = limit_of(dossier)
    if limit is None:
        return None
    opening = calendars.opening_calendar(dossier.agency)
    late_from = law_on(local_day(at), dossier.agency_id).late_in_the_day
    return deadlines.appointment(
        at, limit, calendars.legal_calendar(), opening, late_from=late_from
    )


def at_intake(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier that waits for its first answer: eight working hours."""
    within = timedelta(hours=law_on(local_day(at), dossier.agency_id).answer_hours)
    answer_by = deadlines.answer_by(at, calendars.legal_calendar(), within=within)
    return _held(dossier, Role.DESK_OFFICER, at, due_at=answer_by, answer_by=answer_by)


def at_first_step(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier just accepted; its time at the unit counts from the transfer."""
    if process_of(dossier).steps[0].role == Role.DESK_OFFICER:
        return at_step(dossier, 0, at)
    late_from = law_on(local_day(at), dossier.agency_id).late_in_the_day
    since = deadlines.transfer(at, calendars.legal_calendar(), late_from=late_from)
    return {**at_step(dossier, 0, since), "step_since": at}


def at_step(dossier: Dossier, number: int, at: datetime) -> dict[str, Any]:
    """Columns of a dossier that has come to this step of its process."""
    step = process_of(dossier).steps[number]
    return _at(dossier, number, at, step_by=_step_by(step, at))


def due(step_by: datetime | None, appointment: datetime | None, at: datetime) -> datetime:
    """What runs out first, of the step's time and the applicant's appointment.

    Where there is neither, the dossier comes up again after five working days.
    """
    running = [moment for moment in (step_by, appointment) if moment is not None]
    return min(running) if running else _after(at, 5 * WORKING_DAY)


def waiting(dossier: Dossier, asked: Sequence[Consultation], at: datetime) -> dict[str, Any]:
    """Columns while answers of these agencies, in the order asked, are awaited.

    The step keeps its holder and comes up again when the last of them must have answered.
    """
    last = max(one.answer_by for one in asked)
    return {"awaited_agency": asked[0].agency, "due_at": due(last, dossier.appointment, at)}


def answered(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns once no answer is awaited: the step's own time goes on, the appointment ran on."""
    step_by = dossier.step_by
    if step_by is not None and dossier.consulted_at is not None:
        legal = calendars.legal_calendar()
        step_by = deadlines.resumed(step_by, dossier.consulted_at, at, legal)
    due_at = due(step_by, dossier.appointment, at)
    return {"awaited_agency": None, "step_by": step_by, "due_at": due_at}


def at_return(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier whose result waits at the desk for its applicant.

    Until the appointment; where there is none, or it has passed, within a working day.
    """
    ahead = dossier.appointment is not None and dossier.appointment > at
    due_at = dossier.appointment if ahead else _after(at, WORKING_DAY)
    return _held(dossier, Role.DESK_OFFICER, at, due_at=due_at)


def with_applicant(dossier: Dossier, at: datetime, answer_by: datetime) -> dict[str, Any]:
    """Columns of a dossier that waits for its applicant: the agency's clock stands still.

    What of step and appointment was left at `stopped_at` is kept, for the limit may go on.
    """
    left = {"step": dossier.step, "step_by": dossier.step_by, "stopped_at": at}
    return _held(dossier, None, at, due_at=answer_by, **left)


def suspended(dossier: Dossier, at: datetime, review_by: datetime) -> dict[str, Any]:
    """Columns of a suspended dossier: the step keeps it and looks again by this moment."""
    left = {"step": dossier.step, "step_by": dossier.step_by, "stopped_at": at}
    return _held(dossier, Role(dossier.holder_role), at, due_at=review_by, **left)


def going_on(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier whose clock goes on: step and appointment get what was left of them."""
    dossier.appointment = _when_open(dossier, _goes_on(dossier, dossier.appointment, at))
    step_by = _goes_on(dossier, dossier.step_by, at)
    held = _at(dossier, dossier.step or 0, at, step_by=step_by)
    return {**held, "appointment": dossier.appointment}


def resumed(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier whose applicant has answered: the limit restarts or goes on."""
    if dossier.resume_to == Phase.INTAKE:
        return at_intake(dossier, at)
    if process_of(dossier).after_supplement == AfterSupplement.RESUME:
        return going_on(dossier, at)
    dossier.appointment = appointment_from(dossier, at)
    held = at_step(dossier, dossier.step or 0, at)
    return {**held, "appointment": dossier.appointment}


def _at(dossier: Dossier, number: int, at: datetime, *, step_by: datetime | None) -> dict[str, Any]:
    role, due_at = process_of(dossier).steps[number].role, due(step_by, dossier.appointment, at)
    return _held(dossier, role, at, step=number, step_by=step_by, due_at=due_at)


def _held(dossier: Dossier, role: Role | None, at: datetime, **limits: Any) -> dict[str, Any]:
    return {
        "holder_agency": agency_of(dossier, limits.get("step"), at),
        "holder_role": role or "",
        "holder_officer": None,
        "step": None,
        "step_since": at,
        "answer_by": None,
        "step_by": None,
        "due_at": None,
        **limits,
    }


def _step_by(step: Step, at: datetime) -> datetime | None:
    return None if step.hours is None else _after(at, timedelta(hours=float(step.hours)))


def _after(at: datetime, amount: timedelta) -> datetime:
    return deadlines.step_by(at, amount, calendars.legal_calendar())


def _goes_on(dossier: Dossier, limit: datetime | None, at: datetime) -> datetime | None:
    """The limit with the working time that was left when the clock stopped."""
    if limit is None or dossier.stopped_at is None:
        return limit
    return deadlines.resumed(limit, dossier.stopped_at, at, calendars.legal_calendar())


def _when_open(dossier: Dossier, moment: datetime | None) -> datetime | None:
    """The appointment, or the next hour at which somebody is there to keep it."""
    opening = calendars.opening_calendar(dossier.agency)
    if moment is None or is_open(opening, moment):
        return moment
    return next_working_moment(opening, moment)
