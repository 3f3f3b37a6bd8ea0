"""Every way in which a table goes wrong, through the command: a clear word, nothing taken."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from motcua.agencies.models import Agency, CalendarDay
from motcua.spreadsheets import archives
from tests.config.line import Done, motcua
from tests.spreadsheets.books import book

pytestmark = pytest.mark.django_db
HEAD = ("Ngày", "Tên ngày", "Loại", "Căn cứ")
GOOD = (date(2027, 9, 2), "Quốc khánh", "Nghỉ lễ", "TB")


@pytest.fixture
def take(tmp_path: Path) -> Any:
    """`take(content, "calendar")`: the command over a file of these bytes."""

    def run(content: bytes, kind: str = "calendar", name: str = "a.xlsx", *more: str) -> Done:
        file = tmp_path / name
        file.write_bytes(content)
        return motcua("import-sheet", kind, str(file), *more)

    return run


def refused(done: Done, *words: str) -> None:
    said = done.out + done.err
    assert done.code == 1, said
    for one in words:
        assert one in said, (one, said)
    assert not CalendarDay.objects.exists()


def drawn(draw: Any) -> bytes:
    """A workbook that `draw(book, sheet)` makes, below the headings and a good row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet("Lịch")
        for place, heading in enumerate(HEAD):
            sheet.write_string(0, place, heading)
            sheet.write_string(1, place, ("02/09/2027", "Quốc khánh", "Nghỉ lễ", "TB")[place])
        draw(made, sheet)
    return file.getvalue()


def with_day(value: object) -> bytes:
    return book(HEAD, GOOD, (value, "Nghỉ", "Nghỉ lễ", ""), name="Lịch")


