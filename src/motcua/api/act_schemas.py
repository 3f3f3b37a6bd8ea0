"""One schema per act, told apart by `act`; the fields are those the act shows in `acts`."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field


class _Act(Schema):
    """`version` is the one the officer saw; an older one is refused (409)."""

    model_config = ConfigDict(extra="forbid")
    version: int

    def values(self) -> dict[str, Any]:
        """The act's own values as JSON; those not sent are left out."""
        return self.model_dump(mode="json", exclude={"act", "version"}, exclude_unset=True)


class Accept(_Act):
    """Tiếp nhận."""

    act: Literal["accept"]


class Assign(_Act):
    """Nhận xử lý."""

    act: Literal["assign"]


class Advance(_Act):
    """Chuyển bước."""

    act: Literal["advance"]
    note: str = ""


class SendBack(_Act):
    """Trả lại bước trước."""

    act: Literal["send_back"]
    reason: str


class Decide(_Act):
    """Ký kết quả; a rejection says why."""

    act: Literal["decide"]
    outcome: Literal["granted", "rejected", "partly"]
    reason: str | None = None


class ReturnResult(_Act):
    """Trả kết quả."""

    act: Literal["return_result"]
    way: Literal["counter", "post", "online"]


class Item(Schema):
    """A field or paper of the form, and what is to be mended."""

    id: str
    message: str


class RequestSupplement(_Act):
    """Yêu cầu bổ sung."""

    act: Literal["request_supplement"]
    items: list[Item]
    exception_reason: str | None = None


class Apologise(_Act):
    """Xin lỗi và hẹn lại."""

    act: Literal["apologise"]
    new_appointment: date
    reason: str


class Refuse(_Act):
    """Không tiếp nhận."""

    act: Literal["refuse"]
    reason: str


class Withdraw(_Act):
    """Rút hồ sơ, for a person who is present."""

    act: Literal["withdraw"]
    reason: str


AnyAct = Annotated[
    Accept
    | Assign
    | Advance
    | SendBack
    | Decide
    | ReturnResult
    | RequestSupplement
    | Apologise
    | Refuse
    | Withdraw,
    Field(discriminator="act"),
]
