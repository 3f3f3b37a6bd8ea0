"""Typing slips: one wrong key, glued words, leftovers of VNI."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.search import search
from motcua.catalogue.search_index import rebuild
from motcua.catalogue.spelling import LONGEST, cuts, near, sounded
from motcua.core.folding import is_syllable, unvni
from motcua.core.moments import local_day
from motcua.sample.agencies import load_agencies
from motcua.sample.procedures import load_procedures
from tests.catalogue.rooms import NOW, make_procedure

TODAY = local_day(NOW)

_SYLLABLES = st.sampled_from(["dang", "khai", "sinh", "giay", "phep", "nhan", "truong", "thuong"])


@given(_SYLLABLES, st.data())
def test_a_letter_too_much_twice_or_missing_is_put_right(
    syllable: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(syllable) - 1))
    twice = syllable[:at] + syllable[at] + syllable[at:]
    without = syllable[:at] + syllable[at + 1 :]

    assert near(twice)[0] == syllable or is_syllable(near(twice)[0])
    assert syllable in near(twice)
    assert syllable in near(without)


@given(st.text("abcdeghiklmnopqrstuvxy", min_size=1, max_size=LONGEST + 4))
def test_what_is_proposed_has_the_shape_of_syllables(word: str) -> None:
    assert all(is_syllable(one) and one != word for one in near(word))
    assert all("".join(parts) == word and all(map(is_syllable, parts)) for parts in cuts(word))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9a8ng ky1 khai sinh", "dang ky khai sinh"),
        ("ba8ng la1i b2", "bang lai b2"),
        ("ct07", "ct07"),
        ("2024", "2024"),
    ],
)
def test_digits_of_vni_are_taken_out_and_others_stay(typed: str, meant: str) -> None:
    assert unvni(typed) == meant


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("dang ky khai sinhh", "1.001193"),
        ("đăng ký khia sinh", "1.001193"),
        ("dang ky ket hn", "1.000894"),
        ("ddangky thuongtru", "1.004222"),
        ("giaykhaisinh", "1.001193"),
        ("ly lich tu phapp", "3.000333"),
        ("d9a8ng ky1 ke6t ho6n", "1.000894"),
        ("so ddor", "1.012783"),
    ],
)
def test_questions_with_a_slip_find_what_was_meant(question: str, code: str) -> None:
    load_agencies()
    load_procedures(NOW)

    found = search(question, day=TODAY).items

    assert code in [one.procedure.code for one in found[:2]], [one.procedure.name for one in found]


@pytest.mark.django_db
def test_a_word_that_nobody_knows_is_told_and_not_cut_into_any_syllables() -> None:
    load_agencies()
    load_procedures(NOW)

    assert search("karaoke", day=TODAY).unknown == ("karaoke",)
    assert search("khai sinh", day=TODAY).unknown == ()


@pytest.mark.parametrize(
    ("written", "meant"), [("xat", "xac"), ("say", "xay"), ("trung", "chung"), ("lay", "lai")]
)
def test_what_sounds_alike_to_many_is_proposed(written: str, meant: str) -> None:
    assert meant in sounded(written)


@pytest.mark.django_db
def test_a_word_in_a_place_where_it_never_stands_is_read_as_the_one_that_does() -> None:
    make_procedure("9.000001", name="Xác nhận nguồn nước giếng")
    make_procedure("9.000002", name="Kiểm tra máy xát gạo")
    rebuild()

    assert search("xát nhận nguồn nước", day=TODAY).items[0].procedure.code == "9.000001"
    assert search("máy xát gạo", day=TODAY).items[0].procedure.code == "9.000002"
