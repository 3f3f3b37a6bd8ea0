"""Working time: which hours count, how much was worked, when an amount of it is reached.

A calendar is a weekly table of hours with days off (holidays, swapped days) and days on (Saturdays
made working). It knows neither deadlines nor agencies; amounts are working time, not elapsed time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise

from motcua.core.daysums import DaySums
from motcua.core.moments import at_local, local

Span = tuple[time, time]
Week = tuple[tuple[Span, ...], ...]

WORKING_DAY = timedelta(hours=8)
"""One working day counts eight working hours, as in every approved process."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_OFFICE_DAY: tuple[Span, ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
LEGAL_WEEK: Week = (*(_OFFICE_DAY,) * 5, (), ())
"""Monday to Friday, 7:30–11:30 and 13:30–17:30: the hours in which legal time limits run."""


class BadHours(ValueError):
    """Hours that make no sense; the message is a Vietnamese sentence for whoever typed them."""


@dataclass(frozen=True)
class WorkCalendar:
    """Hours by weekday (Monday first), with the days that differ from their weekday."""

    weekly: Week = LEGAL_WEEK
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Raises `BadHours` for a week without hours or with spans that overlap or run back."""
        if len(self.weekly) != len(WEEKDAYS) or not any(self.weekly):
            raise BadHours("Lịch cần đủ bảy ngày trong tuần và ít nhất một buổi làm việc.")
        for spans in self.weekly:
            edges = [edge for span in spans for edge in span]
            if any(a >= b for a, b in pairwise(edges)):
                raise BadHours("Giờ trong một ngày phải tăng dần, các buổi không chồng lên nhau.")

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """The hours worked on this day. A day that is both off and on is off.

        A day on is worked like the first working day of the week, Monday as a rule: a Saturday
        worked in exchange for another day is a whole day, also where Saturdays are mornings only.
        """
        if day in self.days_off:
            return ()
        if day in self.days_on:
            return next(spans for spans in self.weekly if spans)
        return self.weekly[day.weekday()]

    @cached_property
    def work_sums(self) -> DaySums:
        """Microseconds worked, added up day by day."""
        return DaySums(
            [_work_in(spans) for spans in self.weekly],
            {day.toordinal(): _work_in(self.hours_on(day)) for day in self.days_off | self.days_on},
        )

    @cached_property
    def day_sums(self) -> DaySums:
        """Working days, added up day by day."""
        return DaySums(
            [int(bool(spans)) for spans in self.weekly],
            {
                day.toordinal(): int(bool(self.hours_on(day)))
                for day in self.days_off | self.days_on
            },
        )


def weekly_from_json(hours: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """Opening hours as agencies write them: `{"mon": [["07:30", "11:30"]], "sat": …}`.

    A day that is left out is closed; an empty table stands for the legal week. Raises `BadHours`.
    """
    if not hours:
        return LEGAL_WEEK
    if unknown := set(hours) - set(WEEKDAYS):
        raise BadHours(f"Không có ngày “{min(unknown)}”; các ngày là {', '.join(WEEKDAYS)}.")
    week = tuple(tuple(_span(span) for span in hours.get(day, ())) for day in WEEKDAYS)
    return WorkCalendar(week).weekly


def is_working_day(cal: WorkCalendar, day: date) -> bool:
    """Is there any work on this day?"""
    return bool(cal.hours_on(day))


def is_open(cal: WorkCalendar, at: datetime) -> bool:
    """Is it within the hours of its day? The very moment of closing still counts as open."""
    clock = local(at).time()
    return any(opens <= clock <= closes for opens, closes in cal.hours_on(local(at).date()))


def next_working_moment(cal: WorkCalendar, at: datetime) -> datetime:
    """`at` itself where work is going on, else the moment when it begins next."""
    day, clock = local(at).date(), local(at).time()
    for opens, closes in cal.hours_on(day):
        if clock < closes:
            return at_local(day, max(opens, clock))
    following = add_working_days(cal, day, 1)
    return at_local(following, cal.hours_on(following)[0][0])


def closing(cal: WorkCalendar, day: date) -> datetime | None:
    """When work ends on this day; None on a day off."""
    spans = cal.hours_on(day)
    return at_local(day, spans[-1][1]) if spans else None


def worked_between(cal: WorkCalendar, a: datetime, b: datetime) -> timedelta:
    """The working time from `a` to `b`; below zero when `b` lies before `a`."""
    return timedelta(microseconds=_worked_until(cal, b) - _worked_until(cal, a))


def add_time(cal: WorkCalendar, start: datetime, amount: timedelta) -> datetime:
    """The earliest moment by which `amount` of working time has passed since `start`.

    Zero gives `start` itself; an amount below zero goes back. Work that fills a day to its end
    is done at closing time, not at the next opening.
    """
    if not amount:
        return local(start)
    total = _worked_until(cal, start) + amount // timedelta(microseconds=1)
    day = date.fromordinal(cal.work_sums.day_reaching(total, near=local(start).toordinal()))
    return _moment_within(cal, day, total - cal.work_sums.before(day.toordinal()))


def add_working_days(cal: WorkCalendar, day: date, n: int) -> date:
    """The n-th working day after `day`, or before it for n < 0; zero gives `day` itself."""
    if n == 0:
        return day
    ordinal = day.toordinal()
    total = cal.day_sums.before(ordinal + 1 if n > 0 else ordinal) + (n if n > 0 else n + 1)
    return date.fromordinal(cal.day_sums.day_reaching(total, near=ordinal))


def working_days_between(cal: WorkCalendar, a: date, b: date) -> int:
    """The working days after `a` up to and with `b`; below zero when `b` lies before `a`.

    Day 0 is the day itself: from Monday to Wednesday there are two.
    """
    return cal.day_sums.before(b.toordinal() + 1) - cal.day_sums.before(a.toordinal() + 1)


def working_day_from(cal: WorkCalendar, day: date) -> date:
    """`day` where it is worked, else the next working day."""
    return day if is_working_day(cal, day) else add_working_days(cal, day, 1)


def _span(span: Sequence[str]) -> Span:
    try:
        opens, closes = (time.fromisoformat(clock) for clock in span)
    except (TypeError, ValueError):
        raise BadHours(
            f"Không hiểu “{span}”; mỗi buổi viết giờ mở, giờ đóng như 07:30, 11:30."
        ) from None
    return opens, closes


def _microseconds(clock: time) -> int:
    """Since midnight."""
    seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return seconds * 1_000_000 + clock.microsecond


def _work_in(spans: tuple[Span, ...]) -> int:
    return sum(_microseconds(closes) - _microseconds(opens) for opens, closes in spans)


def _worked_until(cal: WorkCalendar, at: datetime) -> int:
    """All work before this moment since the beginning of the calendar, in microseconds."""
    moment = local(at)
    clock = moment.time()
    before_today = cal.work_sums.before(moment.toordinal())
    return before_today + _work_in(
        tuple(
            (opens, min(closes, clock))
            for opens, closes in cal.hours_on(moment.date())
            if opens < clock
        )
    )


def _moment_within(cal: WorkCalendar, day: date, work: int) -> datetime:
    """The moment of the day by which `work` microseconds of it are done; 0 < work ≤ the day's."""
    for opens, closes in cal.hours_on(day):
        length = _microseconds(closes) - _microseconds(opens)
        if work <= length:
            return at_local(day, opens) + timedelta(microseconds=work)
        work -= length
    raise AssertionError("the day has less work than its sum says")
