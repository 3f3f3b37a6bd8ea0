"""Finds the row of headings of a page and which column is which; says what it does not know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from motcua.core.folding import fold
from motcua.spreadsheets.cells import Cell, letters, tidy
from motcua.spreadsheets.columns import Column
from motcua.spreadsheets.faults import Fault
from motcua.spreadsheets.reading import Page

LOOKED_THROUGH = 15
"""Rows from the top among which the headings are looked for, under titles and emblems."""

_NEAR = 0.7
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
_OF_NO_MATTER = {"stt", "tt", "so thu tu", "ghi chu"}


@dataclass(frozen=True, kw_only=True)
class Headings:
    """The heading row of a page (counted from 0) and the column of each key (from 0)."""

    page: Page
    row: int
    places: dict[str, int]
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # headings that mean nothing to us

    def fault(self, row: int, place: int | None, heading: str, what: str, mend: str) -> Fault:
        """A fault on this page; `row` from 0."""
        return Fault(
            sheet=self.page.name,
            row=row + 1,
            place=-1 if place is None else place,
            column="" if place is None else letters(place),
            heading=heading,
            what=what,
            mend=mend,
        )


def find(page: Page, columns: Sequence[Column]) -> Headings | None:
    """The headings, if any row near the top has some of ours."""
    known = _known(columns)
    best = max(
        range(min(LOOKED_THROUGH, len(page.rows))),
        key=lambda row: (len(_hits(page.rows[row], known)), -row),
        default=None,
    )
    if best is None or not _hits(page.rows[best], known):
        return None
    return _read(page, best, columns, known)


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    return {
        fold(name): column
        for column in columns
        for name in (column.heading, *column.also, column.key)
    }


def _hits(row: Sequence[Cell], known: dict[str, Column]) -> set[str]:
    return {found.key for cell in row if (found := _column(cell, known))}


def _column(cell: Cell, known: dict[str, Column]) -> Column | None:
    """What a heading means; words in brackets are remarks."""
    if not isinstance(cell, str):
        return None
    return known.get(fold(cell)) or known.get(fold(_ASIDE.sub(" ", cell)))


def _read(page: Page, row: int, columns: Sequence[Column], known: dict[str, Column]) -> Headings:
    found = Headings(page=page, row=row, places={})
    strange: list[tuple[int, str]] = []
    for place, cell in enumerate(page.rows[row]):
        column, text = _column(cell, known), tidy(str(cell))
        if column is None and text:
            strange.append((place, text))
        elif column is not None and column.key in found.places:
            first = letters(found.places[column.key])
            what = f"Tiêu đề “{text}” đã có ở cột {first}."
            found.faults.append(found.fault(row, place, text, what, "Bỏ một trong hai cột."))
        elif column is not None:
            found.places[column.key] = place
    _say_strange(found, strange, columns)
    _say_missing(found, columns)
    return found


def _say_strange(
    found: Headings, strange: list[tuple[int, str]], columns: Sequence[Column]
) -> None:
    """A heading near one that is missing is a slip; any other is left unread, and said."""
    missing = {fold(one.heading): one.heading for one in columns if one.key not in found.places}
    for place, text in strange:
        near = get_close_matches(fold(text), missing, n=1, cutoff=_NEAR)
        if near:
            heading = missing[near[0]]
            what = f"Không có cột “{text}”. Có phải “{heading}” không?"
            mend = f"Sửa tiêu đề thành “{heading}”, hoặc xóa cột này."
            found.faults.append(found.fault(found.row, place, text, what, mend))
        elif fold(text) not in _OF_NO_MATTER:
            found.unread.append(f"cột {letters(place)} “{text}”")


def _say_missing(found: Headings, columns: Sequence[Column]) -> None:
    absent = [one.heading for one in columns if one.required and one.key not in found.places]
    if absent:
        words = ", ".join(f"“{heading}”" for heading in absent)
        what = f"Thiếu cột {words}."
        mend = "Thêm cột với đúng tiêu đề ấy, hoặc điền vào mẫu tải từ hệ thống."
        found.faults.append(found.fault(found.row, None, "", what, mend))
