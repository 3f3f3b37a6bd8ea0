"""References are found however banks and people write them, and a slip leads nowhere."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.core.references import MOST, found_in, reference

PLACES = st.sampled_from(["H05", "G12", "H01", "X00"])
NUMBERS = st.integers(1, MOST)


@given(place=PLACES, number=NUMBERS, before=st.text("abc ./-", max_size=8))
def test_found_however_it_is_written(place: str, number: int, before: str) -> None:
    told = reference(place, number)
    spaced = " ".join(told[at : at + 4] for at in range(0, len(told), 4))

    assert found_in(f"{before} {told}.CT tu 0011 toi") == [told]
    assert found_in(f"NGUYEN VAN A {spaced.lower()}") == [told]


@given(place=PLACES, number=NUMBERS, at=st.integers(4, 11), digit=st.integers(0, 9))
def test_a_wrong_digit_leads_nowhere(place: str, number: int, at: int, digit: int) -> None:
    told = reference(place, number)
    slipped = f"{told[:at]}{digit}{told[at + 1 :]}"
    assume(slipped != told)

    assert found_in(slipped) == []


@given(place=PLACES, number=NUMBERS, at=st.integers(4, 10))
def test_two_digits_that_changed_places_lead_nowhere(place: str, number: int, at: int) -> None:
    told = reference(place, number)
    pair = told[at : at + 2]
    assume(pair[0] != pair[1] and {*pair} != {"0", "9"})  # the one exchange Luhn does not see

    assert found_in(told[:at] + pair[::-1] + told[at + 2 :]) == []


@given(first=NUMBERS, second=NUMBERS)
def test_no_two_charges_share_one(first: int, second: int) -> None:
    assert (reference("H05", first) == reference("H05", second)) == (first == second)


@pytest.mark.parametrize("number", [0, -1, MOST + 1])
def test_numbers_beyond_the_places_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="7 digits"):
        reference("H05", number)
