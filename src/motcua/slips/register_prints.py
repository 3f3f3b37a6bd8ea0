"""The register as a spreadsheet of any length, and as PDF for a period; both say what they hold.

The form is that of the last day asked: a book begun under one circular is printed under the next.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from motcua.core.refusals import Refusal
from motcua.dossiers.actors import Officer
from motcua.slips import issuing, printing, register_rows
from motcua.slips.facts import place_and_day
from motcua.slips.forms import SlipForm, set_on
from motcua.slips.kinds import SlipKind
from motcua.slips.may import check_may_read_register
from motcua.slips.models import Slip
from motcua.slips.register_rows import Book, Row
from motcua.slips.seals import seal_of
from motcua.spreadsheets.writing import written

MOST_PRINTED = 1500  # lines of one PDF: about a hundred pages, a few seconds


class TooLong(Refusal):
    """More lines than one PDF takes."""

    code, status, title = "register-too-long", 422, "Sổ dài quá một bản in"


def spreadsheet(book: Book, *, by: Officer) -> IO[bytes]:
    """The lines of the book as XLSX, read and written batch by batch. Raises `NotAllowed`."""
    check_may_read_register(book.agency, by)
    form = form_of(book)
    above = [
        [form.name],
        [book.agency.name],
        [f"Quyển số {book.name}", say_period(book)],
        [form.title],
    ]
    columns = [column.label for column in form.columns]
    return written(form.name, above, columns, _cells(form, register_rows.rows(book)))


def pdf(book: Book, *, by: Officer, at: datetime) -> bytes:
    """The lines of the book as A4 on its side, with a page that verifies it.

    Raises `NotAllowed`, and `TooLong` beyond what one PDF takes.
    """
    check_may_read_register(book.agency, by)
    lines = register_rows.count(book)
    if lines > MOST_PRINTED:
        raise TooLong(
            f"Khoảng này có {lines} dòng, một bản in nhận nhiều nhất {MOST_PRINTED}.",
            mend="Chọn khoảng ngày ngắn hơn, hoặc tải bảng tính: bảng tính nhận cả năm.",
        )
    form = form_of(book)
    table = [[str(cell) for cell in row] for row in _cells(form, register_rows.rows(book))]
    slip = _recorded(book, form, table, at)
    return printing.pdf_of(slip, table=table)


def form_of(book: Book) -> SlipForm:
    """The form of the last day asked."""
    return set_on(book.until).forms[SlipKind.REGISTER]


def say_period(book: Book) -> str:
    """`Từ 01/01/2026 đến 31/12/2026`."""
    return f"Từ {book.since:%d/%m/%Y} đến {book.until:%d/%m/%Y}"


def _cells(form: SlipForm, rows: Iterator[Row]) -> Iterator[list[str | int]]:
    """The columns of the form; the number stays a number."""
    keys = [column.key for column in form.columns]
    for row in rows:
        yield [getattr(row, key) for key in keys]


def _recorded(book: Book, form: SlipForm, table: list[list[str]], at: datetime) -> Slip:
    """The row that proves this print: no person, but what it holds and the hash of its lines."""
    slip = Slip(
        jurisdiction=book.agency.jurisdiction,
        kind=SlipKind.REGISTER,
        form=form.no,
        number=1,
        content=_content(book, form, table, at),
        key=issuing.new_key(),
        issued_at=at,
    )
    slip.seal = seal_of(slip, None, file="")
    slip.save(force_insert=True)
    return slip


def _content(book: Book, form: SlipForm, table: list[list[str]], at: datetime) -> dict[str, Any]:
    agency, number = book.agency, form.number.get(book.agency.kind, form.number[""])
    digest = hashlib.sha256(repr(table).encode()).hexdigest()
    return {
        "kind": form.kind.value,
        "name": form.name,
        "instrument": form.title,
        "paper": form.paper,
        "template": form.template,
        "code": "",
        "number": f"Số: {number.format(serial=book.year)}" if number else "",
        "agency": agency.name,
        "superior": agency.parent.name if agency.parent else "",
        "place_and_day": place_and_day(agency, at),
        "book": f"Quyển số {book.name}",
        "period": say_period(book),
        "shown": [
            ["Quyển số", book.name],
            ["Thời gian", say_period(book)],
            ["Số dòng", str(len(table))],
            ["Mã băm của các dòng (SHA-256)", digest],
        ],
        "columns": [column.label for column in form.columns],
        "rows": [],
        "signers": [],
        "edition": "",
    }
