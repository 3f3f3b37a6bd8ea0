"""The register: a book per agency, field and year without gaps; as spreadsheet and as PDF."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.core.moments import VIETNAM
from motcua.core.refusals import NotAllowed
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.slips import register, register_prints, register_rows
from motcua.slips.models import RegisterEntry
from motcua.slips.register_rows import Book
from tests.cast import Cast
from tests.slips.reading import text_of
from tests.slips.test_every_slip import scanned

LAST_YEAR = datetime(2025, 12, 31, 9, 0, tzinfo=VIETNAM)


def accepted(cast: Cast, number: int = 1, *, at: datetime | None = None, name: str = "") -> Dossier:
    """A dossier of the citizen, accepted and entered; `number` tells it from others."""
    at = at or cast.at
    draft = cast.draft(at=at, **({"applicant.name": name} if name else {}))
    dossier = acts.submit(draft, by=cast.applicant, at=at, key=f"k{number}")
    dossier = acts.accept(dossier, by=cast.desk, at=at)
    register.enter(dossier)
    return dossier


def book(cast: Cast, *, year: int = 2026, since: date | None = None) -> Book:
    first = since or date(year, 1, 1)
    return Book(agency=cast.ward, year=year, field="Thử", since=first, until=date(year, 12, 31))


def sheet(cast: Cast, asked: Book) -> list[list[Any]]:
    with register_prints.spreadsheet(asked, by=cast.desk) as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    return [list(row) for row in rows]


def test_numbers_begin_anew_each_year_and_have_no_gap(cast: Cast) -> None:
    accepted(cast, 0, at=LAST_YEAR)
    for number in range(1, 4):
        accepted(cast, number)
    entries = RegisterEntry.objects.filter(jurisdiction="H05").order_by("year", "number")

    assert [(one.year, one.number) for one in entries] == [
        (2025, 1), (2026, 1), (2026, 2), (2026, 3),
    ]  # fmt: skip


def test_a_dossier_is_entered_once(cast: Cast) -> None:
    dossier = accepted(cast)
    register.enter(dossier)
    accepted(cast, 2)

    assert [row.number for row in register_rows.rows(book(cast))] == [1, 2]


def test_what_was_not_accepted_is_not_entered(cast: Cast) -> None:
    register.enter(cast.submitted())

    assert register_rows.fields_of(cast.ward, 2026) == []


def test_a_line_tells_who_what_when_and_how_it_ended(cast: Cast) -> None:
    dossier = acts.advance(accepted(cast), by=cast.handling, at=cast.at)
    later = cast.at + timedelta(days=2)
    dossier = acts.decide(dossier, by=cast.head, at=later, outcome=Outcome.GRANTED)
    acts.return_result(dossier, by=cast.desk, at=later, way="post")

    (row,) = register_rows.rows(book(cast))

    assert (row.number, row.code, row.procedure) == (1, dossier.code, "Đăng ký thử")
    assert (row.applicant, row.address) == ("Nguyễn Thị Hoa", "0912345678")
    assert row.handler == "Ủy ban nhân dân phường Võ Cường"
    assert (row.received, row.returned) == ("09:00 23/11/2026", "09:00 25/11/2026")
    assert (row.way, row.note) == ("Qua bưu chính", "")


def test_what_was_withdrawn_says_so(cast: Cast) -> None:
    acts.withdraw(accepted(cast), by=cast.applicant, at=cast.at)

    (row,) = register_rows.rows(book(cast))

    assert (row.returned, row.note) == ("", "Đã rút")


def test_the_spreadsheet_has_every_line_under_the_columns_of_the_circular(cast: Cast) -> None:
    codes = [accepted(cast, number).code for number in range(1, 4)]

    rows = sheet(cast, book(cast))

    head = rows[4]
    assert head == [
        "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Tên tổ chức, cá nhân",
        "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết", "Nhận hồ sơ", "Hẹn trả kết quả",
        "Trả kết quả", "Phương thức nhận kết quả", "Ký nhận",
    ]  # fmt: skip
    assert [(row[0], row[1]) for row in rows[5:]] == list(enumerate(codes, 1))
    assert rows[3][0] == "Mẫu số 07, Thông tư 03/2025/TT-VPCP"


def test_before_the_second_circular_the_form_has_sets_and_notes(cast: Cast) -> None:
    at = datetime(2024, 5, 6, 9, 0, tzinfo=VIETNAM)
    accepted(cast, at=at)

    rows = sheet(cast, book(cast, year=2024))

    assert rows[3][0] == "Mẫu số 06, Thông tư 01/2018/TT-VPCP"
    assert "Số lượng hồ sơ (bộ)" in rows[4] and "Ghi chú" in rows[4]


@pytest.mark.parametrize("name", ["=1+1", "+84 912", "-Hoa", "@Hoa", '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_is_made_harmless(cast: Cast, name: str) -> None:
    accepted(cast, name=name)

    assert sheet(cast, book(cast))[5][3] == f"'{name}"


def test_days_narrow_what_is_printed_and_keep_the_numbers(cast: Cast) -> None:
    accepted(cast, 1)
    second = accepted(cast, 2, at=cast.at + timedelta(days=2))

    rows = list(register_rows.rows(book(cast, since=date(2026, 11, 24))))

    assert [(row.number, row.code) for row in rows] == [(2, second.code)]


def test_the_pdf_is_a4_on_its_side_and_its_code_opens_what_it_holds(
    cast: Cast, client: Client
) -> None:
    dossiers = [accepted(cast, number) for number in range(1, 31)]

    made = register_prints.pdf(book(cast), by=cast.desk, at=cast.at)

    text = text_of(made)
    for words in (
        "SỔ THEO DÕI HỒ SƠ", "Quyển số 2026, Thử. Từ 01/01/2026 đến 31/12/2026.", "trang 2/",
        dossiers[-1].code, "Số: 2026/STD-BPTNTKQ",
    ):  # fmt: skip
        assert words in text
    with pikepdf.open(BytesIO(made)) as document:
        edges = [round(float(edge) * 25.4 / 72) for edge in document.pages[0].mediabox[2:]]
        assert edges == [297, 210]
        assert str(document.Root.Lang) == "vi-VN"
    page = client.get(scanned(made)).content.decode()
    assert "<dd>30</dd>" in page and "2026, Thử" in page
    assert "Nguyễn Thị Hoa" not in page


def test_a_pdf_that_would_be_too_long_says_what_to_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(cast)
    monkeypatch.setattr(register_prints, "MOST_PRINTED", 0)

    with pytest.raises(register_prints.TooLong) as refused:
        register_prints.pdf(book(cast), by=cast.desk, at=cast.at)
    assert "bảng tính" in refused.value.mend


def test_an_empty_book_can_be_printed(cast: Cast) -> None:
    made = register_prints.pdf(book(cast), by=cast.desk, at=cast.at)

    assert "Không có hồ sơ nào" in text_of(made)


def test_officers_elsewhere_read_no_book(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        register_prints.spreadsheet(book(cast), by=cast.stranger)
    with pytest.raises(NotAllowed):
        register_prints.pdf(book(cast), by=cast.stranger, at=cast.at)


def test_reading_a_batch_costs_as_many_queries_for_twenty_lines_as_for_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    accepted(cast, 1)
    with django_assert_num_queries(5):
        list(register_rows.page(book(cast), before=None, most=50))
    for number in range(2, 21):
        accepted(cast, number)
    with django_assert_num_queries(5):
        assert len(register_rows.page(book(cast), before=None, most=50)) == 20


def test_what_came_past_the_worker_is_entered_afterwards_in_the_order_of_acceptance(
    cast: Cast,
) -> None:
    first = accepted(cast, 1)
    later = [
        accepted(cast, number, at=cast.at + timedelta(minutes=9 - number)) for number in (2, 3)
    ]
    RegisterEntry.objects.filter(jurisdiction="H05").exclude(dossier=first).delete()
    told: list[int] = []

    assert register.fill("H05", 2026, say=told.append) == 2
    assert register.fill("H05", 2026, say=told.append) == 0

    codes = [row.code for row in register_rows.rows(book(cast))]
    assert codes == [first.code, later[1].code, later[0].code]
    assert told == [2]
