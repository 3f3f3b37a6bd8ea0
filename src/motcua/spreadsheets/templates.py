"""A workbook to fill in: headings, drop-downs and formats, an example, and what each cell means."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from motcua.core.cells import harmless
from motcua.spreadsheets.checking import GUIDE
from motcua.spreadsheets.columns import CellKind, Column
from motcua.spreadsheets.plans import Sheet
from motcua.spreadsheets.values import read

PREPARED = 2_000
"""Rows that have formats and drop-downs."""

_FORMATS = {CellKind.DAY: "dd/mm/yyyy", CellKind.MONEY: "#,##0", CellKind.NUMBER: "0.##"}
_LONGEST_LIST = 255  # letters of a drop-down's list that Excel takes


def template(sheet: Sheet) -> bytes:
    """The workbook: the table first, its explanation behind it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": f"Mẫu nhập: {sheet.title}"})
        looks = _looks(book)
        _table(book, sheet, looks)
        _guide(book, sheet, looks)
    return file.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    return {
        "heading": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "border": 1}
        ),
        "strong": book.add_format({"bold": True}),
        "plain": book.add_format({"text_wrap": True, "valign": "top"}),
        "kinds": {
            kind: book.add_format({"num_format": _FORMATS.get(kind, "@")}) for kind in CellKind
        }
        | {CellKind.WHOLE: book.add_format({"num_format": "0"})},
    }


def _table(book: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title[:31])
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        look = looks["kinds"][column.kind]
        page.set_column(place, place, max(14, min(40, len(column.heading) + 6)), look)
        page.write_string(0, place, heading(column), looks["heading"])
        _write_example(page, place, column, look)
        page.write_comment(0, place, _note(column), {"x_scale": 2})
        if column.choices:
            _drop_down(page, place, column)


def _write_example(page: Any, place: int, column: Column, look: Any) -> None:
    value = read(column.example, column).value
    if isinstance(value, date):
        page.write_datetime(1, place, datetime.combine(value, time(0)), look)
    elif isinstance(value, int | Decimal):
        page.write_number(1, place, float(value), look)
    else:
        page.write_string(1, place, harmless(column.example), look)


def heading(column: Column) -> str:
    """The heading; a star where the cell must be filled in."""
    return f"{column.heading} (*)" if column.required else column.heading


def _note(column: Column) -> str:
    return f"{column.meaning} ({column.kind.label})"


def _drop_down(page: Any, place: int, column: Column) -> None:
    labels = list(column.choices.values())
    if len(",".join(labels)) > _LONGEST_LIST or any("," in label for label in labels):
        return
    page.data_validation(
        1,
        place,
        PREPARED,
        place,
        {
            "validate": "list",
            "source": labels,
            "error_title": "Chưa đúng",
            "error_message": "Chọn một mục trong danh sách.",
        },
    )


def _guide(book: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 26)
    page.set_column(1, 2, 18)
    page.set_column(3, 3, 70, looks["plain"])
    lines = [
        *sheet.about,
        "Dòng 2 của bảng là ví dụ: ghi đè lên hoặc để nguyên, hệ thống bỏ qua dòng ví dụ.",
        "Mỗi dòng một mục, không gộp ô. Sai một ô thì không dòng nào được nhập; mọi chỗ sai được "
        "nêu cùng lúc. Không nhập gì trước khi xem trước và bấm Nhập.",
    ]
    for number, line in enumerate(lines):
        page.write_string(number, 0, line)
    first = len(lines) + 1
    for place, name in enumerate(("Cột", "Cách ghi", "Ví dụ", "Ý nghĩa")):
        page.write_string(first, place, name, looks["heading"])
    for number, column in enumerate(sheet.columns, first + 1):
        words = [f"{column.meaning}", *_choices(column)]
        for place, text in enumerate(
            (heading(column), column.kind.label, column.example, " ".join(words))
        ):
            page.write_string(number, place, harmless(text), looks["plain"])
    page.write_string(first + len(sheet.columns) + 2, 0, "(*) bắt buộc điền", looks["strong"])


def _choices(column: Column) -> list[str]:
    return [f"Chọn: {'; '.join(column.choices.values())}."] if column.choices else []
