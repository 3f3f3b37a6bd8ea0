"""Money in whole đồng and other numbers, as Vietnamese writes them. Knows no fees."""

import re
from decimal import Decimal
from typing import Final

NBSP: Final = "\u00a0"
"""Stands between a number and its unit, so that no line breaks there."""

FREE: Final = "Miễn phí"

LARGEST: Final = 10**15
"""No amount of a procedure comes near; what is larger was typed wrong."""

_TIMES = {"nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000, "tr": 1_000_000}
_WRITTEN = re.compile(r"([0-9., ]{0,24}[0-9]) ?(nghìn|ngàn|k|triệu|tr)? ?(?:đồng|đ|vnđ|vnd|d)?\.?")
_GROUPED = re.compile(r"[0-9]{1,3}([. ,])[0-9]{3}(?:\1[0-9]{3})*")
_PARTED = re.compile(r"[0-9]{1,9}[.,][0-9]{1,6}")


class BadAmount(ValueError):
    """Not an amount of money; the message is a Vietnamese sentence for whoever typed it."""


def say_number(value: Decimal | float) -> str:
    """A number with comma for decimals and dots for thousands: 1.234,5. No trailing zeros."""
    exact = Decimal(str(value))
    text = f"{exact:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def say_dong(amount: int) -> str:
    """`200.000 đ`; nothing to pay is `Miễn phí`. Raises `ValueError` below zero."""
    if amount < 0:
        raise ValueError(f"an amount to pay is never below zero: {amount}")
    return f"{say_number(amount)}{NBSP}đ" if amount else FREE


def parse_dong(text: str) -> int:
    """The đồng that somebody typed: `200.000 đ`, `200,000`, `200 nghìn`, `1,5 triệu`, `Miễn phí`.

    Raises `BadAmount` for anything else, among it parts of a đồng and unevenly grouped digits.
    """
    plain = " ".join(text.casefold().split())
    if plain == FREE.casefold():
        return 0
    written = _WRITTEN.fullmatch(plain)
    amount = _amount(written[1], written[2]) if written else None
    if amount is None or amount > LARGEST:
        raise BadAmount(f"Không hiểu số tiền “{plain[:40]}”: viết bằng chữ số, ví dụ 200.000")
    return amount


def _amount(digits: str, unit: str | None) -> int | None:
    """Whole đồng, or None. A part such as `1,5` makes sense only before thousands or millions."""
    times = _TIMES[unit] if unit else 1
    if digits.isdecimal() or _GROUPED.fullmatch(digits):
        return int(re.sub(r"\D", "", digits)) * times
    if unit and _PARTED.fullmatch(digits):
        amount = Decimal(digits.replace(",", ".")) * times
        return int(amount) if amount == int(amount) else None
    return None
