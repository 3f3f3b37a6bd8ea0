"""One cell to one value. What a spreadsheet program made of the typing is met here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches

from motcua.core.folding import fold
from motcua.core.money import LARGEST, BadAmount, parse_dong
from motcua.core.sayings import say_day
from motcua.spreadsheets.cells import Broken, Cell, tidy
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.days import BadDay, checked, parse_day

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
_PLAIN_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}|-?\d{1,3}(?:,\d{3}){2,}|-?\d{1,3}(?: \d{3})+")
_EITHER = re.compile(r"-?\d{1,3}[.,]\d{3}")
_AS_TEXT = "Định dạng cả cột là Văn bản (Text) rồi gõ lại."


class BadCell(Exception):
    """A cell that cannot be taken: what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        """Both in Vietnamese."""
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Read:
    """A value, and how the cell was read where that could be meant otherwise."""

    value: Value
    remark: str = ""


def read(cell: Cell, column: Column) -> Read:
    """The value of a cell of this column; None for an empty one. Raises `BadCell`."""
    if isinstance(cell, Broken) or (isinstance(cell, str) and cell.strip() in _ERRORS):
        raise _broken(cell.text if isinstance(cell, Broken) else cell.strip())
    cell = tidy(cell) if isinstance(cell, str) else cell
    if cell == "":
        return Read(None)
    return _READERS[column.kind](cell, column)


def _broken(text: str) -> BadCell:
    if text:
        return BadCell(f"Công thức báo lỗi {text}.", "Thay công thức bằng giá trị.")
    return BadCell("Công thức chưa được tính.", "Mở tệp bằng Excel, lưu lại, hoặc ghi giá trị.")


def _text(cell: Cell, column: Column) -> Read:
    if isinstance(cell, bool):
        cell = "TRUE" if cell else "FALSE"
    elif isinstance(cell, int | float):
        cell = str(_exact(cell))
    return Read(_fitting(_words(cell), column))


def _code(cell: Cell, column: Column) -> Read:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        raise BadCell(
            f"Excel đã coi mã là số ({_shown(cell)}), có thể đã mất số 0 hay dấu chấm.", _AS_TEXT
        )
    text = _words(cell)
    if _SCIENTIFIC.fullmatch(text):
        raise BadCell(f"Mã đã bị Excel rút thành “{text}”.", _AS_TEXT)
    return Read(_fitting(text, column))


def _words(cell: Cell) -> str:
    if isinstance(cell, date | time | timedelta):
        raise BadCell(f"Excel đã đổi ô này thành ngày giờ ({_said(cell)}).", _AS_TEXT)
    return str(cell)


def _said(cell: date | time | timedelta) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def _fitting(text: str, column: Column) -> str:
    if len(text) > column.longest:
        raise BadCell(f"Dài {len(text)} ký tự, nhiều nhất {column.longest}.", "Viết gọn lại.")
    if column.check and (fault := column.check(text)):
        raise BadCell(fault, f"Ví dụ: {column.example}." if column.example else "Sửa lại ô này.")
    return text


def _day(cell: Cell, column: Column) -> Read:
    try:
        if isinstance(cell, datetime) and cell.time() != time(0):
            raise BadDay(f"Ô có cả giờ ({cell:%H:%M %d/%m/%Y}).", "Chỉ ghi ngày.")
        if isinstance(cell, date):
            return Read(checked(cell.year, cell.month, cell.day, f"{cell:%d/%m/%Y}"))
        if not isinstance(cell, str):
            raise BadDay(
                f"Ô chứa {_shown(cell)}, không phải ngày.",
                "Định dạng ô là Ngày (Date), rồi xem lại ngày hiện ra.",
            )
        day = parse_day(cell)
    except BadDay as fault:
        raise BadCell(fault.what, fault.mend) from None
    return Read(day, f"“{cell}” đọc là {say_day(day)}.")


def _money(cell: Cell, column: Column) -> Read:
    if isinstance(cell, str):
        try:
            amount = parse_dong(cell)
        except BadAmount as fault:
            raise BadCell(f"{fault}.", "Chỉ ghi số đồng, ví dụ 1.500.000.") from None
        return Read(amount, f"“{cell}” đọc là {column.say(amount)}.")
    number = _number_of(cell, "số tiền")
    if number != number.to_integral_value() or number < 0:
        raise BadCell(
            f"{_shown(cell)} không phải số đồng.",
            "Ghi số nguyên, ví dụ 1500000; nếu đã gõ 1.500.000 thì định dạng ô là Văn bản (Text).",
        )
    if number > LARGEST:
        raise BadCell("Số tiền quá lớn.", "Xem lại số tiền.")
    small = f"{column.say(int(number))}: Excel có thể đã đọc dấu chấm nghìn thành dấu phẩy."
    return Read(int(number), small if 0 < number < 1000 else "")


def _number(cell: Cell, column: Column) -> Read:
    if not isinstance(cell, str):
        return Read(_number_of(cell, "số"))
    number = _typed_number(cell)
    return Read(number, "" if cell.isdecimal() else f"“{cell}” đọc là {column.say(number)}.")


def _whole(cell: Cell, column: Column) -> Read:
    number = _typed_number(cell) if isinstance(cell, str) else _number_of(cell, "số nguyên")
    if number != number.to_integral_value() or abs(number) > LARGEST:
        raise BadCell(f"“{_shown(cell)}” không phải số nguyên.", "Ghi số như 1, 2, 3.")
    return Read(int(number))


def _typed_number(text: str) -> Decimal:
    if _EITHER.fullmatch(text):
        raise BadCell(
            f"“{text}” có thể là số nghìn hoặc số lẻ.",
            "Bỏ dấu chấm nghìn, hoặc ghi số lẻ với một, hai chữ số sau dấu phẩy.",
        )
    if _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _THOUSANDS.fullmatch(text):
        return Decimal(re.sub(r"[., ]", "", text))
    raise BadCell(f"“{text[:40]}” không phải số.", "Chỉ ghi số, ví dụ 2,25.")


def _number_of(cell: Cell, what: str) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise BadCell(f"Ô này không phải {what}.", "Xóa định dạng của ô rồi gõ lại số.")
    return Decimal(str(_exact(cell)))


def _exact(number: float) -> int | float:
    """Without the dust that sums of binary fractions leave."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _shown(cell: Cell) -> str:
    """A number as its cell shows it, a comma before decimals."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}".replace(".", ",")
    return str(cell)


def _choice(cell: Cell, column: Column) -> Read:
    text = _words(cell)
    by_words = {fold(label): value for value, label in column.choices.items()}
    by_words |= {fold(value): value for value in column.choices}
    value = by_words.get(fold(text))
    if value is not None:
        return Read(value)
    near = get_close_matches(fold(text), by_words, n=1)
    asked = f" Có phải “{column.choices[by_words[near[0]]]}” không?" if near else ""
    known = ", ".join(f"“{label}”" for label in column.choices.values())
    raise BadCell(f"Không có “{text[:60]}”.{asked}", f"Chọn một trong: {known}.")


_READERS: dict[CellKind, Callable[[Cell, Column], Read]] = {
    CellKind.TEXT: _text,
    CellKind.CODE: _code,
    CellKind.DAY: _day,
    CellKind.MONEY: _money,
    CellKind.NUMBER: _number,
    CellKind.WHOLE: _whole,
    CellKind.CHOICE: _choice,
}
