"""What a table asks for: its columns as people head them, and what each cell may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from motcua.core.money import say_dong, say_number

Value = str | int | Decimal | date | None


class CellKind(StrEnum):
    """What a cell means. A code is a text that a spreadsheet program must not take for a number."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    WHOLE = "whole"
    CHOICE = "choice"

    @property
    def label(self) -> str:
        """How one fills it in, in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    CellKind.TEXT: "chữ",
    CellKind.CODE: "mã, định dạng ô là Văn bản (Text)",
    CellKind.DAY: "ngày, ví dụ 02/09/2026",
    CellKind.MONEY: "số tiền, ví dụ 1.500.000",
    CellKind.NUMBER: "số, ví dụ 2,25",
    CellKind.WHOLE: "số nguyên",
    CellKind.CHOICE: "chọn trong danh sách",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `choices` are labels by value; `also` are other headings that mean the same.

    `check` answers a sentence about a text that cannot be, or nothing.
    """

    key: str
    heading: str
    meaning: str
    example: str = ""
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    longest: int = 200
    also: tuple[str, ...] = ()
    check: Callable[[str], str] | None = None

    def say(self, value: Value) -> str:
        """A value as people read it; empty for none."""
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, int) and self.kind is CellKind.MONEY:
            return say_dong(value)
        if isinstance(value, int | Decimal):
            return say_number(value)
        return self.choices.get(value, value)
