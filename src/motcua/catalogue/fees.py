"""The fee of a procedure as the API's money: one amount where it is certain, else the text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from motcua.catalogue.content import Channel, Method, ProcedureContent
from motcua.catalogue.fee_tables import FeeLine, in_force
from motcua.catalogue.papers import shortened
from motcua.core.moments import local_day
from motcua.core.money import say_dong


def fee(
    content: ProcedureContent,
    channel: Channel | str | None = None,
    *,
    agency: str = "",
    day: date | None = None,
) -> dict[str, Any]:
    """The fee in the shape of the API: `{amount, currency, text, cases: [{text, amount}]}`.

    `amount` in đồng, 0 for free, None where no single amount is certain; the text says it all.
    Where the procedure has a fee table in force on the day (left out: today), for the agency or
    for all, it holds; else what was published.
    """
    if content.fee_table:
        lines = in_force(content.fee_table, agency, day or local_day(timezone.now()))
        if lines:
            return _of_table(lines)
    methods = [m for m in content.methods if channel in (None, m.channel)] or [*content.methods]
    amounts = {method.fee for method in methods}
    amount = amounts.pop() if len(amounts) == 1 else None
    return {
        "amount": amount,
        "currency": "VND",
        "text": _text(methods, amount),
        "cases": _cases(methods),
    }


def _of_table(lines: Sequence[FeeLine]) -> dict[str, Any]:
    amounts = sorted({line.amount for line in lines if line.amount is not None})
    is_certain = len(amounts) == 1 and all(line.amount is not None for line in lines)
    if is_certain:
        text = say_dong(amounts[0])
    elif len(amounts) > 1:
        text = _between(amounts)
    else:
        text = shortened(next(line.text for line in lines if line.text), 120)
    return {
        "amount": amounts[0] if is_certain else None,
        "currency": "VND",
        "text": text,
        "cases": [{"text": _of_line(one), "amount": one.amount} for one in lines if one.case],
    }


def _of_line(line: FeeLine) -> str:
    said = line.text or (say_dong(line.amount) if line.amount is not None else "")
    return f"{line.case}: {said}"


def _text(methods: list[Method], amount: int | None) -> str:
    """Short enough for a list: the amount, “from … to …”, or what is known."""
    if amount is not None:
        named = amount == 0 and any(method.fee_cases for method in methods)
        return f"{say_dong(amount)} (nguồn có nêu mức thu)" if named else say_dong(amount)
    known = _known_amounts(methods)
    if len(known) > 1:
        return _between(known)
    charged = any(method.free is False for method in methods)
    texts = [method.fee_text for method in methods if method.fee_text]
    if charged and texts:
        return shortened(texts[0], 120)
    if known and not charged:
        return f"{say_dong(known[0])}, tùy cách nộp"
    return "Có phí, lệ phí; chưa công bố mức thu" if charged else "Chưa công bố phí, lệ phí"


def _between(amounts: Sequence[int]) -> str:
    """Of several amounts, lowest first."""
    least = say_dong(amounts[0]).lower() if amounts[0] == 0 else say_dong(amounts[0])
    return f"Từ {least} đến {say_dong(amounts[-1])}, tùy trường hợp"


def _known_amounts(methods: list[Method]) -> list[int]:
    """Every amount that is named, lowest first."""
    listed = {method.fee for method in methods}
    named = {case.amount for method in methods for case in method.fee_cases}
    return sorted(amount for amount in listed | named if amount is not None)


def _cases(methods: list[Method]) -> list[dict[str, Any]]:
    """The published cases; where channels differ, a line for each of them."""
    cases = {(case.text, case.amount): None for method in methods for case in method.fee_cases}
    if not cases and len({(method.fee, method.fee_text) for method in methods}) > 1:
        cases = {(_channel_fee(method), method.fee): None for method in methods}
    return [{"text": text, "amount": amount} for text, amount in cases]


def _channel_fee(method: Method) -> str:
    said = say_dong(method.fee) if method.fee is not None else method.fee_text
    return f"{method.channel.label}: {said or 'chưa công bố'}"