WHERE = "Trang tính “Lịch”, dòng 3, cột A (Ngày)"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("31/02/2027", "Không có ngày 31/02/2027"),
        ("9/25/2027", "viết tháng trước ngày, kiểu Mỹ. Viết 25/09/2027"),
        ("02/09/27", "không đủ bốn chữ số"),
        ("02/09/0207", "Năm 207"),
        ("hôm qua", "Không hiểu ngày “hôm qua”"),
        (46267, "Ô chứa 46267, không phải ngày"),
        (datetime.combine(date(2027, 9, 2), time(7, 30)), "Ô có cả giờ"),
        (True, "không phải ngày"),
        (None, "Ô còn trống"),
        ("#REF!", "Công thức báo lỗi #REF!"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_place(take: Any, value: object, words: str) -> None:
    refused(take(with_day(value)), WHERE, words)


@pytest.mark.parametrize(
    "text", ["02/09/2027", "2-9-2027", "2.9.2027", "2027-09-02", " 02/09/2027\u00a0"]
)
def test_a_day_as_text_is_taken_and_shown_as_it_was_read(take: Any, text: str) -> None:
    done = take(book(HEAD, (text, "Nghỉ", "Nghỉ lễ", "")))

    assert done.code == 0
    assert "đọc là thứ Năm 02/09/2027" in done.out
    assert CalendarDay.objects.get().day == date(2027, 9, 2)


def test_merged_cells_are_named(take: Any) -> None:
    content = drawn(lambda made, sheet: sheet.merge_range("C3:C5", "Nghỉ lễ"))

    refused(take(content), "dòng 3", "Các ô C3:C5 bị gộp", "Bỏ gộp ô")


def test_merged_titles_above_the_headings_do_no_harm(take: Any) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet("Lịch")
        sheet.merge_range("A1:D2", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        for place, heading in enumerate(("STT", *HEAD)):
            sheet.write_string(3, place, heading)
            sheet.write_string(4, place, ("1", "02/09/2027", "Quốc khánh", "Nghỉ lễ", "")[place])

    assert take(file.getvalue()).code == 0


def test_a_formula_without_a_value_is_not_taken_for_an_empty_cell(take: Any) -> None:
    broken = drawn(lambda made, sheet: sheet.write_formula("D2", "=#REF!", None, "#REF!"))

    refused(take(broken), "dòng 2, cột D (Căn cứ)", "Công thức báo lỗi #REF!")


def test_a_formula_that_answers_an_empty_text_is_empty_and_one_never_computed_is_told(
    take: Any,
) -> None:
    uncounted = drawn(lambda made, sheet: sheet.write_formula("D2", "=A1", None, ""))
    with zipfile.ZipFile(io.BytesIO(uncounted)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    empty = re.sub(rb'<c r="D2"[^>]*>', b'<c r="D2" t="str">', sheet)

    refused(take(uncounted), "dòng 2, cột D", "Công thức chưa được tính")
    assert take(repacked(uncounted, xl__worksheets__sheet1=empty)).code == 0


HEADINGS = [
    (("Ngày", "Tên ngày", "Loai ngay nghi"), "Thiếu cột “Loại”"),
    (("Ngày", "Tên ngayf", "Loại"), "Có phải “Tên ngày” không?"),
    (("Ngày", "Ngày", "Tên ngày", "Loại"), "Tiêu đề “Ngày” đã có ở cột A"),
    (("Lúc", "Cái gì", "Sao"), "Không thấy hàng tiêu đề"),
]


@pytest.mark.parametrize(("headings", "words"), HEADINGS)
def test_headings_that_are_wrong(take: Any, headings: Sequence[str], words: str) -> None:
    refused(take(book(headings, ("a",) * len(headings))), words)


def test_headings_without_accents_with_stars_and_remarks_are_known(take: Any) -> None:
    done = take(book(("NGAY (*)", "ten ngay", "Loại (chọn)", "Ai biết"), (*GOOD[:3], "x")))

    assert done.code == 0
    assert "Không đọc: cột D “Ai biết”" in done.out


def test_empty_tables(take: Any) -> None:
    refused(take(b""), "Tệp rỗng")
    refused(take(book()), "không có ô nào được điền")
    refused(take(book(HEAD)), "không có dòng nào")


def test_the_same_day_twice_names_both_rows(take: Any) -> None:
    again = ("02/09/2027", "Lần nữa", "Nghỉ lễ", "")

    refused(take(book(HEAD, GOOD, again)), "dòng 3", "Trùng với dòng 2", "Bỏ dòng 2 hoặc dòng 3")
    refused(
        take(book(HEAD, GOOD, name="Một", Hai=[HEAD, again])),
        "Trùng với dòng 2 của trang tính “Một”",
    )


def test_several_sheets_are_read_and_others_are_told(take: Any) -> None:
    other = (date(2027, 1, 1), "Tết", "Nghỉ lễ", "")

    done = take(book(HEAD, GOOD, name="Một", Hai=[HEAD, other], Ba=[("Chuyện khác",)]))

    assert done.code == 0
    assert "Trang tính “Ba” không được đọc" in done.out
    assert CalendarDay.objects.count() == 2


def test_hidden_spaces_and_signs_do_no_harm(take: Any) -> None:
    take(book(HEAD, (GOOD[0], "\u00a0Quốc \u200b khánh ", " nghỉ\u00a0lễ", "\ufeff")))

    day = CalendarDay.objects.get()
    assert (day.name, day.kind, day.source) == ("Quốc khánh", "holiday", "")


AGENCY = ("Mã định danh", "Tên cơ quan", "Cấp", "Điện thoại")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (12300000000.0, "Excel đã coi mã là số (12300000000)"),
        (1.00119, "Excel đã coi mã là số (1,00119), có thể đã mất số 0"),
        ("1.23E+10", "Mã đã bị Excel rút thành “1.23E+10”"),
        (date(2027, 1, 2), "Excel đã đổi ô này thành ngày giờ (02/01/2027)"),
        ("H05 .1", "chưa đúng dạng"),
    ],
)
def test_a_code_that_a_spreadsheet_program_changed(take: Any, code: object, words: str) -> None:
    refused(take(book(AGENCY, (code, "Tên", "Cấp xã", "")), "agencies"), "cột A", words)


def test_a_telephone_that_lost_its_zero(take: Any) -> None:
    refused(
        take(book(AGENCY, ("H05.1", "Tên", "Cấp xã", 912345678)), "agencies"), "cột D", "mất số 0"
    )
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffNgày;Tên ngày;Loại\n02/09/2027;Quốc khánh;Nghỉ lễ\n",
        'Ngày,Tên ngày,Loại\r\n2027-09-02,"Quốc khánh, nghỉ",Nghỉ lễ\r\n',
        "date,name,kind\n2027-09-02,Quốc khánh,holiday\n",
        "Ngày\tTên ngày\tLoại\n02/09/2027\tQuốc khánh\tNghỉ lễ\n",
    ],
)
def test_csv_with_mark_semicolon_comma_or_the_headings_of_programs(take: Any, text: str) -> None:
    assert take(text.encode(), "calendar", "a.csv").code == 0
    assert CalendarDay.objects.get().day == date(2027, 9, 2)


