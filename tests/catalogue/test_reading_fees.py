"""A fee is one amount only where nothing beside it says another; else the text speaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.reading.fees import amounts, read_fee


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Miễn phí", 0),
        ("Miễn phí(Theo lệ làng)", 0),
        ("2,000,000 VNĐ", 2_000_000),
        ("50,000 Việt Nam Đồng(50.000 đồng/lần)", 50_000),
        ("50,000 VNĐ(/hồ sơ)", 50_000),
        ("50,000 VNĐ(05 chục, là 50.000 đồng (năm mươi nghìn đồng)/giấy)", 50_000),
        ("100 VNĐ(100.000 đồng/lần)", 100_000),
        ("30,000,000 VNĐ(30 triệu đồng/Giấy phép)", 30_000_000),
    ],
)
def test_one_amount_that_all_agree_on_is_the_fee(cell: str, amount: int) -> None:
    assert read_fee(cell).amount == amount


@pytest.mark.parametrize(
    "cell",
    [
        "800,000 VNĐ(áp dụng 400.000 đồng đến hết năm)",
        "800,000 VNĐ(Miễn đến hết tháng 6)",
        "800,000 VNĐ(bằng 50% của mức cũ)",
        "10,000 VNĐ(10.000 đồng/mái chèo)",
        "1,800,000 VNĐ(Thuyền dưới 2,1 tỷ đồng)",
        "50 VNĐ",
        ",000 VNĐ(của dòng trước)",
        "VNĐ(Phí bến: 100.000 đồng)",
        "10 USD(/thuyền)",
        "Không có thông tin",
        "",
    ],
)
def test_where_anything_is_open_there_is_no_amount(cell: str) -> None:
    assert read_fee(cell).amount is None


def test_the_explanation_ends_with_its_bracket_and_the_description_follows() -> None:
    read = read_fee("50,000 VNĐ(Lệ phí (một lần))Nộp ở bến (bờ Bắc)")
    assert (read.text, read.description) == ("50,000 VNĐ (Lệ phí (một lần))", "Nộp ở bến (bờ Bắc)")
    assert read_fee("Miễn phí(không đóng ngoặc").text == "không đóng ngoặc"


def test_several_amounts_become_cases_with_their_text() -> None:
    read = read_fee("80,000 VNĐ(- Thuyền lớn: 80.000 đồng; - Thuyền nhỏ: 20.000 đồng)")
    assert [(case.text, case.amount) for case in read.cases] == [
        ("Thuyền lớn: 80.000 đồng", 80_000),
        ("Thuyền nhỏ: 20.000 đồng", 20_000),
    ]


def test_the_listed_amount_is_a_case_too_where_the_explanation_names_another() -> None:
    read = read_fee("800,000 VNĐ(áp dụng 400.000 đồng đến hết năm)")
    assert [case.amount for case in read.cases] == [800_000, 400_000]


def test_free_and_yet_an_amount_is_a_contradiction() -> None:
    assert read_fee("Miễn phí(20.000.000 đồng/lần)").is_contradictory
    assert not read_fee("Miễn phí(Không thu)").is_contradictory


def test_amounts_are_found_in_every_spelling() -> None:
    text = "50.000 đồng, 60,000đ, 7 nghìn đồng, 1,5 triệu đồng, 2 tỷ đồng, 300 đồng, 10 ngày"
    assert amounts(text) == [50_000, 60_000, 7_000, 1_500_000, 2_000_000_000]


@given(st.text(alphabet="0123456789.,()/% -đồngVNĐMiễnphíKhôngcótthotin;\n", max_size=60))
def test_no_cell_however_odd_stops_the_reading(cell: str) -> None:
    read = read_fee(cell)
    assert read.amount is None or read.amount >= 0
