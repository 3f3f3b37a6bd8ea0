"""Orders at the gateway: one begun, and what the gateway's server tells of it later."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from motcua.core.refusals import Conflict
from motcua.dossiers.changing import locked
from motcua.dossiers.models import Dossier
from motcua.payments import gateway, money
from motcua.payments.models import Money, Order
from motcua.payments.money import Told
from motcua.payments.queries import charge_of, dossier_of, order_by_number


class Reply(StrEnum):
    """What we answer the gateway; it tells again until it hears the first or third."""

    TAKEN = "00"
    NO_SUCH_ORDER = "01"
    TOLD_BEFORE = "02"
    OTHER_AMOUNT = "04"
    NOT_SIGNED = "97"

    @property
    def words(self) -> str:
        """As the protocol has them."""
        return _WORDS[self]


_WORDS = {
    Reply.TAKEN: "Confirm Success",
    Reply.NO_SUCH_ORDER: "Order not found",
    Reply.TOLD_BEFORE: "Order already confirmed",
    Reply.OTHER_AMOUNT: "Invalid amount",
    Reply.NOT_SIGNED: "Invalid signature",
}


@transaction.atomic
def begin(dossier: Dossier, *, at: datetime) -> Order:
    """A new order over what is still due. Raises `Conflict` when nothing is."""
    dossier = locked(dossier)
    charge = money.due_or_refuse(dossier)
    order = Order(
        jurisdiction=charge.jurisdiction,
        charge=charge,
        number=f"{charge.reference}{secrets.token_hex(4).upper()}",
        amount=money.still_due(charge),
        state=Order.State.OPEN,
        made_at=at,
    )
    order.save(force_insert=True)
    return order


@transaction.atomic
def notified(told: Mapping[str, str], secret: str, *, at: datetime) -> Reply:
    """Take what the gateway's server tells, once; in any order and however often it tells it.

    The payer's browser coming back proves nothing and changes nothing.
    """
    if not gateway.is_signed(secret, told):
        return Reply.NOT_SIGNED
    order = order_by_number(told.get("vnp_TxnRef", ""))
    if order is None:
        return Reply.NO_SUCH_ORDER
    if gateway.amount_of(told) != order.amount:
        return Reply.OTHER_AMOUNT
    return _take(order, told, at)


def _take(order: Order, told: Mapping[str, str], at: datetime) -> Reply:
    locked(dossier_of(order.charge))
    order = Order.objects.select_related("charge").get(
        jurisdiction=order.jurisdiction, charge__jurisdiction=order.jurisdiction, pk=order.pk
    )
    if order.state == Order.State.PAID:
        return Reply.TOLD_BEFORE
    if not gateway.is_success(told):
        return _failed(order, at)
    _note(order, Order.State.PAID, at)
    number = told.get("vnp_TransactionNo") or order.number
    came = Told(
        source=Money.Source.GATEWAY, foreign_id=number, amount=order.amount, came_at=at,
        words=f"{order.number} {told.get('vnp_BankCode', '')}".strip(),
    )  # fmt: skip
    try:
        money.take_in(order.jurisdiction, came, charge=order.charge, at=at)
    except Conflict:
        return Reply.OTHER_AMOUNT
    return Reply.TAKEN


def _failed(order: Order, at: datetime) -> Reply:
    """Did not pay, or not yet: a later success still counts."""
    if order.state == Order.State.FAILED:
        return Reply.TOLD_BEFORE
    _note(order, Order.State.FAILED, at)
    return Reply.TAKEN


def _note(order: Order, state: str, at: datetime) -> None:
    order.state, order.told_at = state, at
    order.save(update_fields=["state", "told_at"])


def newest_of(dossier: Dossier) -> Order | None:
    """The last order begun for the dossier's charge."""
    charge = charge_of(dossier)
    if charge is None:
        return None
    rows = Order.objects.filter(jurisdiction=charge.jurisdiction, charge=charge)
    return rows.order_by("-made_at", "-id").first()
