"""Tables as spreadsheets (XLSX), written row by row: a year of a province never lies in memory."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

import xlsxwriter

from motcua.core.cells import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = 20
Cell = str | int


def written(
    title: str,
    above: Sequence[Sequence[str]],
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> IO[bytes]:
    """A file at its beginning: lines above, a heading row that stays in sight, then the rows.

    Whoever gets it closes it; then it is gone.
    """
    file = _nameless()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": title})
        _fill(book, above, columns, rows)
    file.seek(0)
    return file


def _nameless() -> IO[bytes]:
    """A file on the disk that has no name, so that nothing is left of it."""
    handle, path = mkstemp()
    Path(path).unlink()
    return os.fdopen(handle, "w+b")


def _fill(
    book: Any,
    above: Sequence[Sequence[str]],
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """Rows come one after another: constant memory knows no way back."""
    sheet, first = book.add_worksheet("Sổ"), len(above)
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    sheet.freeze_panes(first + 1, 0)
    for number, line in enumerate([*above, columns]):
        _write(sheet, number, line, strong if number in (0, first) else plain)
    for number, row in enumerate(rows, first + 1):
        _write(sheet, number, row, plain)


def _write(sheet: Any, number: int, row: Sequence[Cell], look: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell, look)
        else:
            sheet.write_string(number, column, harmless(cell), look)
