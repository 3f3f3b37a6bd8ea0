"""From pages to rows of values, with every fault of every cell gathered on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from motcua.spreadsheets.cells import Cell, is_empty, letters
from motcua.spreadsheets.columns import Column, Value
from motcua.spreadsheets.faults import Fault
from motcua.spreadsheets.headings import Headings, find
from motcua.spreadsheets.reading import Page
from motcua.spreadsheets.values import BadCell, read

GUIDE = "Hướng dẫn"
"""The sheet of a template that explains; nobody fills it in."""


@dataclass(kw_only=True)
class Row:
    """One filled-in row. A column that the sheet does not have is left as it is by whoever reads.

    `number` is that of the sheet. A row with a fault is not sound: its values are those that could
    be read.
    """

    headings: Headings
    columns: Sequence[Column]
    number: int
    values: dict[str, Value] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Nothing to mend in it?"""
        return not self.faults

    @property
    def sheet(self) -> str:
        """The name of its page."""
        return self.headings.page.name

    def has(self, key: str) -> bool:
        """Does the sheet have this column?"""
        return key in self.headings.places

    def text(self, key: str) -> str:
        """The words of a text, a code or a choice; empty for an empty cell."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """The day."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def number_in(self, key: str) -> Decimal | None:
        """The number, whole or not."""
        value = self.values.get(key)
        return Decimal(value) if isinstance(value, int | Decimal) else None

    def blame(self, key: str | None, what: str, mend: str) -> None:
        """Note a fault at the cell of this column, or (None) of the whole row."""
        place = self.headings.places.get(key) if key else None
        heading = next((one.heading for one in self.columns if one.key == key), "")
        self.faults.append(self.headings.fault(self.number - 1, place, heading, what, mend))


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The rows of a file, what is wrong with its headings, and what else to say about it."""

    rows: list[Row]
    faults: list[Fault]
    remarks: list[str]

    @property
    def all_faults(self) -> list[Fault]:
        """Of headings and rows, page by page from the top."""
        return sorted([*self.faults, *(fault for row in self.rows for fault in row.faults)])


def check(
    pages: Sequence[Page],
    columns: Sequence[Column],
    *,
    key: Sequence[str],
) -> Checked:
    """Read every page that has our headings. `key` are the columns that tell rows apart.

    A row that says the template's example word for word is passed over.
    """
    pages = [page for page in pages if page.name != GUIDE] or pages
    found = [headings for page in pages if (headings := find(page, columns))]
    chosen = _chosen(found, columns)
    if not chosen:
        return Checked(rows=[], faults=[_without_headings(pages, columns)], remarks=[])
    checked = Checked(
        rows=[], faults=[], remarks=list(_unread(pages, [one.page for one in chosen], chosen))
    )
    for headings in chosen:
        checked.faults.extend([*headings.faults, *_merged(headings)])
        checked.rows.extend(_rows(headings, columns, checked.remarks))
    _blame_repeated(checked.rows, key)
    if not checked.rows and not checked.faults:
        checked.faults.append(_without_rows(chosen[0]))
    return checked


def _chosen(found: Sequence[Headings], columns: Sequence[Column]) -> list[Headings]:
    """Pages that are seen and have most of the headings; else the one that comes nearest."""
    required = {column.key for column in columns if column.required}

    def share(headings: Headings) -> int:
        return len(required & headings.places.keys())

    seen = [one for one in found if not one.page.is_hidden]
    near = [one for one in seen if share(one) * 2 >= len(required)]
    return near or sorted(seen, key=share, reverse=True)[:1]


def _without_headings(pages: Sequence[Page], columns: Sequence[Column]) -> Fault:
    wanted = ", ".join(f"“{column.heading}”" for column in columns if column.required)
    return Fault(
        sheet=pages[0].name,
        row=1,
        what="Không thấy hàng tiêu đề.",
        mend=f"Hàng đầu của bảng phải ghi tên các cột, ít nhất: {wanted}.",
    )


def _without_rows(headings: Headings) -> Fault:
    what = "Dưới hàng tiêu đề không có dòng nào."
    return headings.fault(headings.row + 1, None, "", what, "Điền ít nhất một dòng.")


def _unread(
    pages: Sequence[Page], chosen: Sequence[Page], headings: Sequence[Headings]
) -> Iterator[str]:
    """Pages and columns that are passed over: said, for somebody may have filled them in."""
    others = [page for page in pages if page not in chosen]
    for page in others:
        kind = "ẩn" if page.is_hidden else "không có tiêu đề của mẫu"
        yield f"Trang tính “{page.name}” không được đọc ({kind})."
    for one in headings:
        if one.unread:
            yield f"Không đọc: {', '.join(one.unread)}."


def _merged(headings: Headings) -> Iterator[Fault]:
    """Of a merged area only the first cell has a value, so each row would lack it."""
    for (top, left), (bottom, right) in headings.page.merged:
        if bottom >= headings.row:
            area = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            what = f"Các ô {area} bị gộp làm một."
            mend = "Bỏ gộp ô (Merge & Center), rồi ghi giá trị vào từng ô."
            yield headings.fault(top, left, "", what, mend)


def _rows(headings: Headings, columns: Sequence[Column], remarks: list[str]) -> Iterator[Row]:
    lines = headings.page.rows
    for number in range(headings.row + 1, len(lines)):
        cells = {
            key: lines[number][place] if place < len(lines[number]) else ""
            for key, place in headings.places.items()
        }
        if all(is_empty(cell) for cell in cells.values()):
            continue
        row = _row(headings, columns, number, cells)
        if _says_example(row):
            remarks.append(f"Dòng {row.number} là dòng ví dụ của mẫu: bỏ qua.")
        else:
            yield row


def _row(headings: Headings, columns: Sequence[Column], number: int, cells: dict[str, Cell]) -> Row:
    row = Row(headings=headings, columns=columns, number=number + 1)
    for column in columns:
        if column.key not in cells:
            continue
        try:
            found = read(cells[column.key], column)
        except BadCell as fault:
            row.blame(column.key, fault.what, fault.mend)
            continue
        row.values[column.key] = found.value
        if found.remark:
            row.remarks.append(f"{column.heading}: {found.remark}")
        if found.value is None and column.required:
            row.blame(column.key, "Ô còn trống.", f"Điền vào, ví dụ: {column.example}.")
    return row


def _says_example(row: Row) -> bool:
    there = [column for column in row.columns if row.has(column.key)]
    return row.is_sound and all(
        row.values.get(column.key) == read(column.example, column).value for column in there
    )


def _blame_repeated(rows: Sequence[Row], key: Sequence[str]) -> None:
    """The same thing twice: the second row is blamed and names the first."""
    first: dict[tuple[Value, ...], Row] = {}
    for row in rows:
        told = tuple(row.values.get(name) for name in key)
        if told[0] is None:
            continue
        earlier = first.setdefault(told, row)
        if earlier is not row:
            where = f" của trang tính “{earlier.sheet}”" if earlier.sheet != row.sheet else ""
            row.blame(
                key[0],
                f"Trùng với dòng {earlier.number}{where}.",
                f"Bỏ dòng {earlier.number} hoặc dòng {row.number}.",
            )
