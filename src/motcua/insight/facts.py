"""One dossier, draft or rating, and in which counts it is. The definitions of `docs/figures.md`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.core import deadlines
from motcua.core.deadlines import Settlement
from motcua.core.states import State
from motcua.core.worktime import WorkCalendar
from motcua.dossiers.models import Channel
from motcua.feedback.grades import Grades

ONLINE_WAYS = frozenset({Channel.ONLINE.value, Channel.ASSISTED.value})
_ENDED = {
    State.REFUSED.value: "refused",
    State.WITHDRAWN.value: "withdrawn",
    State.EXPIRED.value: "expired",
}
_SETTLED = {
    Settlement.EARLY: "early",
    Settlement.ON_TIME: "on_time",
    Settlement.LATE: "late",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierFacts:
    """What the figures want of a dossier. `answered_at` is the desk's first answer, if any."""

    channel: str
    state: str
    submitted_at: datetime
    accepted_at: datetime | None
    decided_at: datetime | None
    appointment: datetime | None
    answer_by: datetime | None
    answered_at: datetime | None
    grades: Grades | None

    def counts(self, at: datetime, legal: WorkCalendar) -> Iterator[str]:
        """The counts this dossier is in, as it stands at `at`."""
        yield "received"
        yield self._where(at, legal)
        yield from self._answer(at, legal)
        if self.grades:
            yield from _satisfied(self.grades)

    def _where(self, at: datetime, legal: WorkCalendar) -> str:
        """Settled, ended or open: exactly one of them."""
        if self.decided_at is not None:
            if self.appointment is None:  # nothing was promised
                return "on_time"
            return _SETTLED[deadlines.settled(self.decided_at, self.appointment, legal)]
        return _ENDED.get(self.state) or self._open(at)

    def _open(self, at: datetime) -> str:
        """Overdue: what was promised to the applicant has passed, while the agency has it."""
        promised = {State.SUBMITTED: self.answer_by, State.ACCEPTED: self.appointment}
        until = promised.get(State(self.state))
        return "open_overdue" if until is not None and until < at else "open_in_time"

    def _answer(self, at: datetime, legal: WorkCalendar) -> Iterator[str]:
        """The desk's first answer to what came online, within eight working hours."""
        if self.channel not in ONLINE_WAYS:
            return
        limit = deadlines.answer_by(self.submitted_at, legal)
        if self.answered_at is not None:
            yield "to_answer"
            if self.answered_at <= limit:
                yield "answered_in_time"
        elif self.state == State.SUBMITTED and limit < at:
            yield "to_answer"


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftFacts:
    """What the funnel wants of a draft: how far the dossier it became has come."""

    handed_in: bool
    accepted: bool
    settled: bool
    rated: bool

    def counts(self) -> Iterator[str]:
        """Each step holds only those of the step before."""
        yield "starts"
        steps = (
            ("handed_in", self.handed_in),
            ("start_accepted", self.accepted),
            ("start_settled", self.settled),
            ("start_rated", self.rated),
        )
        for name, reached in steps:
            if not reached:
                return
            yield name


def _satisfied(grades: Grades) -> Iterator[str]:
    yield "rated"
    if grades.are_satisfied:
        yield "satisfied"
    for name in ("ease", "time", "conduct"):
        if getattr(grades, name).is_satisfied:
            yield f"satisfied_{name}"
