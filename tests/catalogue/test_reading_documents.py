"""Required documents are put together again from tables that lost their cells."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.content import Requirement
from motcua.catalogue.reading.documents import read_documents
from motcua.catalogue.reading.records import RawRecord, read_record
from tests.catalogue.records import TABLE_HEAD, dirty, line, record


def _raw(text: str, documents: list[dict[str, Any]] | None = None) -> RawRecord:
    return read_record(line(record(documents_text=text, documents=documents or [])))


def _read(text: str) -> tuple[Requirement, ...]:
    return read_documents(_raw(text))[0]


def _dirty(code: str) -> RawRecord:
    return next(read_record(line(one)) for one in dirty() if one["code"] == code)


def test_a_row_that_was_split_is_whole_again_and_it_is_said() -> None:
    papers, remarks = read_documents(_dirty("9.000014"))
    assert [paper.name for paper in papers] == [
        "Giấy mua nan tre",
        "Bản sao hợp đồng hoặc bản sao có chữ ký người bán.",
    ]
    assert any("đã ghép lại" in remark.what for remark in remarks)


def test_each_table_has_its_own_case_and_identifiers_run_through() -> None:
    papers, _ = read_documents(_dirty("9.000015"))
    assert [(paper.id, paper.name, paper.case) for paper in papers] == [
        ("d1", "Tờ khai A", "Trường hợp thuyền mới:"),
        ("d2", "Tờ khai B", "Trường hợp thuyền cũ:"),
        ("d3", "Căn cước", "* Giấy tờ phải xuất trình:"),
    ]


def test_quantities_are_one_digit_even_when_glued_to_a_year() -> None:
    (paper,) = _read(f"--{TABLE_HEAD}Mẫu của năm 20251 bản chính,3 bản sao")
    assert (paper.name, paper.originals, paper.copies) == ("Mẫu của năm 2025", 1, 3)


def test_a_quantity_inside_a_name_ends_no_row() -> None:
    (paper,) = _read(f"--{TABLE_HEAD}Nộp 01 bản chính giấy mua nan1 bản chính")
    assert paper.name == "Nộp 01 bản chính giấy mua nan"


def test_originals_and_copies_may_be_missing() -> None:
    papers, remarks = read_documents(_raw("", [{"name": "Tờ khai", "originals": None}]))
    assert (papers[0].originals, papers[0].copies) == (None, None)
    assert any("không ghi số bản" in remark.what for remark in remarks)


def test_the_file_of_the_blank_form_is_told_from_the_name() -> None:
    (paper,) = _read(f"--{TABLE_HEAD}Tờ khai theo mẫu;Mau to khai.docx1 bản chính")
    assert paper.template == "Mau to khai.docx"
    assert paper.name == "Tờ khai theo mẫu;Mau to khai.docx"
    (coded,) = _read(f"--{TABLE_HEAD}Tờ khai Mẫu số 02.TN của làngMau so 2.docx1 bản chính")
    assert coded.template == "Mau so 2.docx"


def test_prose_without_a_table_is_said_not_to_be_understood() -> None:
    papers, remarks = read_documents(_dirty("9.000016"))
    assert papers == ()
    assert [remark.what for remark in remarks] == [
        "Không đọc được thành phần hồ sơ; giữ nguyên văn."
    ]


_names = st.text(alphabet="abc đơn khai;:-().", min_size=1, max_size=30)
_counts = st.integers(0, 9)


@given(st.lists(st.tuples(_names, _counts, _counts), max_size=6))
def test_every_row_of_a_table_is_found(rows: list[tuple[str, int, int]]) -> None:
    table = "".join(
        f"{name}{originals} bản chính,{copies} bản sao" for name, originals, copies in rows
    )
    named = [row for row in rows if row[0].strip().removeprefix("-").strip()]
    papers = _read(f"--{TABLE_HEAD}{table}") if named else ()
    assert [(paper.originals, paper.copies) for paper in papers] == [row[1:] for row in named]
