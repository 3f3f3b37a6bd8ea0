"""Agencies by spreadsheet: parents in any order, ends with successors, faults by row and column."""

from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client

from motcua.agencies.models import Agency
from tests.bulk.conftest import send, take
from tests.config.line import motcua
from tests.spreadsheets.books import book

HEAD = (
    "Mã định danh", "Tên cơ quan", "Cấp", "Mã cơ quan cấp trên", "Giờ mở cửa", "Từ ngày",
    "Đến hết ngày", "Mã cơ quan kế tục",
)  # fmt: skip
CHILD = ("H05.7.1", "Phường Một", "Cấp xã", "H05.7", "T2–T6 7:30–11:30", date(2025, 7, 1), None, "")
PARENT = ("H05.7", "Sở Bảy", "Cấp tỉnh", "", "", None, None, "")


def test_a_parent_may_stand_below_its_child(admin: Client) -> None:
    take(admin, "agencies", book(HEAD, CHILD, PARENT))

    child = Agency.objects.get(code="H05.7.1")
    assert child.parent == Agency.objects.get(code="H05.7")
    assert child.jurisdiction == "H05"
    assert child.opening_hours["mon"] == [["07:30", "11:30"]]
    assert child.valid_from == date(2025, 7, 1)


def test_people_write_the_last_day_and_the_next_one_is_kept(admin: Client) -> None:
    take(admin, "agencies", book(HEAD, CHILD, PARENT))
    ended = (*CHILD[:6], date(2026, 6, 30), "H05.7")

    page = take(admin, "agencies", book(HEAD, ended))

    child = Agency.objects.get(code="H05.7.1")
    assert child.valid_to == date(2026, 7, 1)
    assert child.successor == child.parent
    assert "30/06/2026" in page


def test_a_column_that_is_not_there_leaves_things_and_an_empty_cell_clears(admin: Client) -> None:
    take(admin, "agencies", book(HEAD, CHILD, PARENT))

    take(admin, "agencies", book(HEAD[:3], ("H05.7.1", "Phường Mới", "Cấp xã")))
    left = Agency.objects.get(code="H05.7.1")
    assert (left.name, left.parent and left.parent.code) == ("Phường Mới", "H05.7")

    take(admin, "agencies", book(HEAD[:4], ("H05.7.1", "Phường Mới", "Cấp xã", "")))
    assert Agency.objects.get(code="H05.7.1").parent is None


def faults(admin: Client, *rows: tuple[object, ...]) -> str:
    before = Agency.objects.count()
    answer = admin.get(send(admin, "agencies", book(HEAD, *rows)))
    assert answer.status_code == 422
    assert Agency.objects.count() == before
    return answer.content.decode()


def test_every_fault_is_named_at_once(admin: Client) -> None:
    page = faults(
        admin,
        ("XYZ", "Sai mã", "Cấp xã", "", "", None, None, ""),
        ("H05.8", "Không có cha", "Cấp xã", "H05.99", "", None, None, ""),
        ("H05.9", "Sai cấp", "Cấp xxa", "", "8 giờ", None, None, ""),
        ("H05.10", "Ngược", "Cấp xã", "", "", date(2026, 1, 2), date(2026, 1, 1), "H06.1"),
        ("H05.11", "Vòng", "Cấp xã", "H05.12", "", None, None, ""),
        ("H05.12", "Tròn", "Cấp xã", "H05.11", "", None, None, ""),
    )

    for words in (
        "dòng 2, cột A", "dòng 3, cột D", "Có phải “Cấp xã” không?", "dòng 4, cột E",
        "dòng 5, cột G", "Không có cơ quan H06.1", "dòng 6, cột D", "nằm dưới chính nó",
    ):  # fmt: skip
        assert words in page


def test_a_thousand_agencies_take_as_many_queries_as_one(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    rows = [(f"H05.8.{n}", f"Phường {n}", "Cấp xã", "", "", None, None, "") for n in range(300)]

    with django_assert_max_num_queries(60):
        take(admin, "agencies", book(HEAD, *rows))

    assert Agency.objects.filter(code__startswith="H05.8.").count() == 300


def test_the_command_takes_a_workbook_too(admin: Client, tmp_path: Path) -> None:
    file = tmp_path / "co-quan.xlsx"
    file.write_bytes(book(HEAD, CHILD, PARENT))

    done, again = (motcua("import-agencies", str(file)) for _ in range(2))

    assert done.code == again.code == 0
    assert "Thêm 2" in done.out
    assert "giữ nguyên 2" in again.out
