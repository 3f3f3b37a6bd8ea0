"""Who holds a dossier after an act, at which step and until when. Decides; writes nothing."""

from datetime import datetime, timedelta
from typing import Any

from motcua.agencies import calendars
from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import ProcedureContent
from motcua.core import deadlines
from motcua.core.deadlines import TimeLimit
from motcua.core.states import Phase
from motcua.core.worktime import WORKING_DAY
from motcua.dossiers.models import Channel, Dossier
from motcua.people.roles import Role
from motcua.processes.definitions import Process, Step
from motcua.processes.queries import load


def process_of(dossier: Dossier) -> Process:
    """The approved process the dossier is bound to."""
    return load(dossier.process_version)


def step_of(dossier: Dossier) -> Step | None:
    """The step of the process at which the dossier stands; None outside handling."""
    return None if dossier.step is None else process_of(dossier).steps[dossier.step]


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
    return deadlines.appointment(at, limit, calendars.legal_calendar(), opening)


def at_intake(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier that waits for its first answer: eight working hours."""
    answer_by = deadlines.answer_by(at, calendars.legal_calendar())
    return _held(dossier, Role.DESK_OFFICER, at, due_at=answer_by, answer_by=answer_by)


def at_step(dossier: Dossier, number: int, at: datetime) -> dict[str, Any]:
    """Columns of a dossier that has come to this step of its process."""
    step = process_of(dossier).steps[number]
    step_by = _step_by(step, at)
    due_at = step_by or dossier.appointment or _unlimited(at)
    return _held(dossier, step.role, at, step=number, step_by=step_by, due_at=due_at)


def at_return(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier whose result waits at the desk for its applicant."""
    due_at = max(filter(None, [dossier.appointment, at]))
    return _held(dossier, Role.DESK_OFFICER, at, due_at=due_at)


def with_applicant(dossier: Dossier, at: datetime, answer_by: datetime) -> dict[str, Any]:
    """Columns of a dossier that waits for its applicant: the agency's clock stands still."""
    return _held(dossier, None, at, due_at=answer_by, step=dossier.step, stopped_at=at)


def resumed(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Columns of a dossier whose applicant has answered: the limit restarts or goes on."""
    if dossier.resume_to == Phase.INTAKE:
        return at_intake(dossier, at)
    if process_of(dossier).after_supplement == "restart":
        dossier.appointment = appointment_from(dossier, at)
    elif dossier.appointment and dossier.stopped_at:
        legal = calendars.legal_calendar()
        dossier.appointment = deadlines.resumed(dossier.appointment, dossier.stopped_at, at, legal)
    return {**at_step(dossier, dossier.step or 0, at), "appointment": dossier.appointment}


def _held(dossier: Dossier, role: Role | None, at: datetime, **limits: Any) -> dict[str, Any]:
    return {
        "holder_agency": dossier.agency,
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
    if step.hours is None:
        return None
    hours = timedelta(hours=float(step.hours))
    return deadlines.step_by(at, hours, calendars.legal_calendar())


def _unlimited(at: datetime) -> datetime:
    """Neither step nor procedure has a limit: it comes up again after five working days."""
    return deadlines.step_by(at, 5 * WORKING_DAY, calendars.legal_calendar())
