"""The index: impacts as numbers, and what making it anew does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue import held_index
from motcua.catalogue.models import Procedure, SearchIndex, SearchPosting, SearchTerm
from motcua.catalogue.search_index import COMMON, GRAIN, MANY, Entry, impacts, rebuild
from motcua.catalogue.search_terms import beginning, keys, pairs
from tests.catalogue.rooms import make_procedure

_SYLLABLES = st.lists(
    st.sampled_from(["dang", "ki", "khai", "sinh", "tu", "ket", "hon", "cap", "lai", "giay"])
)
_ENTRIES = st.lists(st.tuples(_SYLLABLES, _SYLLABLES), max_size=12).map(
    lambda texts: [Entry(number, name, field) for number, (name, field) in enumerate(texts)]
)


def _impact(entries: list[Entry], term: str, procedure: int) -> float:
    return {(text, number): value for text, number, value in impacts(entries)}[term, procedure]


@given(_ENTRIES)
def test_impacts_are_never_negative_and_their_sums_exact(entries: list[Entry]) -> None:
    values = [value for _, _, value in impacts(entries)]

    assert all(value >= 0 for value in values)
    assert all((value * GRAIN).is_integer() for value in values)
    assert sum(values) == sum(reversed(values))


@given(_ENTRIES)
def test_each_term_of_a_procedure_is_told_once(entries: list[Entry]) -> None:
    told = [(term, procedure) for term, procedure, _ in impacts(entries)]

    assert len(told) == len(set(told))
    for entry in entries:
        terms = {*entry.name, *entry.field, *pairs(entry.name), *pairs(entry.field)}
        terms |= set(beginning(entry.name))
        assert terms == {term for term, procedure in told if procedure == entry.procedure}


def test_a_rare_word_says_more_than_a_frequent_one() -> None:
    entries = [Entry(1, ["khai", "sinh"], []), Entry(2, ["khai", "tu"], [])]

    assert _impact(entries, "sinh", 1) > _impact(entries, "khai", 1)


def test_a_word_says_more_in_a_short_name_and_more_in_a_name_than_in_a_field() -> None:
    entries = [
        Entry(1, ["khai", "sinh"], []),
        Entry(2, ["khai", "sinh", "cho", "nguoi", "o", "xa"], []),
        Entry(3, ["ket", "hon"], ["sinh"]),
    ]

    assert _impact(entries, "sinh", 1) > _impact(entries, "sinh", 2) > _impact(entries, "sinh", 3)


def test_a_pair_says_more_than_each_of_its_words() -> None:
    entries = [Entry(1, ["khai", "sinh"], []), Entry(2, ["ket", "hon"], [])]

    assert _impact(entries, "khai_sinh", 1) > _impact(entries, "khai", 1)


def test_words_that_stand_nearly_everywhere_are_left_out_of_a_large_index() -> None:
    entries = [Entry(number, ["cap", f"x{number}"], []) for number in range(MANY)]
    rare = [Entry(number, [f"x{number}"], []) for number in range(MANY, round(MANY / COMMON))]

    assert "cap" not in {term for term, _, _ in impacts(entries)}
    assert "cap" in {term for term, _, _ in impacts([*entries, *rare])}


def test_spellings_of_one_sound_are_one_key() -> None:
    assert keys("Ký, kí; quý – quí; tỷ/tỉ") == ["ki", "ki", "qui", "qui", "ti", "ti"]
    assert keys("thuý thúi uỷ") == ["thuy", "thui", "uy"]


@pytest.mark.django_db
def test_making_it_again_changes_nothing() -> None:
    make_procedure("9.000001", name="Đăng ký khai sinh")
    make_procedure("9.000002", name="Đăng ký khai tử")
    first = rebuild()
    digest = SearchIndex.objects.get().terms
    before = set(SearchPosting.objects.values_list("term__text", "procedure__code", "impact"))

    assert rebuild() == first

    after = set(SearchPosting.objects.values_list("term__text", "procedure__code", "impact"))
    assert after == before
    assert first.procedures == 2
    assert SearchIndex.objects.get().terms == digest


@pytest.mark.django_db
def test_an_index_of_other_contents_has_another_digest() -> None:
    """By it the processes that hold the index know that they must read it again."""
    make_procedure("9.000001", name="Đăng ký khai sinh")
    rebuild()
    first = held_index.current()
    make_procedure("9.000001", name="Đăng ký khai tử")

    assert held_index.current() is first
    rebuild()

    assert held_index.current() is not first
    assert "khai_tu" in held_index.current().terms
    assert "khai_sinh" not in held_index.current().terms


@pytest.mark.django_db
def test_a_procedure_without_a_version_in_force_is_not_indexed() -> None:
    make_procedure("9.000001", name="Đăng ký khai sinh")
    Procedure.objects.update(current=None)

    assert rebuild().postings == 0
    assert SearchTerm.objects.count() == 0


@pytest.mark.django_db
def test_very_long_words_fit() -> None:
    make_procedure("9.000001", name="Đăngký" * 60 + " khai")

    assert rebuild().procedures == 1
