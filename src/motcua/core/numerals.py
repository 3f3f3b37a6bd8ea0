"""Whole numbers and days spelled out, as forms of civil status ask for: `hai nghìn không trăm…`."""

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(number: int) -> str:
    """The number in words. Raises `ValueError` outside 0 to 9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"can spell 0 to 9999, not {number}")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    head = f"{_DIGITS[thousands]} nghìn"
    return f"{head} {_hundreds(rest)}" if rest else head


def spell_day(day: date) -> str:
    """`ngày mười lăm tháng tám năm hai nghìn không trăm hai mươi lăm`."""
    return f"ngày {spell(day.day)} tháng {spell(day.month)} năm {spell(day.year)}"


def _below_thousand(number: int) -> str:
    return _hundreds(number) if number >= 100 else _tens(number)


def _hundreds(number: int) -> str:
    """With the hundreds said even when there are none: `không trăm linh năm`."""
    hundreds, rest = divmod(number, 100)
    head = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} linh {_DIGITS[rest]}" if rest < 10 else f"{head} {_tens(rest)}"


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{head} {_after_tens(tens, ones)}".rstrip()


def _after_tens(tens: int, ones: int) -> str:
    """Five is `lăm` behind tens, one is `mốt` from twenty on."""
    if ones == 1 and tens > 1:
        return "mốt"
    return {0: "", 5: "lăm"}.get(ones, _DIGITS[ones])
