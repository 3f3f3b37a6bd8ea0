"""Workbooks as people make them, written by a real writer of workbooks."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter


def book(*rows: Sequence[object], name: str = "Bảng", **more: Sequence[Sequence[object]]) -> bytes:
    """A workbook of these rows; `more` are further sheets by name."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        days = made.add_format({"num_format": "dd/mm/yyyy"})
        for title, lines in {name: rows, **more}.items():
            fill(made.add_worksheet(title), lines, days)
    return file.getvalue()


def fill(sheet: Any, lines: Sequence[Sequence[object]], days: Any) -> None:
    """Each value as its type; None leaves the cell empty."""
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if isinstance(value, datetime):
                sheet.write_datetime(number, place, value, days)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, datetime.combine(value, time(0)), days)
            elif isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value)
            elif value is not None:
                sheet.write_string(number, place, str(value))
