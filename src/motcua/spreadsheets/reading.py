"""Reads .xlsx and .csv to pages of cells, each where it stands; nothing is understood yet.

The first row of a page is row 1 of the sheet, whatever is empty, so that a fault names the row
that people see.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from motcua.spreadsheets import archives
from motcua.spreadsheets.cells import Cell, is_empty, letters
from motcua.spreadsheets.refused import SAVE_AS, SheetRefused

WIDEST = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEPARATORS = ";,\t"
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sheet of a file: its name (empty for CSV), its cells, and areas merged into one cell."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False


def read(content: bytes) -> list[Page]:
    """The pages that have anything on them. Raises `SheetRefused`.

    What the file is is told by its content, not by its name.
    """
    _check_size(content)
    if content.startswith(b"PK\x03\x04"):
        pages = list(_workbook(content))
    elif content.startswith(_OLE):
        raise _old_or_locked(content)
    else:
        pages = [Page(name="", rows=list(_csv(content)))]
    found = [page for page in pages if any(not is_empty(c) for row in page.rows for c in row)]
    if not found:
        raise SheetRefused("Bảng tính không có ô nào được điền.", mend="Điền vào mẫu rồi gửi lại.")
    return found


def _check_size(content: bytes) -> None:
    most: int = settings.SHEET_LARGEST_BYTES
    if not content:
        raise SheetRefused("Tệp rỗng.", mend="Chọn tệp .xlsx hoặc .csv đã điền.")
    if len(content) > most:
        raise SheetRefused(
            f"Tệp lớn hơn {most // 1_000_000} MB.",
            mend="Bỏ hình, trang tính không cần, hoặc chia thành nhiều tệp.",
        )


def _workbook(content: bytes) -> Iterator[Page]:
    parts = archives.unpacked(content)
    seen = archives.looks(parts)
    for name, look in seen.items():
        _check_extent(name, look)
    try:
        with CalamineWorkbook.from_filelike(archives.packed(parts)) as book:
            for meta in book.sheets_metadata:
                if meta.typ is SheetTypeEnum.WorkSheet:
                    hidden = meta.visible is not SheetVisibleEnum.Visible
                    yield _page(book, meta.name, seen.get(meta.name, archives.Look()), hidden)
    except CalamineError:
        raise SheetRefused("Tệp Excel bị hỏng bên trong.", mend=SAVE_AS) from None


def _check_extent(name: str, look: archives.Look) -> None:
    most: int = settings.SHEET_MOST_ROWS
    if look.rows <= most and look.columns <= WIDEST:
        return
    where = f"{letters(look.columns - 1)}{look.rows}"
    raise SheetRefused(
        f"Trang tính “{name}” kéo dài tới khoảng ô {where}.",
        why=f"Mỗi lần nhập nhiều nhất {most} dòng, {WIDEST} cột.",
        mend="Xóa ô lạc ở xa bảng (chọn cả dòng, cả cột rồi Delete), hoặc chia thành nhiều tệp.",
    )


def _page(book: CalamineWorkbook, name: str, look: archives.Look, hidden: bool) -> Page:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), broken in look.broken.items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = broken
    merged = tuple(sheet.merged_cell_ranges or ())
    return Page(name=name, rows=rows, merged=merged, is_hidden=hidden)


def _old_or_locked(content: bytes) -> SheetRefused:
    if _ENCRYPTED in content:
        return SheetRefused(
            "Tệp có mật khẩu.",
            mend="Mở tệp, vào Tệp → Thông tin → Bảo vệ (Protect), bỏ mật khẩu rồi lưu lại.",
        )
    return SheetRefused("Tệp là Excel đời cũ (.xls).", mend=SAVE_AS)


def _csv(content: bytes) -> Iterator[list[Cell]]:
    text = _text(content)
    most: int = settings.SHEET_MOST_ROWS
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        for number, line in enumerate(lines, 1):
            if number > most or len(line) > WIDEST:
                raise SheetRefused(
                    f"Tệp có hơn {most} dòng hoặc {WIDEST} cột.", mend="Chia thành nhiều tệp."
                )
            yield list(line)
    except csv.Error:
        raise SheetRefused("Tệp CSV bị hỏng, không tách được ô.", mend=SAVE_AS) from None


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or text.lstrip().startswith(("<", "%PDF", "{")):
        raise SheetRefused(
            "Tệp không phải bảng tính, hoặc là CSV không ghi bằng UTF-8.",
            mend="Lưu lại dạng “Excel Workbook (.xlsx)” hoặc “CSV UTF-8” rồi gửi lại.",
        )
    return text


def _separator(text: str) -> str:
    """What parts the first line: a semicolon where Windows speaks Vietnamese, else a comma."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)
