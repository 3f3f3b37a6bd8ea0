"""Deadlines beside a reckoner that walks through days and quarters of an hour one by one."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.deadlines import (
    TimeLimit,
    TimeUnit,
    answer_by,
    appointment,
    limit_end,
    resumed,
    step_by,
    supplement_by,
)
from motcua.core.worktime import WorkCalendar
from tests.core.worktables import (
    NOTHING,
    QUARTER,
    amounts,
    calendars,
    moments,
    slow_add,
    slow_closing,
    slow_hours,
    slow_is_open,
    slow_worked,
)

ONE_DAY = timedelta(days=1)
few = st.integers(1, 40)


def slow_worked_day(cal: WorkCalendar, day: date) -> date:
    while not slow_hours(cal, day):
        day += ONE_DAY
    return day


def slow_appointment(opening: WorkCalendar, end: datetime) -> datetime:
    while not slow_is_open(opening, end):
        end += QUARTER
    return end


@given(calendars(), moments, few)
def test_working_days_walked_in_quarters(cal: WorkCalendar, accepted: datetime, n: int) -> None:
    limit = TimeLimit(Decimal(n) / 4, TimeUnit.WORKING_DAY)

    assert limit_end(accepted, limit, cal) == slow_add(cal, accepted, n * timedelta(hours=2))


@given(calendars(), moments, amounts)
def test_working_hours_walked_in_quarters(
    cal: WorkCalendar, since: datetime, hours: timedelta
) -> None:
    ends = slow_add(cal, since, hours)

    assert step_by(since, hours, cal) == ends
    assert answer_by(since, cal, within=hours) == ends
    if hours:
        limit = TimeLimit(Decimal(hours // QUARTER) / 4, TimeUnit.WORKING_HOUR)
        assert limit_end(since, limit, cal) == ends


@given(calendars(), moments, few)
def test_days_walked_one_by_one(cal: WorkCalendar, accepted: datetime, n: int) -> None:
    day = accepted.date()
    for _ in range(n):
        day += ONE_DAY

    ends = limit_end(accepted, TimeLimit(Decimal(n), TimeUnit.DAY), cal)

    assert ends == slow_closing(cal, slow_worked_day(cal, day))


@given(calendars(), moments, st.integers(1, 30))
def test_months_walked_night_by_night(cal: WorkCalendar, accepted: datetime, n: int) -> None:
    first, day = accepted.date(), accepted.date()
    turns = 0
    while turns < n or (day.day < first.day and (day + ONE_DAY).month == day.month):
        turns += (day + ONE_DAY).month != day.month
        day += ONE_DAY

    ends = limit_end(accepted, TimeLimit(Decimal(n), TimeUnit.MONTH), cal)

    assert ends == slow_closing(cal, slow_worked_day(cal, day))


@given(calendars(), calendars(), moments, few)
def test_appointments_walked_to_the_next_opening(
    legal: WorkCalendar, opening: WorkCalendar, accepted: datetime, n: int
) -> None:
    limit = TimeLimit(Decimal(n) / 4, TimeUnit.WORKING_DAY)
    ends = slow_add(legal, accepted, n * timedelta(hours=2))

    assert appointment(accepted, limit, legal, opening) == slow_appointment(opening, ends)


@given(calendars(), calendars(), moments, few)
def test_appointments_of_days_walked_to_the_last_opening_hour(
    legal: WorkCalendar, opening: WorkCalendar, accepted: datetime, n: int
) -> None:
    day = slow_worked_day(legal, accepted.date() + n * ONE_DAY)
    ends = slow_closing(opening, day) or slow_closing(legal, day)
    assert ends

    promised = appointment(accepted, TimeLimit(Decimal(n), TimeUnit.DAY), legal, opening)

    assert promised == slow_appointment(opening, ends)


@given(calendars(), moments, st.integers(1, 25))
def test_supplements_walked_by_working_days(cal: WorkCalendar, asked: datetime, n: int) -> None:
    day = asked.date()
    for _ in range(n):
        day = slow_worked_day(cal, day + ONE_DAY)

    until = supplement_by(asked, n, cal)

    assert until.date() == day
    assert until + timedelta(seconds=1) == datetime.combine(
        day + ONE_DAY, asked.min.time(), until.tzinfo
    )


@given(calendars(), moments, amounts, amounts, amounts)
def test_a_stopped_clock_walked_on(
    cal: WorkCalendar, begun: datetime, granted: timedelta, runs: timedelta, stands: timedelta
) -> None:
    due, stopped = slow_add(cal, begun, granted), begun + runs
    goes_on = stopped + stands
    left = granted - slow_worked(cal, begun, stopped)

    if left > NOTHING:
        assert resumed(due, stopped, goes_on, cal) == slow_add(cal, goes_on, left)
