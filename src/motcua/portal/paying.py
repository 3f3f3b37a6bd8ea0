"""The fee of a dossier as its applicant sees it: what is due, how to pay, did it arrive?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from motcua.agencies.models import BankAccount
from motcua.core.moments import local_day
from motcua.core.money import say_dong
from motcua.core.vietqr import Transfer, payload
from motcua.dossiers.models import Dossier
from motcua.dossiers.presenters import PAID
from motcua.payments import charging, money
from motcua.payments.gateway import gateway
from motcua.payments.models import Charge, Money, Order
from motcua.payments.orders import newest_of
from motcua.payments.queries import account_of, charge_of, refunds_of


@dataclass(frozen=True, kw_only=True)
class Fee:
    """One line on other pages: what it says, and where to pay while something is due."""

    text: str
    due: str = ""
    url: str = ""


def on_tracking(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """What the tracking page and the receipt show of the fee; nothing where there is none."""
    charge = _charge(dossier, at)
    return {"fee": _fee(dossier, charge)} if charge else {}


def page(dossier: Dossier, at: datetime) -> dict[str, Any] | None:
    """Everything on the page of paying; None where there is nothing to pay."""
    charge = _charge(dossier, at)
    if charge is None:
        return None
    left = money.still_due(charge)
    account = account_of(dossier.agency, local_day(at)) if left else None
    order = newest_of(dossier)
    return {
        "dossier": dossier,
        "charge": charge,
        "state": Charge.State(charge.state).label,
        "amount": say_dong(charge.amount),
        "left": say_dong(left) if left else "",
        "left_plain": left,
        "came": say_dong(charge.amount - left) if left and left < charge.amount else "",
        "account": account,
        "gateway": gateway() is not None,
        "failed": order is not None and order.state == Order.State.FAILED,
        "waits": order is not None and order.state == Order.State.OPEN,
        "lines": [(one["name"], say_dong(one["amount"]), one["basis"]) for one in charge.lines],
        "refunds": [(say_dong(one.amount), one.reason, one.done_at) for one in refunds_of(charge)],
    }


def transfer(dossier: Dossier, charge: Charge, account: BankAccount) -> str:
    """The text of the VietQR code over what is still due."""
    return payload(
        Transfer(
            bank=account.bank,
            account=account.number,
            amount=money.still_due(charge),
            words=charge.reference,
        )
    )


def _charge(dossier: Dossier, at: datetime) -> Charge | None:
    """The worker makes it; whoever is quicker than the worker gets it made."""
    return charge_of(dossier) or charging.charge(dossier, at=at)


def _fee(dossier: Dossier, charge: Charge) -> Fee:
    if charge.is_due:
        due = say_dong(money.still_due(charge))
        url = reverse("pay", args=[dossier.code])
        return Fee(text=f"Phí, lệ phí còn phải trả: {due}", due=due, url=url)
    if charge.state == Charge.State.PAID:
        way = PAID.get(charge.way, Money.Source(charge.way).label.lower())
        return Fee(text=f"Đã trả {say_dong(charge.amount)} bằng {way}.")
    return Fee(text=f"Phí, lệ phí: {Charge.State(charge.state).label.lower()}.")
