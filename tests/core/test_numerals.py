"""Numbers in words, as the civil status forms write days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.numerals import spell, spell_day

WORDS = {
    0: "không", 1: "một", 5: "năm", 10: "mười", 11: "mười một", 15: "mười lăm", 20: "hai mươi",
    21: "hai mươi mốt", 24: "hai mươi bốn", 25: "hai mươi lăm", 55: "năm mươi lăm",
    100: "một trăm", 101: "một trăm linh một", 115: "một trăm mười lăm",
    1000: "một nghìn", 1998: "một nghìn chín trăm chín mươi tám",
    2000: "hai nghìn", 2005: "hai nghìn không trăm linh năm",
    2015: "hai nghìn không trăm mười lăm", 2025: "hai nghìn không trăm hai mươi lăm",
    2101: "hai nghìn một trăm linh một",
}  # fmt: skip


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_numbers_are_spelled_as_people_say_them(number: int, words: str) -> None:
    assert spell(number) == words


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_two_numbers_are_never_spelled_alike(one: int, other: int) -> None:
    assert (spell(one) == spell(other)) == (one == other)
    assert "  " not in spell(one) and spell(one) == spell(one).strip()


@pytest.mark.parametrize("number", [-1, 10_000])
def test_what_cannot_be_spelled_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 9999"):
        spell(number)


def test_a_day_in_words() -> None:
    words = "ngày mười lăm tháng tám năm hai nghìn không trăm hai mươi lăm"
    assert spell_day(date(2025, 8, 15)) == words
