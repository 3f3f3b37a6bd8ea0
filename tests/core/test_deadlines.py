"""Deadlines: what the receipt says, by the rules of counting; a stop takes nothing away."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.deadlines import (
    Settlement,
    TimeLimit,
    TimeUnit,
    answer_by,
    appointment,
    limit_end,
    resumed,
    settled,
    step_by,
    supplement_by,
    transfer,
)
from motcua.core.money import NBSP
from motcua.core.worktime import WorkCalendar, add_time, is_open, is_working_day, worked_between
from tests.core.worktables import HANOI, NOTHING, any_moments, calendars

LEGAL = WorkCalendar(
    days_off=frozenset({date(2026, 11, 24), date(2027, 1, 1)}),
    days_on=frozenset({date(2026, 8, 22)}),
)
MORNINGS = WorkCalendar((((time(7, 30), time(11, 30)),),) * 5 + ((), ()))

works = st.integers(1, 10**11).map(lambda us: timedelta(microseconds=us))
values = st.decimals("0.25", "120", places=2)
limits = st.builds(TimeLimit, values, st.sampled_from(TimeUnit))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def days(n: float) -> TimeLimit:
    return TimeLimit(Decimal(str(n)), TimeUnit.WORKING_DAY)


# --- time limits as values


@pytest.mark.parametrize(
    ("value", "unit", "text", "number"),
    [
        (3, "working_day", "3 ngày làm việc", 3),
        (Decimal("0.50"), "working_day", "0,5 ngày làm việc", 0.5),
        (30, "day", "30 ngày", 30),
        ("8", "working_hour", "8 giờ làm việc", 8),
        (24.0, "hour", "24 giờ", 24),
        (6, "month", "6 tháng", 6),
        (0, "at_once", "trong ngày", 0),
    ],
)
def test_a_time_limit_is_said_in_its_unit(
    value: Decimal, unit: TimeUnit, text: str, number: float
) -> None:
    limit = TimeLimit(value, unit)

    assert limit.text.replace(NBSP, " ") == text
    assert limit.number == number
    assert limit.unit is TimeUnit(unit)


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity"])
def test_a_time_limit_is_above_zero(value: str) -> None:
    with pytest.raises(ValueError, match="above zero"):
        TimeLimit(Decimal(value), TimeUnit.DAY)


def test_equal_limits_are_one_however_they_were_typed() -> None:
    assert days(3) == TimeLimit(Decimal("3.0"), TimeUnit.WORKING_DAY)
    assert {days(3), days(3.0)} == {days(3)}


@given(limits, limits)
def test_working_hours_grow_with_the_limit(one: TimeLimit, other: TimeLimit) -> None:
    if one.unit == other.unit and one.value <= other.value:
        assert 0 < one.working_hours <= other.working_hours


def test_working_hours_are_exact_for_working_units() -> None:
    assert days(3).working_hours == 24
    assert days(0.25).working_hours == 2
    assert TimeLimit(Decimal(7), TimeUnit.DAY).working_hours == 40
    assert TimeLimit(Decimal(24), TimeUnit.HOUR).working_hours == 8


# --- the rules of counting, by example


def test_working_days_end_at_the_same_hour() -> None:
    assert limit_end(at("2026-12-01T09:12"), days(3), LEGAL) == at("2026-12-04T09:12")
    assert limit_end(at("2026-12-03T15:40"), days(3), LEGAL) == at("2026-12-08T15:40")
    assert limit_end(at("2026-11-23T10:00"), days(1), LEGAL) == at("2026-11-25T10:00")


def test_what_comes_outside_hours_counts_from_the_next_opening() -> None:
    evening = at("2026-12-01T20:00")

    assert limit_end(evening, days(1), LEGAL) == at("2026-12-02T17:30")
    assert answer_by(evening, LEGAL) == at("2026-12-02T17:30")
    assert answer_by(at("2026-12-05T09:00"), LEGAL) == at("2026-12-07T17:30")


def test_the_first_answer_is_due_after_eight_working_hours() -> None:
    assert answer_by(at("2026-12-01T09:12"), LEGAL) == at("2026-12-02T09:12")
    two_hours = answer_by(at("2026-12-01T10:30"), LEGAL, within=timedelta(hours=2))
    assert two_hours == at("2026-12-01T14:30")


def test_a_quarter_of_a_day_is_two_working_hours() -> None:
    assert limit_end(at("2026-12-01T10:30"), days(0.25), LEGAL) == at("2026-12-01T14:30")
    assert step_by(at("2026-12-01T10:30"), timedelta(hours=2), LEGAL) == at("2026-12-01T14:30")


@pytest.mark.parametrize(
    ("accepted", "value", "unit", "ends"),
    [
        ("2026-12-01T09:00", 3, "day", "2026-12-04T17:30"),
        ("2026-12-01T23:00", 3, "day", "2026-12-04T17:30"),
        ("2026-12-02T09:00", 3, "day", "2026-12-07T17:30"),  # a Saturday moves to Monday
        ("2026-11-21T09:00", 3, "day", "2026-11-25T17:30"),  # a holiday moves to the next day
        ("2026-08-19T09:00", 3, "day", "2026-08-22T17:30"),  # a Saturday that is worked does not
        ("2026-12-01T09:00", 1, "month", "2027-01-04T17:30"),  # a holiday before a weekend
        ("2026-01-31T09:00", 1, "month", "2026-03-02T17:30"),  # 28 February is a Saturday
        ("2027-11-30T09:00", 3, "month", "2028-02-29T17:30"),  # a leap year
        ("2026-12-15T09:00", "0.5", "month", "2026-12-30T17:30"),
        ("2026-12-01T09:00", 24, "hour", "2026-12-02T09:00"),
        ("2026-12-01T09:00", 8, "hour", "2026-12-01T17:00"),
        ("2026-12-01T15:00", 0, "at_once", "2026-12-01T17:30"),
        ("2026-12-01T15:01", 0, "at_once", "2026-12-02T17:30"),
        ("2026-12-04T15:01", 0, "at_once", "2026-12-07T17:30"),
        ("2026-12-05T16:00", 0, "at_once", "2026-12-07T17:30"),
    ],
)
def test_limits_in_the_units_of_the_calendar(
    accepted: str, value: Decimal, unit: TimeUnit, ends: str
) -> None:
    assert limit_end(at(accepted), TimeLimit(value, unit), LEGAL) == at(ends)


def test_an_appointment_falls_into_opening_hours() -> None:
    afternoon, three_days = at("2026-12-01T15:40"), TimeLimit(Decimal(3), TimeUnit.DAY)

    assert appointment(afternoon, days(1), LEGAL, LEGAL) == at("2026-12-02T15:40")
    assert appointment(afternoon, days(1), LEGAL, MORNINGS) == at("2026-12-03T07:30")
    assert appointment(afternoon, three_days, LEGAL, MORNINGS) == at("2026-12-04T11:30")


def test_what_is_done_at_once_waits_for_a_desk_that_has_closed() -> None:
    at_once = TimeLimit(Decimal(0), TimeUnit.AT_ONCE)

    assert appointment(at("2026-12-01T10:00"), at_once, LEGAL, MORNINGS) == at("2026-12-01T11:30")
    assert appointment(at("2026-12-01T14:00"), at_once, LEGAL, MORNINGS) == at("2026-12-02T07:30")


def test_a_limit_that_ends_at_closing_time_is_met_at_closing_time() -> None:
    assert appointment(at("2026-12-01T06:00"), days(1), LEGAL, LEGAL) == at("2026-12-01T17:30")


def test_a_supplement_may_come_until_midnight() -> None:
    assert supplement_by(at("2026-12-01T10:05"), 11, LEGAL) == at("2026-12-16T23:59:59")


def test_a_supplement_on_the_last_day_of_a_holiday_week() -> None:
    assert supplement_by(at("2026-11-20T10:05"), 2, LEGAL) == at("2026-11-25T23:59:59")


# --- laws


@given(calendars(), any_moments, values)
def test_working_days_give_exactly_their_working_time(
    cal: WorkCalendar, accepted: datetime, value: Decimal
) -> None:
    limit = TimeLimit(value, TimeUnit.WORKING_DAY)
    promised = timedelta(hours=float(limit.working_hours))

    assert worked_between(cal, accepted, limit_end(accepted, limit, cal)) == promised


@given(calendars(), calendars(), any_moments, limits)
def test_an_appointment_is_kept_open_for_and_never_in_the_past(
    legal: WorkCalendar, opening: WorkCalendar, accepted: datetime, limit: TimeLimit
) -> None:
    promised = appointment(accepted, limit, legal, opening)

    assert is_open(opening, promised)
    assert promised >= accepted


@given(calendars(), any_moments, any_moments, limits)
def test_who_is_accepted_earlier_is_served_no_later(
    legal: WorkCalendar, one: datetime, other: datetime, limit: TimeLimit
) -> None:
    first, second = sorted([one, other])

    assert limit_end(first, limit, legal) <= limit_end(second, limit, legal)


@given(calendars(), any_moments, limits)
def test_limits_in_days_end_on_a_working_day(
    legal: WorkCalendar, accepted: datetime, limit: TimeLimit
) -> None:
    if limit.unit is not TimeUnit.HOUR:
        assert is_working_day(legal, limit_end(accepted, limit, legal).date())


# --- stop and go on


@given(calendars(), any_moments, works, st.lists(st.tuples(works, works), max_size=6))
def test_whatever_stops_the_clock_the_working_time_granted_stays_the_same(
    cal: WorkCalendar,
    begun: datetime,
    granted: timedelta,
    stretches: list[tuple[timedelta, timedelta]],
) -> None:
    due, now, used = add_time(cal, begun, granted), begun, NOTHING
    for runs, stands in stretches:
        stopped = now + runs
        used += worked_between(cal, now, stopped)
        now = stopped + stands
        due = resumed(due, stopped, now, cal)

    assert used + worked_between(cal, now, due) == granted


@given(calendars(), any_moments, works, works)
def test_a_stop_never_brings_a_deadline_nearer(
    cal: WorkCalendar, stopped: datetime, left: timedelta, stands: timedelta
) -> None:
    due = add_time(cal, stopped, left)

    assert resumed(due, stopped, stopped, cal) == due
    assert resumed(due, stopped, stopped + stands, cal) >= due


def test_a_stop_of_a_week_moves_the_deadline_by_the_days_it_was_worked() -> None:
    due, stopped, resumes = at("2026-12-04T09:00"), at("2026-12-02T09:00"), at("2026-12-10T14:00")

    assert resumed(due, stopped, resumes, LEGAL) == at("2026-12-14T14:00")


# --- settled


@pytest.mark.parametrize(
    ("decided", "settlement"),
    [
        ("2026-12-03T10:00", Settlement.EARLY),
        ("2026-12-03T10:01", Settlement.ON_TIME),
        ("2026-12-04T10:00", Settlement.ON_TIME),
        ("2026-12-04T10:00:01", Settlement.LATE),
    ],
)
def test_early_is_a_working_day_or_more_before(decided: str, settlement: Settlement) -> None:
    assert settled(at(decided), at("2026-12-04T10:00"), LEGAL) is settlement


@pytest.mark.parametrize(
    ("received", "counts_from"),
    [
        (at("2026-12-01 09:00"), at("2026-12-01 09:00")),
        (at("2026-12-01 15:00"), at("2026-12-01 15:00")),
        (at("2026-12-01 15:01"), at("2026-12-02 07:30")),
        (at("2026-12-01 12:00"), at("2026-12-01 13:30")),
        (at("2026-12-04 16:00"), at("2026-12-07 07:30")),
        (at("2026-12-05 09:00"), at("2026-12-07 07:30")),
    ],
)
def test_what_is_received_after_three_goes_over_on_the_next_working_day(
    received: datetime, counts_from: datetime
) -> None:
    assert transfer(received, LEGAL) == counts_from
