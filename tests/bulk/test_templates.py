"""Every table: its template opens, is filled in as it is, and comes in; its pages are whole."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.bulk.doors import DOORS
from motcua.bulk.kinds import KINDS
from motcua.config.commands import import_sheet
from motcua.spreadsheets.checking import check
from motcua.spreadsheets.reading import read
from motcua.spreadsheets.templates import template
from tests.bulk.conftest import confirm, last, send
from tests.cast import Cast
from tests.config.line import motcua
from tests.spreadsheets.books import book

PLACES = [(door.name, kind.sheet.name) for door in DOORS.values() for kind in door.kinds]
FILLED: dict[str, list[object]] = {
    "calendar": ["02/09/2027", "Quốc khánh", "Nghỉ lễ", "TB"],
    "agencies": ["H05.1", "Phường", "Cấp xã", "", "", "", "", "", "01/07/2025", "", ""],
    "officers": ["moi", "Mới", "", "", "Lãnh đạo", "000.23.24.H05", "01/01/2026", ""],
    "statement": ["FT1", "23/11/2026", "200.000", "nop phi", "H05"],
    "processes": ["9.000001", "", 1, "Xử lý", "Lãnh đạo", "", 4, "", "", "", ""],
    "fees": ["9.000001", "", "", 8000, "", "01/01/2026", "", "NQ"],
}


@pytest.mark.parametrize(("door", "kind"), PLACES)
def test_a_template_filled_in_comes_in(
    admin: Client, studio: Client, cast: Cast, door: str, kind: str
) -> None:
    client = {"quan-tri": admin, "soan-thao": studio}[door]
    got = client.get(f"/{door}/nhap-bang/{kind}/mau.xlsx")
    with CalamineWorkbook.from_filelike(io.BytesIO(got.content)) as workbook:
        rows = workbook.get_sheet_by_index(0).to_python()
        guide = workbook.get_sheet_by_name("Hướng dẫn").to_python()
    assert len(rows[0]) == len(FILLED[kind]) == len(KINDS[kind].sheet.columns)
    assert len(guide) > len(rows[0])

    address = send(client, kind, book(rows[0], *rows[1:], FILLED[kind]), door=door)

    assert "dòng ví dụ" in client.get(address).content.decode()
    assert "kết quả nhập" in confirm(client, address)
    assert [line["rows"] for line in last().report] == ["3"]
    assert "Kết quả nhập" in str(downloaded(client, f"{address}tai.xlsx"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_as_it_is_says_that_nothing_is_filled_in(kind: str, admin: Client) -> None:
    sheet = KINDS[kind].sheet
    found = check(read(template(sheet)), sheet.columns, key=sheet.key)

    assert found.rows == []
    assert "không có dòng nào" in str(found.all_faults[0])


def downloaded(client: Client, address: str) -> list[list[object]]:
    """The rows of a workbook that a page offers."""
    got = client.get(address)
    content = got.getvalue()
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        return [list(row) for row in workbook.get_sheet_by_index(0).to_python()]


def test_the_preview_and_the_faults_are_workbooks_without_formulas(admin: Client) -> None:
    head = ("Ngày", "Tên ngày", "Loại")
    good = send(admin, "calendar", book(head, ("02/09/2027", "=1+1", "Nghỉ lễ")))
    bad = send(admin, "calendar", book(head, ("x", "=1+1", "Nghỉ lễ")))

    assert "Tên ngày: =1+1" in str(downloaded(admin, f"{good}tai.xlsx"))
    assert "Không hiểu ngày “x”" in str(downloaded(admin, f"{bad}tai.xlsx"))


def test_a_form_without_a_file_or_with_none_to_read_keeps_the_page(admin: Client) -> None:
    without = admin.post("/quan-tri/nhap-bang/calendar/")
    file = io.BytesIO(b"%PDF-1.4")
    file.name = "a.pdf"
    other = admin.post("/quan-tri/nhap-bang/calendar/", {"file": file})

    assert without.status_code == other.status_code == 422
    assert "Chưa chọn tệp nào" in without.content.decode()
    assert "không phải bảng tính" in other.content.decode()


def test_the_command_knows_the_tables_of_both_doors() -> None:
    assert tuple(KINDS) == import_sheet.NAMES


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_writes_the_template(kind: str, tmp_path: object, db: None) -> None:
    file = f"{tmp_path}/mau.xlsx"

    done = motcua("import-sheet", kind, file, "--template")

    assert done.code == 0
    assert "Đã ghi mẫu" in done.out


def test_links_lead_there(admin: Client, studio: Client) -> None:
    assert "/quan-tri/nhap-bang/" in admin.get("/quan-tri/").content.decode()
    assert "/soan-thao/nhap-bang/" in studio.get("/soan-thao/").content.decode()
