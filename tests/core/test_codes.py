"""Codes of dossiers: what is written is read again, however it was typed; the rest is explained."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.codes import (
    EXAMPLE,
    FORMS,
    LONG_DATE,
    MAX_IDENTIFIER,
    DossierCode,
    UnknownCode,
    jurisdiction_of,
    parse,
)

registries = st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True)
older = st.builds(
    lambda levels, registry: ".".join([*levels, registry]),
    st.lists(st.from_regex(r"[0-9]{2,3}", fullmatch=True), max_size=3),
    registries,
)
newer = st.builds(
    lambda registry, levels: ".".join([registry, *levels]),
    registries,
    st.lists(st.from_regex(r"[0-9A-Z]{1,3}", fullmatch=True), max_size=3),
)
codes = st.builds(
    DossierCode,
    older | newer,
    st.dates(date(2018, 1, 1), date(2068, 12, 31)),
    st.integers(1, 10**9),
    st.sampled_from(FORMS),
)


@given(codes)
def test_a_code_that_is_written_is_read_as_itself(code: DossierCode) -> None:
    assert parse(str(code)) == code


@given(codes, st.data())
def test_spaces_case_and_dashes_do_not_matter(code: DossierCode, data: st.DataObject) -> None:
    noise = st.sampled_from(["", "", " ", "\u00a0", "\t"])
    dash = data.draw(st.sampled_from("-–—−‑"))
    typed = "".join(data.draw(noise) + sign for sign in str(code)).replace("-", dash)

    assert parse(data.draw(st.sampled_from([typed, typed.lower()]))) == code
    assert parse(f"  {str(code).replace('-', ' ')} ") == code


@given(codes, codes)
def test_two_dossiers_never_share_a_code(one: DossierCode, other: DossierCode) -> None:
    assert (one == other) == (str(one) == str(other))


@given(st.text() | st.from_regex(r"[A-Z0-9.]{1,20}-[0-9]{1,9}-[0-9]{1,14}", fullmatch=True))
def test_whatever_is_typed_is_read_exactly_or_refused_kindly(text: str) -> None:
    try:
        code = parse(text)
    except UnknownCode as refused:
        assert refused.status == 404
        assert EXAMPLE in refused.sentence
    else:
        assert str(code) in {"".join(text.split()).upper(), "-".join(text.upper().split())}


def test_a_code_has_its_parts() -> None:
    code = DossierCode("000.00.01.H05", date(2026, 12, 1), 7)

    assert str(code) == EXAMPLE
    assert code.short == "261201-0007"
    assert code.jurisdiction == "H05"
    assert str(DossierCode("000.00.01.H05", date(2026, 12, 1), 12345)).endswith("-12345")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("000.00.01.H05-181025-0001", DossierCode("000.00.01.H05", date(2018, 10, 25), 1)),
        ("H21.65-220914-0011", DossierCode("H21.65", date(2022, 9, 14), 11)),
        ("G09.20-20260609-0092637", DossierCode("G09.20", date(2026, 6, 9), 92637, LONG_DATE)),
        ("X00-261201-0001", DossierCode("X00", date(2026, 12, 1), 1)),
    ],
)
def test_codes_of_other_systems_are_read(text: str, code: DossierCode) -> None:
    assert parse(text) == code


@pytest.mark.parametrize(
    ("identifier", "registry"),
    [("000.00.01.H05", "H05"), ("H05.12.3", "H05"), ("H05", "H05"), ("000.00.11.G15", "G15")],
)
def test_the_registry_is_the_first_level_of_either_kind(identifier: str, registry: str) -> None:
    assert jurisdiction_of(identifier) == registry


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "261201-0007",
        "000.00.01.H05-261301-0007",
        "000.00.01.H05-261201-0000",
        "000.00.01.H05-261201-007",
        "000.00.01.H05-261201-00007",
        "000.00.01.H05-171231-0001",
        "000.00.01.05-261201-0007",
        "H05..1-261201-0007",
        "H05." + "1" * MAX_IDENTIFIER + "-261201-0007",
        "H05-261201-" + "9" * 5000,
        "H05-２６１２０１-0007",
    ],
)
def test_what_is_no_code_is_refused_with_how_a_code_looks(text: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        parse(text)

    assert EXAMPLE in refused.value.sentence
    assert refused.value.code == "unknown-code"
    assert len(refused.value.sentence) < 300
