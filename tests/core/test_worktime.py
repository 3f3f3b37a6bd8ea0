"""Working time: what is added comes back, and what a year brings is counted as it was announced."""

import time as clocks
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.worktime import (
    LEGAL_WEEK,
    WORKING_DAY,
    BadHours,
    WorkCalendar,
    add_time,
    add_working_days,
    closing,
    is_open,
    is_working_day,
    next_working_moment,
    weekly_from_json,
    worked_between,
    working_day_from,
    working_days_between,
)
from tests.core.worktables import (
    HANOI,
    NOTHING,
    QUARTER,
    amounts,
    any_moments,
    calendars,
    days,
    moments,
    slow_add,
    slow_closing,
    slow_hours,
    slow_is_open,
    slow_is_worked,
    slow_worked,
)

works = st.integers(1, 10**12).map(lambda us: timedelta(microseconds=us))
LEGAL = WorkCalendar()
# 2 January 2026 was exchanged for Saturday 10 January, 31 August for Saturday 22 August.
YEAR_2026 = WorkCalendar(
    days_off=frozenset({date(2026, 1, 1), date(2026, 1, 2), date(2026, 8, 31), date(2026, 9, 1)}),
    days_on=frozenset({date(2026, 1, 10), date(2026, 8, 22)}),
)
SATURDAY_MORNINGS = weekly_from_json(
    {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    | {"sat": [["07:30", "11:30"]]}
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


# --- laws


@given(calendars(), any_moments, works)
def test_work_that_is_added_has_been_worked(
    cal: WorkCalendar, start: datetime, amount: timedelta
) -> None:
    assert worked_between(cal, start, add_time(cal, start, amount)) == amount
    assert worked_between(cal, start, add_time(cal, start, -amount)) == -amount


@given(calendars(), any_moments, works)
def test_no_earlier_moment_has_as_much_work(
    cal: WorkCalendar, start: datetime, amount: timedelta
) -> None:
    end = add_time(cal, start, amount)

    assert worked_between(cal, start, end - timedelta(microseconds=1)) < amount


@given(calendars(), any_moments, works, works)
def test_more_work_ends_later_and_parts_add_up(
    cal: WorkCalendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    first = add_time(cal, start, one)

    assert start < first < add_time(cal, start, one + other) == add_time(cal, first, other)


@given(calendars(), any_moments, any_moments, works)
def test_who_begins_earlier_ends_no_later(
    cal: WorkCalendar, one: datetime, other: datetime, amount: timedelta
) -> None:
    first, second = sorted([one, other])

    assert add_time(cal, first, amount) <= add_time(cal, second, amount)
    assert worked_between(cal, first, second) == -worked_between(cal, second, first) >= NOTHING


@given(calendars(), any_moments)
def test_no_work_leaves_the_moment_as_it_is(cal: WorkCalendar, start: datetime) -> None:
    assert add_time(cal, start, NOTHING) == start


@given(calendars(), any_moments)
def test_work_begins_next_without_any_being_missed(cal: WorkCalendar, start: datetime) -> None:
    begins = next_working_moment(cal, start)

    assert begins >= start
    assert worked_between(cal, start, begins) == NOTHING
    assert worked_between(cal, begins, begins + timedelta(microseconds=1)) > NOTHING


@given(calendars(), days, st.integers(-300, 300))
def test_working_days_that_are_added_are_between(cal: WorkCalendar, day: date, n: int) -> None:
    reached = add_working_days(cal, day, n)

    assert n == 0 or is_working_day(cal, reached)
    if n >= 0:
        assert working_days_between(cal, day, reached) == n
    else:
        assert working_days_between(cal, reached - timedelta(1), day - timedelta(1)) == -n


# --- against the slow reckoner


@given(calendars(), moments, amounts)
def test_adding_agrees_with_walking_through_the_quarters(
    cal: WorkCalendar, start: datetime, amount: timedelta
) -> None:
    assert add_time(cal, start, amount) == slow_add(cal, start, amount)


@given(calendars(), moments, moments)
def test_counting_agrees_with_walking_through_the_quarters(
    cal: WorkCalendar, one: datetime, other: datetime
) -> None:
    first, second = sorted([one, other])

    assert worked_between(cal, first, second) == slow_worked(cal, first, second)


@given(calendars(), moments)
def test_open_and_closing_agree_with_walking(cal: WorkCalendar, start: datetime) -> None:
    begins = start
    while not slow_is_worked(cal, begins):
        begins += QUARTER

    assert next_working_moment(cal, start) == begins
    assert is_open(cal, start) == slow_is_open(cal, start)
    assert closing(cal, start.date()) == slow_closing(cal, start.date())


@given(calendars(), days, days)
def test_working_days_agree_with_ticking_them_off(
    cal: WorkCalendar, one: date, other: date
) -> None:
    first, last = sorted([one, other])
    between = [first + timedelta(n + 1) for n in range((last - first).days)]
    ticked = sum(bool(slow_hours(cal, day)) for day in between)

    assert working_days_between(cal, first, last) == ticked
    assert working_days_between(cal, last, first) == -ticked


# --- what was announced


def test_a_limit_runs_over_a_weekend_and_a_holiday() -> None:
    friday = at(date(2026, 8, 28), 10)

    assert add_time(LEGAL, friday, WORKING_DAY) == at(date(2026, 8, 31), 10)
    assert add_time(YEAR_2026, friday, WORKING_DAY) == at(date(2026, 9, 2), 10)


def test_a_swapped_saturday_is_worked_as_a_whole_day() -> None:
    friday = at(date(2026, 8, 21), 13, 30)

    assert add_time(YEAR_2026, friday, WORKING_DAY) == at(date(2026, 8, 22), 11, 30)
    assert add_time(YEAR_2026, friday, 2 * WORKING_DAY) == at(date(2026, 8, 24), 11, 30)
    assert is_working_day(YEAR_2026, date(2026, 1, 10))
    assert not is_working_day(YEAR_2026, date(2026, 1, 2))
    assert not is_working_day(YEAR_2026, date(2026, 1, 17))


def test_saturday_mornings_are_worked_until_noon() -> None:
    cal = WorkCalendar(SATURDAY_MORNINGS)
    friday = at(date(2026, 12, 4), 16)

    assert add_time(cal, friday, timedelta(hours=2)) == at(date(2026, 12, 5), 8, 30)
    assert next_working_moment(cal, at(date(2026, 12, 5), 12)) == at(date(2026, 12, 7), 7, 30)


def test_a_saturday_made_working_is_whole_where_saturdays_are_mornings() -> None:
    cal = WorkCalendar(SATURDAY_MORNINGS, days_on=frozenset({date(2026, 8, 22)}))

    assert closing(cal, date(2026, 8, 22)) == at(date(2026, 8, 22), 17)
    assert closing(cal, date(2026, 8, 29)) == at(date(2026, 8, 29), 11, 30)


def test_a_day_that_is_off_and_on_is_off() -> None:
    day = date(2026, 12, 1)
    cal = WorkCalendar(days_off=frozenset({day}), days_on=frozenset({day}))

    assert not is_working_day(cal, day)
    assert working_day_from(cal, day) == date(2026, 12, 2)


def test_a_full_day_of_work_is_done_at_closing_time() -> None:
    assert add_time(LEGAL, at(date(2026, 12, 1), 6), WORKING_DAY) == at(date(2026, 12, 1), 17, 30)
    assert is_open(LEGAL, at(date(2026, 12, 1), 17, 30))
    assert not is_open(LEGAL, at(date(2026, 12, 1), 12))


def test_moments_of_other_zones_are_read_on_the_clock_of_viet_nam() -> None:
    utc = datetime.fromisoformat("2026-12-01T02:12:00Z")

    assert add_time(LEGAL, utc, WORKING_DAY) == at(date(2026, 12, 2), 9, 12)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = at(date(2026, 12, 1), 9).replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        add_time(LEGAL, naive, WORKING_DAY)


def test_a_year_ahead_takes_no_time() -> None:
    start, amount = at(date(2026, 1, 5), 9), 250 * WORKING_DAY
    began = clocks.perf_counter()

    for _ in range(200):
        add_time(YEAR_2026, start, amount)

    assert clocks.perf_counter() - began < 0.2  # a millisecond each, on a busy machine


# --- hours as agencies write them


def test_hours_are_read_from_the_agencys_table() -> None:
    assert SATURDAY_MORNINGS[0] == ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
    assert SATURDAY_MORNINGS[5] == ((time(7, 30), time(11, 30)),)
    assert SATURDAY_MORNINGS[6] == ()
    assert weekly_from_json({}) == LEGAL_WEEK


@pytest.mark.parametrize(
    "hours",
    [
        {"monday": [["07:30", "11:30"]]},
        {"mon": [["07:30"]]},
        {"mon": [["07:30", "25:00"]]},
        {"mon": [["7h30", "11h30"]]},
        {"mon": [[7, 11]]},
        {"mon": [["11:30", "07:30"]]},
        {"mon": [["07:30", "11:30"], ["11:00", "17:00"]]},
        {"mon": []},
    ],
)
def test_hours_that_make_no_sense_are_refused_in_vietnamese(hours: Any) -> None:
    with pytest.raises(BadHours) as refused:
        weekly_from_json(hours)

    assert str(refused.value).endswith(".")
