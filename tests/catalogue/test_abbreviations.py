"""Abbreviations: reviewed, written out in names and questions alike, chat in questions alone."""

import pytest

from motcua.catalogue.abbreviations import rows, written_out
from motcua.catalogue.search import search
from motcua.catalogue.search_index import rebuild
from motcua.catalogue.search_terms import keys, spoken_keys
from motcua.core.folding import fold, is_syllable
from motcua.core.moments import local_day
from tests.catalogue.rooms import NOW, make_procedure


def test_each_line_has_a_reason_and_none_is_there_twice() -> None:
    short = [fold(row["short"]) for row in rows()]

    assert len(short) == len(set(short)) >= 80
    for row in rows():
        assert row["long"] and row["reason"].endswith("."), row
        assert row["where"] in ("luật", "chat"), row


def test_none_is_a_syllable_of_the_language() -> None:
    """`vat` would make `vật` something else."""
    single = [row["short"] for row in rows() if " " not in row["short"]]
    shaped = [short for short in single if is_syllable(fold(short)) and len(short) > 1]
    assert shaped == ["ko"], "which no word is, though it has the shape of one"


def test_the_longest_abbreviation_is_written_out() -> None:
    assert written_out(["hđ", "điện", "tử"], chat=True)[0] == "hóa"
    assert written_out(["hđ", "thuê"], chat=True)[0] == "hợp"


def test_a_name_keeps_letters_that_chat_would_write_out() -> None:
    assert keys("Giấy phép hạng k") == ["giay", "phep", "hang", "k"]
    assert "khong" in spoken_keys("đăng ký dc k")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["đóng bhxh tự nguyện", "bảo hiểm xã hội tự nguyện", "đk bhxh tự nguyện ntn"]
)
def test_what_the_law_abbreviates_is_found_both_ways(question: str) -> None:
    make_procedure("9.000001", name="Đăng ký đóng BHXH tự nguyện")
    make_procedure("9.000002", name="Đăng ký đóng bảo hiểm xã hội bắt buộc")
    rebuild()

    assert search(question, day=local_day(NOW)).items[0].procedure.code == "9.000001"
