"""The chain: whatever is altered, by as little as a byte, is found where it was altered."""

import hashlib
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.core.chain import GENESIS, Link, answers_hmac, broken_at, canonical, entry_hash

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
json_data = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
all_facts = st.dictionaries(st.sampled_from(["act", "at", "actor", "step"]), json_data)
journals = st.lists(all_facts, min_size=1, max_size=6)


TWICE = {unicodedata.normalize("NFC", "ễ"): 1, unicodedata.normalize("NFD", "ễ"): 2}


def distinct(data: Any) -> bool:
    """No two keys that fall together in NFC."""
    try:
        canonical(data)
    except ValueError:
        return False
    return True


def chained(journal: list[dict[str, Any]]) -> list[Link]:
    links: list[Link] = []
    for facts in journal:
        before = links[-1].sha256 if links else GENESIS
        links.append(Link(before, entry_hash(before, facts), facts))
    return links


def another_byte(data: st.DataObject, text: str) -> str:
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from('0123456789abcxyz"{}[],: ệ'))
    return text[:place] + sign + text[place + 1 :]


@given(journals.filter(distinct))
def test_a_journal_that_nobody_touched_is_whole(journal: list[dict[str, Any]]) -> None:
    assert broken_at(chained(journal)) is None
    assert broken_at([]) is None


@given(journals.filter(distinct), st.data())
def test_one_altered_byte_of_the_facts_is_found_at_its_place(
    journal: list[dict[str, Any]], data: st.DataObject
) -> None:
    links = chained(journal)
    place = data.draw(st.integers(0, len(links) - 1))
    try:
        facts = json.loads(another_byte(data, json.dumps(links[place].facts, ensure_ascii=False)))
        assume(canonical(facts) != canonical(links[place].facts))
    except ValueError:
        assume(False)

    links[place] = links[place]._replace(facts=facts)

    assert broken_at(links) == place


@given(journals.filter(distinct), st.sampled_from(["previous", "sha256"]), st.data())
def test_one_altered_byte_of_a_hash_is_found_at_its_place(
    journal: list[dict[str, Any]], which: str, data: st.DataObject
) -> None:
    links = chained(journal)
    place = data.draw(st.integers(0, len(links) - 1))
    link = links[place]
    altered = another_byte(data, getattr(link, which))
    assume(altered != getattr(link, which))

    hashes = {"previous": link.previous, "sha256": link.sha256, which: altered}
    links[place] = Link(hashes["previous"], hashes["sha256"], link.facts)

    assert broken_at(links) == place


@given(st.lists(st.integers(), min_size=2, max_size=6, unique=True), st.data())
def test_an_entry_taken_out_or_put_elsewhere_is_found(
    steps: list[int], data: st.DataObject
) -> None:
    links = chained([{"step": step} for step in steps])
    place = data.draw(st.integers(0, len(links) - 2))

    assert broken_at(links[:place] + links[place + 1 :]) == place
    assert broken_at([links[place + 1], *links[:place]]) == 0


def test_a_journal_forged_anew_from_one_entry_on_no_longer_fits_what_was_published() -> None:
    journal = [{"step": 1}, {"step": 2}, {"step": 3}]
    forged = chained([{"step": 1}, {"step": 7}, {"step": 3}])

    assert broken_at(forged) is None
    assert forged[-1].sha256 != chained(journal)[-1].sha256


# --- the one spelling


@given(json_data.filter(distinct))
def test_the_spelling_survives_a_journey_through_json(data: Any) -> None:
    assert canonical(json.loads(canonical(data))) == canonical(data)
    assert canonical(json.loads(json.dumps(data))) == canonical(data)


@given(texts, json_data.filter(distinct))
def test_composed_and_decomposed_letters_are_one(key: str, data: Any) -> None:
    composed = canonical({unicodedata.normalize("NFC", key): data})

    assert composed == canonical({unicodedata.normalize("NFD", key): data})
    assert unicodedata.is_normalized("NFC", composed.decode())


def test_the_spelling_is_sorted_tight_and_plain() -> None:
    assert (
        canonical({"b": [1.0, 2.5, None], "a": "Đặng"}) == '{"a":"Đặng","b":[1,2.5,null]}'.encode()
    )
    assert canonical({"a": True}) != canonical({"a": 1})


@pytest.mark.parametrize("data", [{"a": float("nan")}, {"a": float("inf")}, TWICE])
def test_what_has_no_one_spelling_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"same in NFC|JSON compliant"):
        canonical(data)


@pytest.mark.parametrize("data", [{"a": {1, 2}}, {1: "a"}, b"bytes"])
def test_what_json_does_not_have_is_refused(data: Any) -> None:
    with pytest.raises(TypeError):
        canonical(data)


def test_a_chain_begins_with_a_hash() -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        entry_hash("abcd", {})


@given(all_facts.filter(distinct))
def test_hashes_cover_the_one_spelling_whatever_way_it_is_written(facts: dict[str, Any]) -> None:
    covered = hashlib.sha256(GENESIS.encode() + b"\n" + canonical(facts)).hexdigest()

    assert entry_hash(GENESIS, facts) == covered


def test_hashes_are_the_published_ones() -> None:
    """The spelling and the algorithm never change: old journals must stay provable."""
    facts = {"act": "accept", "actor": "Nguyễn Thị Lan", "step": 1}

    assert entry_hash(GENESIS, facts) == (
        "bb6fcede0ac6ca7d8420088035304b309f8193cf210caebcd39c2f5a33502d34"
    )
    assert answers_hmac("00ff" * 16, {"applicant.name": "Nguyễn Văn Hải"}) == (
        "bae96e03bf3c0431f47d075f79c0d74828f5a11f724e9ea64b17b4352e0d4db2"
    )


# --- answers


@given(all_facts.filter(distinct), st.binary(min_size=16, max_size=32), st.data())
def test_the_seal_of_answers_needs_the_same_answers_and_salt(
    answers: dict[str, Any], salt: bytes, data: st.DataObject
) -> None:
    seal = answers_hmac(salt.hex(), answers)

    assert seal == answers_hmac(salt.hex(), json.loads(json.dumps(answers)))
    assert seal != answers_hmac(salt.hex(), {**answers, "more": 1})
    assert seal != answers_hmac((salt + b"x").hex(), answers)


def test_an_erased_salt_seals_nothing() -> None:
    with pytest.raises(ValueError, match="erased"):
        answers_hmac("", {})
