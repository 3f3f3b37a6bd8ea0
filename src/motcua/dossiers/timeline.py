"""What happened, what is happening and what comes next, as citizen and officer read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.core import states
from motcua.core.states import Holder, Phase, State
from motcua.dossiers import presenters
from motcua.dossiers.holding import held_by, step_of
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.suspensions import Cause
from motcua.people.roles import LABELS, Role


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    """One line: when (None for what is to come), the sentence, and done, now or next."""

    at: datetime | None
    sentence: str
    state: str
    kind: str = ""


def entries_of(dossier: Dossier) -> list[JournalEntry]:
    """The whole journal of a dossier, in order."""
    return _entries(dossier.jurisdiction, dossier.pk)


@prepared
def _entries(jurisdiction: str, dossier: int) -> QuerySet[JournalEntry]:
    rows = JournalEntry.objects.filter(jurisdiction=jurisdiction, dossier_id=dossier)
    return rows.order_by("number")


def timeline(dossier: Dossier, entries: Iterable[JournalEntry]) -> list[TimelineItem]:
    """Every entry as done, then who holds it now, then what follows."""
    done = [
        TimelineItem(at=e.at, sentence=presenters.sentence(e), state="done", kind=e.kind)
        for e in entries
    ]
    state = State(dossier.state)
    if state.is_closed:
        return done
    now = TimelineItem(at=dossier.due_at, sentence=holder(dossier), state="now")
    following = [TimelineItem(at=None, sentence=text, state="next") for text in _next(dossier)]
    return [*done, now, *following]


def holder(dossier: Dossier) -> str:
    """Who has it now, in words: the applicant, or agency, role and step."""
    state = State(dossier.state)
    if state.is_closed:
        return state.label
    if states.FACTS[state].holder is Holder.APPLICANT:
        return "Chờ người nộp bổ sung"
    if state is State.SUSPENDED:
        return f"Tạm dừng giải quyết, {Cause(dossier.suspended_for).label}"
    role = LABELS[Role(dossier.holder_role)].lower() if dossier.holder_role else ""
    step = step_of(dossier)
    doing = step.name if step else state.label
    if dossier.awaited_agency is not None:
        return f"Chờ ý kiến của {dossier.awaited_agency.name}"
    return f"{doing}: {role}, {held_by(dossier).name}"


def _next(dossier: Dossier) -> list[str]:
    intake = ["Tiếp nhận và hẹn ngày trả kết quả", "Giải quyết", "Trả kết quả"]
    asked_at_intake = dossier.resume_to == Phase.INTAKE
    coming = {
        State.SUBMITTED: intake,
        State.AWAITING_APPLICANT: intake if asked_at_intake else ["Giải quyết tiếp", intake[-1]],
        State.ACCEPTED: intake[-1:],
        State.SUSPENDED: ["Giải quyết tiếp", intake[-1]],
        State.DECIDED: intake[-1:],
    }
    return coming.get(State(dossier.state), [])
