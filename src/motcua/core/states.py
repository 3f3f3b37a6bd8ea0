"""The states of a dossier as one table: state × act → state, who holds it, whether time runs.

The diagram in `docs/` and the tests are made from this table. The step within an approved process
is separate: `advance` and `send_back` change it and leave the state as it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.core.refusals import WrongState


class State(StrEnum):
    """Where a dossier stands. The values are stored and published: they never change."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    AWAITING_APPLICANT = "awaiting_applicant"
    SUSPENDED = "suspended"
    DECIDED = "decided"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The state in Vietnamese, as citizens and officers read it."""
        return FACTS[self].label

    @property
    def is_closed(self) -> bool:
        """Nothing more can happen to the dossier."""
        return FACTS[self].holder is Holder.NOBODY


class Act(StrEnum):
    """Everything that can be done with a dossier; the same word in code, journal and API."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    ACCEPT = "accept"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLEMENT = "supplement"
    REFUSE = "refuse"
    ASSIGN = "assign"
    ADVANCE = "advance"
    SEND_BACK = "send_back"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    GO_ON = "go_on"
    SUSPEND = "suspend"
    RESUME = "resume"
    DECIDE = "decide"
    APOLOGISE = "apologise"
    RETURN_RESULT = "return_result"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    EXPIRE = "expire"
    RESCHEDULE = "reschedule"
    HAND_OVER = "hand_over"
    RECORD_PAYMENT = "record_payment"


class Holder(StrEnum):
    """Whose turn it is."""

    DESK = "desk"
    HANDLING = "handling"
    APPLICANT = "applicant"
    OTHER_AGENCY = "other_agency"
    NOBODY = "nobody"


class Phase(StrEnum):
    """Where a supplement was asked, and where the dossier goes back to."""

    INTAKE = "intake"
    HANDLING = "handling"


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    REJECTED = "rejected"
    PARTLY = "partly"


@dataclass(frozen=True, kw_only=True)
class StateFacts:
    """What holds in a state."""

    label: str
    holder: Holder
    clock_runs: bool


FACTS: dict[State, StateFacts] = {
    State.SUBMITTED: StateFacts(label="Chờ tiếp nhận", holder=Holder.DESK, clock_runs=True),
    State.ACCEPTED: StateFacts(label="Đang giải quyết", holder=Holder.HANDLING, clock_runs=True),
    State.AWAITING_APPLICANT: StateFacts(
        label="Chờ bổ sung", holder=Holder.APPLICANT, clock_runs=False
    ),
    State.SUSPENDED: StateFacts(
        label="Tạm dừng giải quyết", holder=Holder.OTHER_AGENCY, clock_runs=False
    ),
    State.DECIDED: StateFacts(label="Có kết quả", holder=Holder.DESK, clock_runs=True),
    State.RETURNED: StateFacts(label="Đã trả kết quả", holder=Holder.NOBODY, clock_runs=False),
    State.REFUSED: StateFacts(label="Không tiếp nhận", holder=Holder.NOBODY, clock_runs=False),
    State.WITHDRAWN: StateFacts(label="Đã rút", holder=Holder.NOBODY, clock_runs=False),
    State.EXPIRED: StateFacts(label="Hết hạn bổ sung", holder=Holder.NOBODY, clock_runs=False),
}

