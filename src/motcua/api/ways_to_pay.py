"""A way to pay, begun for a program: an order at the gateway, or the text of a VietQR code."""

from datetime import datetime

from motcua.api.shapes.payments import WayToPay
from motcua.core.moments import local_day
from motcua.core.refusals import Conflict
from motcua.core.vietqr import Transfer, payload
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier
from motcua.payments import charging, gateway, money, orders
from motcua.payments.queries import account_of


def begin(dossier: Dossier, way: str, *, at: datetime, back: str, visitor: str) -> WayToPay:
    """Over what is still due. Raises `Conflict` when nothing is, or this way is not open here."""
    charging.charge(dossier, at=at)
    return _gateway(dossier, at, back, visitor) if way == "gateway" else _vietqr(dossier, at)


def _gateway(dossier: Dossier, at: datetime, back: str, visitor: str) -> WayToPay:
    there = gateway.gateway()
    if there is None:
        raise _closed("Chưa có cổng thanh toán.")
    order = orders.begin(dossier, at=at)
    url = gateway.address(
        there,
        order,
        words=f"Phi ho so {dossier.code}",
        back=back or track_url(dossier),
        visitor=visitor,
    )
    return WayToPay(way="gateway", url=url)


def _vietqr(dossier: Dossier, at: datetime) -> WayToPay:
    charge = money.due_or_refuse(dossier)
    account = account_of(dossier.agency, local_day(at))
    if account is None:
        raise _closed("Cơ quan chưa có tài khoản thu phí.")
    text = payload(
        Transfer(
            bank=account.bank,
            account=account.number,
            amount=money.still_due(charge),
            words=charge.reference,
        )
    )
    return WayToPay(way="vietqr", vietqr=text)


def _closed(what: str) -> Conflict:
    return Conflict(what, mend="Trả bằng cách khác, hoặc trả tại quầy.")
