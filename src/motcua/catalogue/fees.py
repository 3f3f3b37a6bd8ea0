"""The fee of a procedure as the API's money: one amount where it is certain, else the text."""

from typing import Any

from motcua.catalogue.content import Channel, Method, ProcedureContent
from motcua.catalogue.papers import shortened
from motcua.core.money import say_dong


def fee(content: ProcedureContent, channel: Channel | str | None = None) -> dict[str, Any]:
    """The fee in the shape of the API: `{amount, currency, text, cases: [{text, amount}]}`.

    `amount` in đồng, 0 for free, None where no single amount is certain; the text says it all.
    """
    methods = [m for m in content.methods if channel in (None, m.channel)] or [*content.methods]
    amounts = {method.fee for method in methods}
    amount = amounts.pop() if len(amounts) == 1 else None
    return {
        "amount": amount,
        "currency": "VND",
        "text": _text(methods, amount),
        "cases": _cases(methods),
    }


def _text(methods: list[Method], amount: int | None) -> str:
    """Short enough for a list: the amount, “from … to …”, or what is known."""
    if amount is not None:
        named = amount == 0 and any(method.fee_cases for method in methods)
        return f"{say_dong(amount)} (nguồn có nêu mức thu)" if named else say_dong(amount)
    known = _known_amounts(methods)
    if len(known) > 1:
        least = say_dong(known[0]).lower() if known[0] == 0 else say_dong(known[0])
        return f"Từ {least} đến {say_dong(known[-1])}, tuỳ trường hợp"
    charged = any(method.free is False for method in methods)
    texts = [method.fee_text for method in methods if method.fee_text]
    if charged and texts:
        return shortened(texts[0], 120)
    if known and not charged:
        return f"{say_dong(known[0])}, tuỳ cách nộp"
    return "Có phí, lệ phí; chưa công bố mức thu" if charged else "Chưa công bố phí, lệ phí"


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
