"""One schema per act, told apart by `act`; the fields are those the act shows in `acts`."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from motcua.api.bodies import Closed, Code, Words
from motcua.core.consultations import MOST_DAYS, Opinion
from motcua.core.states import Outcome
from motcua.dossiers.presenters import WAYS
from motcua.dossiers.suspensions import Cause

Version = Annotated[
    int, Field(ge=0, description="The version the officer saw; an older one is refused (409).")
]
OutcomeValue = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Outcome]})]
CauseValue = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Cause]})]
OpinionValue = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Opinion]})]
Way = Annotated[str, Field(json_schema_extra={"enum": list(WAYS)})]
Day = Annotated[str, Field(max_length=10, json_schema_extra={"format": "date"})]


class AnAct(Closed):
    """What every act takes beside its own fields."""

    version: Version

    def values(self) -> dict[str, Any]:
        """The act's own values as JSON; those not sent are left out."""
        return self.model_dump(mode="json", exclude={"act", "version"}, exclude_unset=True)


class Accept(AnAct):
    """Tiếp nhận."""

    act: Literal["accept"]


class Assign(AnAct):
    """Nhận xử lý."""

    act: Literal["assign"]


class Advance(AnAct):
    """Chuyển bước."""

    act: Literal["advance"]
    note: Words | None = None


class SendBack(AnAct):
    """Trả lại bước trước."""

    act: Literal["send_back"]
    reason: Words


class Suspend(AnAct):
    """Tạm dừng giải quyết."""

    act: Literal["suspend"]
    cause: CauseValue
    reason: Words
    until: Day | None = None


class Resume(AnAct):
    """Giải quyết tiếp."""

    act: Literal["resume"]
    note: Words | None = None


class Decide(AnAct):
    """Ký kết quả; a rejection says why."""

    act: Literal["decide"]
    outcome: OutcomeValue
    reason: Words | None = None


class ReturnResult(AnAct):
    """Trả kết quả."""

    act: Literal["return_result"]
    way: Way


class Item(Closed):
    """A field or paper of the form, and what is to be mended."""

    id: Code
    message: Words


class RequestSupplement(AnAct):
    """Yêu cầu bổ sung."""

    act: Literal["request_supplement"]
    items: Annotated[list[Item], Field(max_length=20)]
    exception_reason: Words | None = None


class Apologise(AnAct):
    """Xin lỗi và hẹn lại."""

    act: Literal["apologise"]
    new_appointment: Day
    reason: Words


class AlsoAsked(Closed):
    """An agency that is asked the same at once, with its own limit."""

    agency: Words
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None


class Consult(AnAct):
    """Hỏi ý kiến: `agency` by its code or whole name; without `papers` it sees them all.

    Without `agency`, whom the process asks at this step, where it asks any.
    """

    act: Literal["consult"]
    agency: Words | None = None
    others: Annotated[list[AlsoAsked], Field(max_length=10)] | None = None
    question: Words
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None
    papers: Annotated[list[Code], Field(max_length=100)] | None = None


class AnswerConsultation(AnAct):
    """Trả lời ý kiến, for an officer of the agency that was asked."""

    act: Literal["answer_consultation"]
    opinion: OpinionValue
    answer: Words


class GoOn(AnAct):
    """Làm tiếp không chờ ý kiến, once the time to answer has passed."""

    act: Literal["go_on"]


class Refuse(AnAct):
    """Không tiếp nhận."""

    act: Literal["refuse"]
    reason: Words


class Withdraw(AnAct):
    """Rút hồ sơ, for a person who is present."""

    act: Literal["withdraw"]
    reason: Words


class RecordPayment(AnAct):
    """Thu phí, lệ phí: cash, an exemption, or the amount to be paid online."""

    act: Literal["record_payment"]
    way: Annotated[str, Field(json_schema_extra={"enum": ["cash", "exempt", "online"]})]
    amount: Annotated[int, Field(ge=1000)] | None = None
    receipt: Words | None = None
    basis: Words | None = None


AnyAct = Annotated[
    Accept
    | Assign
    | Advance
    | SendBack
    | Suspend
    | Resume
    | Decide
    | ReturnResult
    | RequestSupplement
    | Apologise
    | Consult
    | AnswerConsultation
    | GoOn
    | RecordPayment
    | Refuse
    | Withdraw,
    Field(discriminator="act"),
]
SCHEMAS: dict[str, type[AnAct]] = {
    get_args(schema.model_fields["act"].annotation)[0]: schema
    for schema in get_args(get_args(AnyAct)[0])
}
