"""One answer against its field: the sentence about what is wrong, and the plain spelling.

Any JSON may come as an answer; nothing here raises for it.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from motcua.core import persons
from motcua.core.money import say_dong, say_number
from motcua.eforms import dates
from motcua.eforms.fields import MAX_TEXT, MAX_TEXTAREA, Field, FieldType
from motcua.eforms.wording import mention, subject

LARGEST = 10**15
"""Numbers beyond it are slips of the finger, and not exact in a browser."""

_email = EmailValidator()


def is_blank(field: Field, value: Any) -> bool:
    """Nothing was answered; spaces are nothing, and so is an address whose parts are blank."""
    if isinstance(value, str):
        return not value.strip()
    if field.type is FieldType.ADDRESS and isinstance(value, dict):
        return all(part is None or part == "" or _spaces(part) for part in value.values())
    return value is None or value in ([], {})


def _spaces(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def problem(field: Field, value: Any, today: date) -> str | None:
    """What is wrong with an answer that is not blank, or `None`.

    Addresses and groups have parts: see `validation`.
    """
    return _PROBLEMS[field.type](field, value, today)


# Control characters, halves of letters, and what stands for a letter that was lost.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_UNREADABLE_IN_A_LINE = re.compile(rf"{_UNREADABLE.pattern}|[\n\t]")


def unreadable(text: str, *, lines: bool = False) -> bool:
    """Has the text signs that no paper can show: control characters, broken letters?"""
    return bool((_UNREADABLE if lines else _UNREADABLE_IN_A_LINE).search(text))


def unit_codes(field: Field, value: Any) -> Iterator[str]:
    """What stands as unit in an address, or in those of a group's rows; a code or a typed name."""
    if field.type is FieldType.ADDRESS and isinstance(value, dict):
        unit = value.get("unit")
        if isinstance(unit, str) and 0 < len(unit.strip()) < 200 and not unreadable(unit):
            yield unit
    for row in value if field.type is FieldType.GROUP and isinstance(value, list) else ():
        for column in field.fields if isinstance(row, dict) else ():
            yield from unit_codes(column, row.get(column.name))


def text_problem(
    field: Field, value: Any, *, most: int = MAX_TEXT, lines: bool = False
) -> str | None:
    """What is wrong with a text of at most so many characters."""
    if not isinstance(value, str):
        return f"{subject(field)} phải ghi bằng chữ"
    if len(value) > most:
        return f"{subject(field)} dài {say_number(len(value))} ký tự, tối đa {say_number(most)}"
    if unreadable(value, lines=lines):
        return f"{subject(field)} có ký tự không đọc được: xóa rồi gõ lại"
    return None


def _text(field: Field, value: Any, today: date) -> str | None:
    lines = field.type is FieldType.TEXTAREA
    most = field.max if isinstance(field.max, int) else MAX_TEXTAREA if lines else MAX_TEXT
    error = text_problem(field, value, most=most, lines=lines)
    if error is None and isinstance(field.min, int) and len(value.strip()) < field.min:
        return f"{subject(field)} mới có {len(value.strip())} ký tự, cần ít nhất {field.min}"
    return error


def _number(field: Field, value: Any, today: date) -> str | None:
    whole = field.type is not FieldType.NUMBER
    if not _is_number(value) or (whole and value != int(value)):
        return _NO_NUMBER[field.type].format(subject(field))
    low = _bound(field.min, 0 if field.type is FieldType.MONEY else -LARGEST)
    high = _bound(field.max, LARGEST)
    say = _say_money if field.type is FieldType.MONEY else say_number
    if value > high:
        return f"{subject(field)} nhiều nhất là {say(high)}"
    if value < low:
        return f"{subject(field)} ít nhất là {say(low)}"
    return None


_NO_NUMBER = {
    FieldType.INTEGER: "{} phải là số nguyên, ví dụ 3",
    FieldType.NUMBER: "{} phải là số, ví dụ 1,5",
    FieldType.MONEY: "{} phải là số đồng, ví dụ 200.000",
}


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _bound(value: Any, otherwise: int) -> Any:
    return value if _is_number(value) else otherwise


def _say_money(amount: Any) -> str:
    return say_dong(int(amount)) if amount else "0\u00a0đ"


def _date(field: Field, value: Any, today: date) -> str | None:
    return text_problem(field, value) or dates.day_problem(value, field, today)


def _time(field: Field, value: Any, today: date) -> str | None:
    return text_problem(field, value) or dates.time_problem(value, field)


def _email_problem(field: Field, value: Any, today: date) -> str | None:
    if error := text_problem(field, value, most=254):
        return error
    try:
        _email(value.strip())
    except ValidationError:
        return f"{subject(field)} cần có dạng ten@noi.vn"
    return None


def _of_person(check: Callable[[str], str | None]) -> Callable[[Field, Any, date], str | None]:
    def checked(field: Field, value: Any, today: date) -> str | None:
        return text_problem(field, value) or check(value)

    return checked


def _choice(field: Field, value: Any, today: date) -> str | None:
    if isinstance(value, str) and value in field.values:
        return None
    return f"Chọn {mention(field)} trong danh sách"


def _choices(field: Field, value: Any, today: date) -> str | None:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return f"Chọn {mention(field)} trong danh sách"
    if not set(value) <= field.values:
        return f"Chọn {mention(field)} trong danh sách"
    if len(set(value)) != len(value):
        return f"{subject(field)}: một lựa chọn được ghi hai lần"
    if isinstance(field.min, int) and len(value) < field.min:
        return f"{subject(field)}: chọn ít nhất {field.min}"
    if isinstance(field.max, int) and len(value) > field.max:
        return f"{subject(field)}: chọn nhiều nhất {field.max}"
    return None


def _boolean(field: Field, value: Any, today: date) -> str | None:
    if isinstance(value, bool):
        return None
    return f"{subject(field)}: chỉ nhận có hoặc không (true, false)"


def _none(field: Field, value: Any, today: date) -> str | None:
    return None


_PROBLEMS: dict[FieldType, Callable[[Field, Any, date], str | None]] = {
    FieldType.TEXT: _text,
    FieldType.TEXTAREA: _text,
    FieldType.INTEGER: _number,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.EMAIL: _email_problem,
    FieldType.PHONE: _of_person(persons.check_phone),
    FieldType.PERSONAL_NUMBER: _of_person(lambda text: None),  # `validation` knows birth and sex
    FieldType.TAX_CODE: _of_person(persons.check_tax_code),
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.BOOLEAN: _boolean,
    FieldType.ADDRESS: _none,
    FieldType.DOCUMENT: _none,
    FieldType.GROUP: _none,
}

_CLEAN: dict[FieldType, Callable[[str], str]] = {
    FieldType.PHONE: persons.clean_phone,
    FieldType.PERSONAL_NUMBER: persons.clean_personal_number,
    FieldType.TAX_CODE: persons.clean_tax_code,
}


def cleaned(field: Field, value: Any) -> Any:
    """The plain spelling of a valid answer: no outer spaces, numbers without separators."""
    if isinstance(value, str) and field.type is not FieldType.CHOICE:
        text = unicodedata.normalize("NFC", value.strip())
        return _CLEAN[field.type](text) if field.type in _CLEAN else text
    if field.type in (FieldType.INTEGER, FieldType.MONEY) and isinstance(value, float):
        return int(value) if math.isfinite(value) and value == int(value) else value
    if field.type is FieldType.ADDRESS and isinstance(value, dict):
        return {key: part for key, part in value.items() if not _spaces(part) and part != ""}
    return value
