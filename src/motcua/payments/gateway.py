"""A payment gateway: a signed redirect there, a signed notification back from server to server.

The protocol is that of VNPAY's public integration guide, version 2.1.0: parameters in the order of
their names, percent-encoded as a form, HMAC-SHA512 under the shared secret; amounts in hundredths
of a đồng; answers `RspCode` 00 taken, 01 no such order, 02 told before, 04 another amount, 97 not
signed by the gateway, 99 try again.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from motcua.core.moments import local
from motcua.payments.models import Order

VERSION, SIGNATURE = "2.1.0", "vnp_SecureHash"
VALID = timedelta(minutes=15)
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """Where the gateway is, who we are to it, and the secret we share."""

    url: str
    merchant: str
    secret: str


def gateway() -> Gateway | None:
    """The one that the settings name; None where fees are paid without one."""
    url = settings.PAYMENT_GATEWAY_URL
    if not url:
        return None
    return Gateway(url=url, merchant=settings.PAYMENT_MERCHANT, secret=settings.PAYMENT_SECRET)


def address(there: Gateway, order: Order, *, words: str, back: str, visitor: str) -> str:
    """Where the payer goes; `back` is where the gateway sends her afterwards."""
    made = local(order.made_at)
    told = {
        "vnp_Version": VERSION,
        "vnp_Command": "pay",
        "vnp_TmnCode": there.merchant,
        "vnp_Amount": str(order.amount * 100),
        "vnp_CurrCode": "VND",
        "vnp_TxnRef": order.number,
        "vnp_OrderInfo": words,
        "vnp_OrderType": "other",
        "vnp_Locale": "vn",
        "vnp_IpAddr": visitor,
        "vnp_ReturnUrl": back,
        "vnp_CreateDate": made.strftime(_STAMP),
        "vnp_ExpireDate": (made + VALID).strftime(_STAMP),
    }
    query = _query(told)
    return f"{there.url}?{query}&{SIGNATURE}={sign(there.secret, told)}"


def sign(secret: str, told: Mapping[str, str]) -> str:
    """The signature over all parameters but the signature itself."""
    return hmac.new(secret.encode(), _query(told).encode(), hashlib.sha512).hexdigest()


def is_signed(secret: str, told: Mapping[str, str]) -> bool:
    """Was this written by whoever knows the secret?"""
    given = told.get(SIGNATURE, "")
    return hmac.compare_digest(given.lower().encode(), sign(secret, told).encode())


def amount_of(told: Mapping[str, str]) -> int | None:
    """The đồng that it tells of; None where they are not whole."""
    text = told.get("vnp_Amount", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        return None
    whole, rest = divmod(int(text), 100)
    return None if rest else whole


def is_success(told: Mapping[str, str]) -> bool:
    """Did the payer pay?"""
    return told.get("vnp_ResponseCode") == "00" and told.get("vnp_TransactionStatus", "00") == "00"


def stamp(at: datetime) -> str:
    """A moment as the gateway writes it, in Viet Nam's time."""
    return local(at).strftime(_STAMP)


def _query(told: Mapping[str, str]) -> str:
    """In the order of names, without what is empty and without the signature."""
    kept = {
        name: value
        for name, value in sorted(told.items())
        if name.startswith("vnp_") and value and name not in {SIGNATURE, f"{SIGNATURE}Type"}
    }
    return urlencode(kept)
