"""Money in whole đồng and other numbers, as Vietnamese writes them. Knows no fees."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

NBSP: Final = "\u00a0"
"""Stands between a number and its unit, so that no line breaks there."""

FREE: Final = "Miễn phí"

_TIMES = {"nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000, "tr": 1_000_000}
_WRITTEN = re.compile(r"([\d., ]*\d) ?(nghìn|ngàn|k|triệu|tr)? ?(?:đồng|đ|vnđ|vnd|d)?\.?")
_GROUPED = re.compile(r"\d{1,3}([. ,])\d{3}(?:\1\d{3})*")


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
    if (written := _WRITTEN.fullmatch(plain)) is None:
        raise _bad(text)
    amount = _number(written[1], text) * _TIMES.get(written[2] or "", 1)
    if amount != int(amount):
        raise _bad(text)
    return int(amount)


def _number(digits: str, text: str) -> Decimal:
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub(r"\D", "", digits))
    try:
        return Decimal(digits.replace(",", "."))
    except InvalidOperation:
        raise _bad(text) from None


def _bad(text: str) -> BadAmount:
    return BadAmount(f"Không hiểu số tiền “{text.strip()}”: viết bằng chữ số, ví dụ 200.000")
