"""Random calendars and moments for tests, and a reckoner that is slow and plain enough to trust.

The reckoner walks quarter of an hour by quarter of an hour and shares nothing with the product but
the data of a calendar. So all hours and moments here lie on quarters.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from hypothesis import strategies as st

from motcua.core.worktime import Span, WorkCalendar

HANOI = timezone(timedelta(hours=7))
QUARTER = timedelta(minutes=15)
NOTHING = timedelta(0)
BEGIN = datetime(2026, 1, 1, tzinfo=HANOI)
WINDOW_DAYS = 70


def clock(quarter: int) -> time:
    return time(quarter // 4, quarter % 4 * 15)


@st.composite
def day_hours(draw: st.DrawFn) -> tuple[Span, ...]:
    """A day with up to three spans of hours; often none."""
    edges = sorted(draw(st.sets(st.integers(0, 95), max_size=6)))
    return tuple(
        (clock(opens), clock(closes))
        for opens, closes in zip(edges[::2], edges[1::2], strict=False)
    )


days = st.integers(0, WINDOW_DAYS).map(lambda n: BEGIN.date() + timedelta(days=n))
moments = st.integers(0, WINDOW_DAYS * 96).map(lambda n: BEGIN + n * QUARTER)
any_moments = st.integers(-3 * 10**14, 10**14).map(lambda us: BEGIN + timedelta(microseconds=us))
amounts = st.integers(0, 120).map(lambda n: n * QUARTER)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any week with at least one real working day, any holidays and any days made working."""
    week = [draw(day_hours()) for _ in range(7)]
    week[draw(st.integers(0, 6))] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    return WorkCalendar(
        tuple(week),
        days_off=draw(st.frozensets(days, max_size=20)),
        days_on=draw(st.frozensets(days, max_size=5)),
    )


def slow_hours(cal: WorkCalendar, day: date) -> tuple[Span, ...]:
    if day in cal.days_off:
        return ()
    if day in cal.days_on:
        return next(hours for hours in cal.weekly if hours)
    return cal.weekly[day.weekday()]


def slow_is_worked(cal: WorkCalendar, begins: datetime) -> bool:
    """Is the quarter that begins now one of work?"""
    return any(opens <= begins.time() < closes for opens, closes in slow_hours(cal, begins.date()))


def slow_is_open(cal: WorkCalendar, at: datetime) -> bool:
    before = at - QUARTER
    just_closed = before.date() == at.date() and slow_is_worked(cal, before)
    return just_closed or slow_is_worked(cal, at)


def slow_add(cal: WorkCalendar, start: datetime, amount: timedelta) -> datetime:
    while amount > NOTHING:
        amount -= QUARTER if slow_is_worked(cal, start) else NOTHING
        start += QUARTER
    return start


def slow_worked(cal: WorkCalendar, a: datetime, b: datetime) -> timedelta:
    worked = NOTHING
    while a < b:
        worked += QUARTER if slow_is_worked(cal, a) else NOTHING
        a += QUARTER
    return worked


def slow_quarters_of(day: date) -> Iterator[datetime]:
    midnight = datetime.combine(day, time(), tzinfo=HANOI)
    return (midnight + n * QUARTER for n in range(96))


def slow_closing(cal: WorkCalendar, day: date) -> datetime | None:
    ends = [q + QUARTER for q in slow_quarters_of(day) if slow_is_worked(cal, q)]
    return ends[-1] if ends else None