def test_rows_of_a_csv_are_counted_with_empty_ones(take: Any) -> None:
    text = "Ngày;Tên ngày;Loại\n\n02/09/2027;Quốc khánh;Nghỉ lễ\n99/99/2027;Sai;Nghỉ lễ\n"

    refused(take(text.encode(), "calendar", "a.csv"), "Dòng 4, cột A (Ngày)")


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OLE, "Excel đời cũ (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument (.ods)"),
        (zipped(word__document=b"<x/>"), "không phải bảng tính"),
        (b"%PDF-1.7\n", "không phải bảng tính"),
        (b"\x89PNG\r\n\x1a\n\0\0", "không phải bảng tính"),
        ("Ngày;Tên\n".encode("utf-16"), "không ghi bằng UTF-8"),
        (b"<html><table></table></html>", "không phải bảng tính"),
        (book(HEAD, GOOD)[:900], "bị hỏng"),
    ],
)
def test_what_is_no_table_is_told_by_its_content(take: Any, content: bytes, words: str) -> None:
    refused(take(content), words)


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The workbook with parts in place of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {name.replace("__", "/") + ".xml": part for name, part in changed.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def test_an_archive_that_grows_without_end_is_stopped(take: Any) -> None:
    bomb = repacked(book(HEAD, GOOD), xl__styles=b" " * (archives.LARGEST + 1))

    assert len(bomb) < 200_000
    refused(take(bomb), "giải nén ra quá lớn")


def test_a_lonely_cell_in_the_last_row_is_named(take: Any) -> None:
    content = drawn(lambda made, sheet: sheet.write_string(1_048_575, 16_383, "lạc"))

    refused(take(content), "XFD1048576", "Xóa ô lạc")


def test_a_document_type_in_a_workbook_is_refused(take: Any) -> None:
    sheet = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'

    refused(take(repacked(book(HEAD, GOOD), xl__worksheets__sheet1=sheet)), "bị hỏng bên trong")


def test_size_has_bounds_that_are_settings(take: Any, settings: Any) -> None:
    settings.SHEET_MOST_ROWS = 2
    refused(take(book(HEAD, GOOD, GOOD)), "nhiều nhất 2 dòng")
    settings.SHEET_MOST_ROWS, settings.SHEET_LARGEST_BYTES = 100, 1_000
    refused(take(book(HEAD, GOOD)), "lớn hơn")


def test_faults_come_as_json_with_sheet_row_and_column(take: Any) -> None:
    done = take(with_day("31/02/2027"), "calendar", "a.xlsx", "--json")

    said = json.loads(done.out)
    assert said["applied"] is False
    fault = said["faults"][0]
    assert (fault["sheet"], fault["row"], fault["column"]) == ("Lịch", 3, "A")


def test_check_changes_nothing(take: Any) -> None:
    done = take(book(HEAD, GOOD), "calendar", "a.xlsx", "--check")

    assert done.code == 0
    assert "nếu nhập sẽ: Thêm 1" in done.out
    assert not CalendarDay.objects.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = motcua("import-sheet", "calendar", str(tmp_path / "khong-co.xlsx"))

    assert done.code == 1
    assert "Không có tệp" in done.err
