"""Money that comes and goes: each đồng is written down once, and is due, kept or on its way back.

Always: what came for a charge = what settles it + what goes back. A charge is settled when enough
came; more than enough, or money for what is not due any more, goes back.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.core.refusals import Conflict
from motcua.core.states import State
from motcua.dossiers import acts
from motcua.dossiers.actors import CLOCK, Clock, Officer
from motcua.dossiers.changing import locked
from motcua.dossiers.models import Dossier
from motcua.payments.models import Charge, Money, Refund
from motcua.payments.queries import charge_of, dossier_of, money_for, paid_to, refunds_of

TOO_MUCH = "Trả thừa"
NOT_DUE = "Khoản này không phải trả nữa"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of money that came: who, under which number of theirs, how much, when."""

    source: str
    foreign_id: str
    amount: int
    came_at: datetime
    words: str = ""


@transaction.atomic
def take_in(
    jurisdiction: str,
    told: Told,
    *,
    charge: Charge | None,
    at: datetime,
    by: Officer | Clock = CLOCK,
    receipt: str = "",
) -> Money:
    """Write the money down, once; settle the charge it is for. Told again, it is what it was.

    Raises `Conflict` when the same number is told with another amount.
    """
    dossier = locked(dossier_of(charge)) if charge else None
    money = Money(
        jurisdiction=jurisdiction, charge=charge, source=told.source, foreign_id=told.foreign_id,
        amount=told.amount, words=told.words[:300], came_at=told.came_at, written_at=at,
    )  # fmt: skip
    if not money.insert_unless_there():
        return _known(money)
    if charge is not None and dossier is not None:
        _settle(charge, dossier, money, at=at, by=by, receipt=receipt)
    return money


@transaction.atomic
def assign(money: Money, charge: Charge, *, at: datetime) -> Money:
    """Say what money of nobody was for. Raises `Conflict` when somebody said so before."""
    dossier = locked(dossier_of(charge))
    now = Money.objects.select_for_update().get(jurisdiction=money.jurisdiction, pk=money.pk)
    if now.charge_id is not None:
        raise Conflict("Khoản tiền này đã được gán cho một hồ sơ.", mend="Tải lại trang.")
    now.charge = charge
    now.save(update_fields=["charge"])
    _settle(charge, dossier, now, at=at, by=CLOCK, receipt="")
    return now


@transaction.atomic
def exempt(dossier: Dossier, *, by: Officer, at: datetime, basis: str) -> None:
    """Nothing is to be paid, as `basis` in law says; what came before goes back.

    Raises `NotAllowed`, `WrongState`, `Conflict` when nothing is due.
    """
    dossier = locked(dossier)
    charge = charge_of(dossier)
    if charge is not None:
        charge = due_or_refuse(dossier)
    reference = charge.reference if charge else ""
    acts.record_payment(
        dossier, by=by, at=at, amount=0, way="exempt", reference=reference, basis=basis
    )
    if charge is not None:
        _close(charge, Charge.State.EXEMPT, at=at)
        _give_back(charge, paid_to(charge), NOT_DUE, at=at)


@transaction.atomic
def give_back_all(dossier: Dossier, *, at: datetime) -> None:
    """The dossier ended without a decision: nothing is due any more, what came goes back."""
    dossier = locked(dossier)
    charge = charge_of(dossier)
    if charge is None or charge.state == Charge.State.CANCELLED:
        return
    _close(charge, Charge.State.CANCELLED, at=at)
    _give_back(charge, paid_to(charge), NOT_DUE, at=at)


def due_or_refuse(dossier: Dossier) -> Charge:
    """The charge that waits to be paid; raises `Conflict` where there is none."""
    charge = charge_of(dossier)
    if charge is None or not charge.is_due:
        raise Conflict(
            "Hồ sơ này không có khoản nào phải trả.",
            mend="Tải lại trang để xem khoản phí hiện nay.",
        )
    return charge


def still_due(charge: Charge) -> int:
    """How many đồng are yet to come."""
    return max(charge.amount - paid_to(charge), 0) if charge.is_due else 0


def _known(money: Money) -> Money:
    """The money that was written down under this number before; raises `Conflict`."""
    found = Money.objects.get(
        jurisdiction=money.jurisdiction, source=money.source, foreign_id=money.foreign_id
    )
    if found.amount != money.amount:
        raise Conflict(
            f"Giao dịch {money.foreign_id} đã được ghi với số tiền khác.",
            mend="Đối chiếu lại với ngân hàng hoặc cổng thanh toán.",
        )
    return found


def _settle(
    charge: Charge,
    dossier: Dossier,
    money: Money,
    *,
    at: datetime,
    by: Officer | Clock,
    receipt: str,
) -> None:
    charge.state = _now(charge).state
    if not charge.is_due:
        _open_refund(money, money.amount, _why_not_due(charge), at=at)
        return
    came = paid_to(charge)
    if came < charge.amount:
        return
    if came > charge.amount:
        _open_refund(money, came - charge.amount, TOO_MUCH, at=at)
    _close(charge, Charge.State.PAID, at=at, way=money.source)
    _note(charge, dossier, money, at=at, by=by, receipt=receipt)


def _note(
    charge: Charge,
    dossier: Dossier,
    money: Money,
    *,
    at: datetime,
    by: Officer | Clock,
    receipt: str,
) -> None:
    """The journal of an open dossier tells of it; a closed one is sealed."""
    if State(dossier.state).is_closed:
        return
    acts.record_payment(
        dossier, by=by, at=at, amount=charge.amount, way=money.source,
        reference=charge.reference, receipt=receipt,
    )  # fmt: skip


def _why_not_due(charge: Charge) -> str:
    return TOO_MUCH if charge.state == Charge.State.PAID else NOT_DUE


def _close(charge: Charge, state: str, *, at: datetime, way: str = "") -> None:
    charge.state, charge.settled_at, charge.way = state, at, way
    charge.save(update_fields=["state", "settled_at", "way"])


def _give_back(charge: Charge, amount: int, reason: str, *, at: datetime) -> None:
    """So much of what came for the charge and has not gone back yet, the newest money first."""
    gone: dict[int, int] = {}
    for refund in refunds_of(charge):
        gone[refund.money_id] = gone.get(refund.money_id, 0) + refund.amount
    left = amount - sum(gone.values())
    for money in reversed(money_for(charge)):
        part = min(money.amount - gone.get(money.pk, 0), left)
        if part > 0:
            _open_refund(money, part, reason, at=at)
            left -= part


def _open_refund(money: Money, amount: int, reason: str, *, at: datetime) -> None:
    Refund(
        jurisdiction=money.jurisdiction, money=money, amount=amount, reason=reason, opened_at=at
    ).save(force_insert=True)


def _now(charge: Charge) -> Charge:
    """As it is under the lock of its dossier."""
    return Charge.objects.get(jurisdiction=charge.jurisdiction, pk=charge.pk)
