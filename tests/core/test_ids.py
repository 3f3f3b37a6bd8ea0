"""Identifiers: unique and rising whatever the clock does."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.ids import EPOCH_MS, Sequence


@given(st.lists(st.integers(EPOCH_MS, EPOCH_MS + 10_000), min_size=1, max_size=300))
def test_identifiers_rise_even_when_the_clock_goes_back(clock: list[int]) -> None:
    sequence = Sequence(process=7)

    made = [sequence.next(now) for now in clock]

    assert made == sorted(set(made))
    assert all(0 <= one < 1 << 63 for one in made)


def test_more_than_4096_in_one_millisecond_stay_unique() -> None:
    sequence = Sequence(process=7)

    made = {sequence.next(EPOCH_MS + 1) for _ in range(10_000)}

    assert len(made) == 10_000
