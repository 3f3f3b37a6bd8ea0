"""Sums over days, against adding them up."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.daysums import DaySums

weeks = st.lists(st.integers(0, 5), min_size=7, max_size=7).filter(any)
exceptions = st.dictionaries(st.integers(700, 800), st.integers(0, 5), max_size=30)
days = st.integers(690, 810)


def number(weekly: list[int], exceptions: dict[int, int], day: int) -> int:
    return exceptions.get(day, weekly[(day - 1) % 7])


@given(weeks, exceptions, days, days)
def test_the_sum_of_a_stretch_is_that_of_its_days(
    weekly: list[int], exceptions: dict[int, int], one: int, other: int
) -> None:
    first, last = sorted([one, other])
    sums = DaySums(weekly, exceptions)

    added = sum(number(weekly, exceptions, day) for day in range(first, last))

    assert sums.before(last) - sums.before(first) == added


@given(weeks, exceptions, days, st.integers(1, 600), days)
def test_the_day_reaching_a_total_is_the_first_wherever_one_looks_first(
    weekly: list[int], exceptions: dict[int, int], begin: int, more: int, near: int
) -> None:
    sums = DaySums(weekly, exceptions)
    total = sums.before(begin) + more

    day = sums.day_reaching(total, near=near)

    assert sums.before(day) < total <= sums.before(day + 1)
