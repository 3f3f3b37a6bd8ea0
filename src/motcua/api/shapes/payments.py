"""The fee of a dossier as JSON: what is due, whether it is settled, and how to pay."""

from typing import Annotated

from pydantic import BaseModel

from motcua.api.shapes.values import Moment, Money, moment, moment_or_none, one_of
from motcua.core.money import say_dong
from motcua.payments.models import Charge
from motcua.payments.money import still_due


class ChargeLine(BaseModel):
    """One fee: what for, how much, on which basis."""

    name: str
    amount: Money
    basis: str


class ChargeShape(BaseModel):
    """`left` is what is yet to come; people write `reference` into a transfer."""

    id: str
    reference: str
    state: Annotated[str, one_of(Charge.State.values)]
    amount: Money
    left: Money
    lines: list[ChargeLine]
    way: str
    created_at: Moment
    settled_at: Moment | None


class WayToPay(BaseModel):
    """Where the payer goes (`gateway`), or the text of a VietQR code (`vietqr`)."""

    way: str
    url: str | None = None
    vietqr: str | None = None


def money(amount: int) -> Money:
    """An amount that is certain."""
    return Money(amount=amount, currency="VND", text=say_dong(amount), cases=[])


def charge(one: Charge) -> ChargeShape:
    """A charge as it stands."""
    return ChargeShape(
        id=one.public_id,
        reference=one.reference,
        state=one.state,
        amount=money(one.amount),
        left=money(still_due(one)),
        lines=[
            ChargeLine(name=line["name"], amount=money(line["amount"]), basis=line["basis"])
            for line in one.lines
        ],
        way=one.way,
        created_at=moment(one.created_at),
        settled_at=moment_or_none(one.settled_at),
    )