# None stands for "there is no dossier yet". `supplement` goes back to the phase it was asked in.
_TABLE: dict[tuple[State | None, Act], dict[Phase | None, State]] = {
    (None, Act.SUBMIT): {None: State.SUBMITTED},
    (None, Act.RECEIVE): {None: State.ACCEPTED},
    (State.SUBMITTED, Act.ACCEPT): {None: State.ACCEPTED},
    (State.SUBMITTED, Act.REFUSE): {None: State.REFUSED},
    (State.SUBMITTED, Act.REQUEST_SUPPLEMENT): {None: State.AWAITING_APPLICANT},
    (State.SUBMITTED, Act.CORRECT): {None: State.SUBMITTED},
    (State.SUBMITTED, Act.WITHDRAW): {None: State.WITHDRAWN},
    (State.ACCEPTED, Act.REQUEST_SUPPLEMENT): {None: State.AWAITING_APPLICANT},
    (State.ACCEPTED, Act.ASSIGN): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.ADVANCE): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.SEND_BACK): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.CONSULT): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.ANSWER_CONSULTATION): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.GO_ON): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.SUSPEND): {None: State.SUSPENDED},
    (State.SUSPENDED, Act.RESUME): {None: State.ACCEPTED},
    (State.SUSPENDED, Act.WITHDRAW): {None: State.WITHDRAWN},
    (State.ACCEPTED, Act.APOLOGISE): {None: State.ACCEPTED},
    (State.ACCEPTED, Act.DECIDE): {None: State.DECIDED},
    (State.ACCEPTED, Act.WITHDRAW): {None: State.WITHDRAWN},
    (State.AWAITING_APPLICANT, Act.SUPPLEMENT): {
        Phase.INTAKE: State.SUBMITTED,
        Phase.HANDLING: State.ACCEPTED,
    },
    (State.AWAITING_APPLICANT, Act.WITHDRAW): {None: State.WITHDRAWN},
    (State.AWAITING_APPLICANT, Act.EXPIRE): {None: State.EXPIRED},
    (State.SUBMITTED, Act.CLAIM): {None: State.SUBMITTED},
    (State.ACCEPTED, Act.CLAIM): {None: State.ACCEPTED},
    (State.AWAITING_APPLICANT, Act.CLAIM): {None: State.AWAITING_APPLICANT},
    (State.SUSPENDED, Act.CLAIM): {None: State.SUSPENDED},
    (State.DECIDED, Act.CLAIM): {None: State.DECIDED},
    (State.SUBMITTED, Act.RESCHEDULE): {None: State.SUBMITTED},
    (State.ACCEPTED, Act.RESCHEDULE): {None: State.ACCEPTED},
    (State.AWAITING_APPLICANT, Act.RESCHEDULE): {None: State.AWAITING_APPLICANT},
    (State.SUSPENDED, Act.RESCHEDULE): {None: State.SUSPENDED},
    (State.DECIDED, Act.RESCHEDULE): {None: State.DECIDED},
    (State.SUBMITTED, Act.HAND_OVER): {None: State.SUBMITTED},
    (State.ACCEPTED, Act.HAND_OVER): {None: State.ACCEPTED},
    (State.AWAITING_APPLICANT, Act.HAND_OVER): {None: State.AWAITING_APPLICANT},
    (State.SUSPENDED, Act.HAND_OVER): {None: State.SUSPENDED},
    (State.DECIDED, Act.HAND_OVER): {None: State.DECIDED},
    (State.DECIDED, Act.RETURN_RESULT): {None: State.RETURNED},
    (State.SUBMITTED, Act.RECORD_PAYMENT): {None: State.SUBMITTED},
    (State.ACCEPTED, Act.RECORD_PAYMENT): {None: State.ACCEPTED},
    (State.AWAITING_APPLICANT, Act.RECORD_PAYMENT): {None: State.AWAITING_APPLICANT},
    (State.SUSPENDED, Act.RECORD_PAYMENT): {None: State.SUSPENDED},
    (State.DECIDED, Act.RECORD_PAYMENT): {None: State.DECIDED},
}


def can(state: State | None, act: Act) -> bool:
    """Does the table know this act in this state?"""
    return (state, act) in _TABLE


def possible(state: State | None) -> list[Act]:
    """The acts that the table knows in this state, in the order of `Act`."""
    return [act for act in Act if can(state, act)]


def step(state: State | None, act: Act, *, resume_to: Phase | None = None) -> State:
    """The state after the act. Raises `WrongState` with the acts that are possible instead."""
    if not can(state, act):
        now = f"đang ở trạng thái “{state.label}”" if state else "chưa được nộp"
        raise WrongState(
            f"Hồ sơ {now}, không làm được việc này.",
            mend="Xem lại hồ sơ rồi chọn một việc khác.",
            state=state,
            possible=[other.value for other in possible(state)],
        )
    targets = _TABLE[state, act]
    return targets[resume_to] if resume_to in targets else targets[None]


def transitions() -> list[tuple[State | None, Act, State]]:
    """Every row of the table, for the diagram and the tests."""
    return [(a, act, b) for (a, act), targets in _TABLE.items() for b in targets.values()]
