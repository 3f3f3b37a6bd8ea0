"""The PDF of a slip: every Vietnamese letter, tagged, archivable, small; data never markup."""

import time
import unicodedata
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from itertools import product
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.slips import pdf, qr
from tests.slips.reading import links_of, text_of

AT = datetime(2026, 12, 1, 2, 12, tzinfo=UTC)
URL = "https://motcua.example/xac-minh/H05-123/?k=abc"
_BASES = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base, tone in product(_BASES, _TONES)
    if not tone or base in VOWELS
]
ALPHABET = [*LETTERS, *[letter.upper() for letter in LETTERS]]


def said(*values: str, **facts: Any) -> dict[str, Any]:
    """A whole receipt with these values in its rows."""
    return {
        "name": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "code": "000.23.24.H05-261201-0007",
        "heading": "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "author": "Ủy ban nhân dân phường Võ Cường",
        "superior": "ỦY BAN NHÂN DÂN TỈNH BẮC NINH",
        "agency": "ỦY BAN NHÂN DÂN PHƯỜNG VÕ CƯỜNG",
        "number": "Số: 0007/TNHS",
        "place_and_day": "Võ Cường, ngày 01 tháng 12 năm 2026",
        "instrument": "Mẫu số 01, Thông tư 03/2025/TT-VPCP",
        "rows": [{"label": "Mục", "value": value, "strong": False} for value in values],
        "paper": "a5",
        "edition": "",
        "signers": [{"title": "Người tiếp nhận", "note": "(ký)", "name": "Trần Thị Lan"}],
        "verify_words": "Kiểm tra giấy này",
        "verify_url": URL,
        "qr": qr.svg(URL),
        "qr_words": "Mã QR mở trang kiểm tra",
        **facts,
    }


def made(*values: str, **facts: Any) -> bytes:
    return pdf.make("slip", said(*values, **facts), at=AT)


def test_there_are_134_vietnamese_letters_and_eight_of_other_names() -> None:
    assert len(ALPHABET) == 2 * (12 * 6 + 17 + 4)
    assert all(len(letter) == 1 for letter in ALPHABET)


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
def test_every_letter_of_the_alphabet_comes_out_as_it_went_in(face: str) -> None:
    words = " ".join(ALPHABET)
    row = {"label": "Mục", "value": words, "strong": face == "bold"}

    text = text_of(made(rows=[row]) if face != "italic" else made(instrument=words))

    assert words in text
    assert unicodedata.is_normalized("NFC", text)


def test_decomposed_text_is_composed_on_the_way() -> None:
    name = "Nguyễn Thị Ngọc Ước"

    assert name in text_of(made(unicodedata.normalize("NFD", name)))


def test_every_letter_that_the_list_names_is_in_every_face() -> None:
    lines = files("motcua.slips").joinpath("fonts/letters.txt").read_text().split()
    ranges = [line.removeprefix("U+").split("-") for line in lines]
    letters = "".join(
        chr(code) for r in ranges for code in range(int(r[0], 16), int(r[-1], 16) + 1)
    )
    kept = [one for one in pdf.printable(letters) if not one.isspace()]

    assert len(kept) > 450
    bold = {"label": "Mục", "value": " ".join(kept), "strong": True}
    made(instrument=" ".join(kept), rows=[bold, {**bold, "strong": False}])


def test_a_letter_that_the_font_lacks_becomes_a_box_and_stops_nothing() -> None:
    text = text_of(made("王伟 👍 Nguyễn\u202e Lan\u200b"))

    assert "□□ □ Nguyễn Lan" in text


@pytest.mark.parametrize(
    "value",
    [
        '#panic("x")',
        "*đậm* _nghiêng_ = Đề mục",
        "$x^2$ `mã` <nhãn> @tham",
        "#include \"/etc/passwd\"",
        "// chú thích \\ ] [ { } ~ --- ...",
        '"); #sys.inputs',
    ],
)  # fmt: skip
def test_what_people_write_is_text_and_never_markup(value: str) -> None:
    assert value in text_of(made(value))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_whatever_stops_a_slip(one: str, other: str) -> None:
    assert made(one, agency=other, code=one).startswith(b"%PDF-")


def test_it_is_tagged_titled_vietnamese_and_fit_for_archives() -> None:
    with pikepdf.open(BytesIO(made("x"))) as document:
        root, about = document.Root, document.open_metadata()

        assert root.MarkInfo.Marked
        assert str(root.Lang) == "vi-VN"
        assert root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in root
        assert about["dc:title"] == (
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả 000.23.24.H05-261201-0007"
        )
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_the_title_is_a_heading_and_the_picture_has_words() -> None:
    with pikepdf.open(BytesIO(made("x"))) as document:
        parts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        kinds = {str(one.S) for one in parts if "/S" in one and "/P" in one}
        words = {str(one.Alt) for one in parts if "/Alt" in one}

    assert "/H1" in kinds
    assert "Mã QR mở trang kiểm tra" in words


def test_it_is_an_a5_page_of_at_most_150_kb_with_a_link_to_its_verification() -> None:
    slip = made(*["Ủy ban nhân dân phường Võ Cường, tỉnh Bắc Ninh"] * 12)

    with pikepdf.open(BytesIO(slip)) as document:
        width, height = [float(edge) * 25.4 / 72 for edge in document.pages[0].mediabox[2:]]
        assert len(document.pages) == 1
    assert (round(width), round(height)) == (148, 210)
    assert len(slip) <= 150_000
    assert links_of(slip) == {URL}


def test_a_long_list_goes_on_to_numbered_pages() -> None:
    papers = [f"Giấy tờ thứ {n} của hồ sơ" for n in range(60)]

    slip = made(rows=[{"label": "Thành phần hồ sơ nộp", "value": papers, "strong": False}])

    text = text_of(slip)
    assert "60. Giấy tờ thứ 59 của hồ sơ" in text
    assert "000.23.24.H05-261201-0007, trang 2/" in text


def test_a_warm_slip_takes_less_than_a_tenth_of_a_second() -> None:
    made("warm")
    begun = time.process_time()

    for number in range(20):
        made(f"Nguyễn Văn {number}", code=f"000.23.24.H05-261201-{number:04}")

    assert (time.process_time() - begun) / 20 < 0.1


def test_the_same_slip_is_the_same_file() -> None:
    assert made("Nguyễn Thị Hoa") == made("Nguyễn Thị Hoa")
