"""Time limits of the law and the three deadlines of a dossier, as pure functions.

`answer_by` (the desk's first answer), `step_by` (the step within the process) and `appointment`
(the day on the receipt). Limits run on the legal calendar; appointments fall into opening hours.
It knows neither dossiers nor which limit a procedure has.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil

from motcua.core.moments import end_of_day, local, local_day
from motcua.core.money import NBSP, say_number
from motcua.core.worktime import (
    WORKING_DAY,
    WorkCalendar,
    add_time,
    add_working_days,
    closing,
    is_open,
    next_working_moment,
    worked_between,
    working_day_from,
)

ANSWER_WITHIN = timedelta(hours=8)
"""Working time in which a dossier from online gets its first answer."""

LATE_IN_THE_DAY = time(15, 0)
"""What comes in after this is handled on the next working day (Decree 61/2018/NĐ-CP Art. 18)."""


class TimeUnit(StrEnum):
    """What a time limit is counted in. The values are stored and published: they never change."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WORKING_HOUR = "working_hour"
    HOUR = "hour"
    MONTH = "month"
    AT_ONCE = "at_once"

    @property
    def label(self) -> str:
        """The unit in Vietnamese. Working days and days are two words and never mixed."""
        return _UNIT_LABELS[self]


_UNIT_LABELS = {
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.DAY: "ngày",
    TimeUnit.WORKING_HOUR: "giờ làm việc",
    TimeUnit.HOUR: "giờ",
    TimeUnit.MONTH: "tháng",
    TimeUnit.AT_ONCE: "trong ngày",
}

# A limit in calendar units, as working time: five working days in seven, twenty-two in a month.
_WORKING_DAYS_PER = {
    TimeUnit.WORKING_DAY: Decimal(1),
    TimeUnit.DAY: Decimal(5) / Decimal(7),
    TimeUnit.WORKING_HOUR: Decimal(1) / Decimal(8),
    TimeUnit.HOUR: Decimal(1) / Decimal(24),
    TimeUnit.MONTH: Decimal(22),
}


@dataclass(frozen=True)
class TimeLimit:
    """How long a procedure may take: a number (taken as `Decimal`) and its unit."""

    value: Decimal
    unit: TimeUnit

    def __post_init__(self) -> None:
        """Takes int, float or text too. Raises `ValueError` unless above zero (0 for at once)."""
        unit = TimeUnit(self.unit)
        value = Decimal(0) if unit is TimeUnit.AT_ONCE else Decimal(str(self.value))
        if unit is not TimeUnit.AT_ONCE and not (value.is_finite() and value > 0):
            raise ValueError(f"a time limit is a number above zero, not {self.value}")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "unit", unit)

    @property
    def text(self) -> str:
        """`3 ngày làm việc`, `0,5 ngày làm việc`, `trong ngày`."""
        if self.unit is TimeUnit.AT_ONCE:
            return self.unit.label
        return f"{say_number(self.value)}{NBSP}{self.unit.label}"

    @property
    def number(self) -> int | float:
        """The value for JSON: whole where it is whole."""
        return int(self.value) if self.value == int(self.value) else float(self.value)

    @property
    def working_hours(self) -> Decimal:
        """About how many working hours it gives: exact for working units, an estimate for others.

        For planning steps and comparing limits only; deadlines are counted on a calendar.
        """
        if self.unit is TimeUnit.AT_ONCE:
            return Decimal(8)
        hours = self.value * _WORKING_DAYS_PER[self.unit] * 8
        return hours.quantize(Decimal("0.01")).normalize()


class Settlement(StrEnum):
    """How a decision lies to its appointment."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def answer_by(
    submitted_at: datetime, legal: WorkCalendar, *, within: timedelta = ANSWER_WITHIN
) -> datetime:
    """Until when the desk must answer a dossier that came online: `within` of working time.

    Dossiers come in by Decree 61/2018/NĐ-CP Art. 17; the eight working hours are those of the
    instruments of 2025 and 2026, hence a setting that an agency may pass in.
    """
    return add_time(legal, submitted_at, within)


def step_by(since: datetime, hours: timedelta, legal: WorkCalendar) -> datetime:
    """Until when a step that began at `since` has its working time."""
    return add_time(legal, since, hours)


def transfer(
    received_at: datetime, legal: WorkCalendar, *, late_from: time = LATE_IN_THE_DAY
) -> datetime:
    """From when the handling unit's time counts: at once, or from the next working day's opening.

    What is received after `late_from` goes over at the start of the next working day (Decree
    61/2018/NĐ-CP Art. 18); so does what is received when nobody works.
    """
    if not is_open(legal, received_at):
        return next_working_moment(legal, received_at)
    if local(received_at).time() <= late_from:
        return received_at
    return next_working_moment(legal, end_of_day(local_day(received_at)))


def limit_end(
    accepted_at: datetime,
    limit: TimeLimit,
    legal: WorkCalendar,
    *,
    late_from: time = LATE_IN_THE_DAY,
) -> datetime:
    """When the time limit of the law is over, whether or not a desk is open then.

    - Working days and hours are counted as working time from the moment of acceptance, eight hours
      a day, so n working days end at the same hour n working days later; what is accepted outside
      hours counts from the next opening (Decree 61/2018/NĐ-CP, as receipts with an hour of
      appointment apply it).
    - Days and months: the first day does not count; a month ends on the day of the same number,
      or on the last of the month; a day off moves to the next working day and the limit ends with
      that day (Civil Code 2015 Art. 147, 148). Taken at closing time: nobody works at midnight.
    - Hours run on the wall clock.
    - At once: the same working day; what comes after 15:00, the next one (Decree 61/2018/NĐ-CP
      Art. 18; the hour is `late_from`).
    """
    match limit.unit:
        case TimeUnit.WORKING_DAY:
            return add_time(legal, accepted_at, _times(WORKING_DAY, limit.value))
        case TimeUnit.WORKING_HOUR:
            return add_time(legal, accepted_at, _times(timedelta(hours=1), limit.value))
        case TimeUnit.HOUR:
            return local(accepted_at) + _times(timedelta(hours=1), limit.value)
        case _:
            day = working_day_from(legal, _last_day(accepted_at, limit, legal, late_from))
            return closing(legal, day) or end_of_day(day)


def appointment(
    accepted_at: datetime,
    limit: TimeLimit,
    legal: WorkCalendar,
    opening: WorkCalendar,
    *,
    late_from: time = LATE_IN_THE_DAY,
) -> datetime:
    """The moment on the receipt: the end of the limit, or the next opening if closed then.

    A limit that ends with a day is met by the last opening hour of that day.
    """
    end = limit_end(accepted_at, limit, legal, late_from=late_from)
    if limit.unit in {TimeUnit.DAY, TimeUnit.MONTH, TimeUnit.AT_ONCE}:
        end = max(closing(opening, local_day(end)) or end, local(accepted_at))
    return end if is_open(opening, end) else next_working_moment(opening, end)


def supplement_by(asked_at: datetime, days: int, legal: WorkCalendar) -> datetime:
    """Until when the applicant may supplement: the end of the n-th working day after the asking.

    Midnight, not closing time: she may send it online at any hour. The number of days is a
    setting of the process.
    """
    return end_of_day(add_working_days(legal, local_day(asked_at), days))


def resumed(
    due_at: datetime, stopped_at: datetime, resumed_at: datetime, cal: WorkCalendar
) -> datetime:
    """The deadline after a stop: the working time left when it stopped counts on afterwards.

    What was overdue when it stopped is overdue by as much working time when it goes on.
    """
    return add_time(cal, resumed_at, worked_between(cal, stopped_at, due_at))


def settled(decided_at: datetime, promised: datetime, cal: WorkCalendar) -> Settlement:
    """Early is a working day (eight working hours) or more before the appointment."""
    if decided_at > promised:
        return Settlement.LATE
    early = worked_between(cal, decided_at, promised) >= WORKING_DAY
    return Settlement.EARLY if early else Settlement.ON_TIME


def _times(unit: timedelta, value: Decimal) -> timedelta:
    """`value` times the unit, to the microsecond."""
    return timedelta(microseconds=round(unit // timedelta(microseconds=1) * value))


def _last_day(
    accepted_at: datetime, limit: TimeLimit, legal: WorkCalendar, late_from: time
) -> date:
    """The day on which a limit in calendar units ends, before days off are considered."""
    first = local_day(accepted_at)
    if limit.unit is TimeUnit.DAY:
        return first + timedelta(days=ceil(limit.value))
    if limit.unit is TimeUnit.MONTH:
        return _months_later(first, limit.value)
    closes = closing(legal, first)
    late = closes and (local(accepted_at).time() > late_from or accepted_at > closes)
    return first + timedelta(days=1) if late else first


def _months_later(day: date, months: Decimal) -> date:
    """The same day n months later; part of a month counts as that part of thirty days.

    Half a month is fifteen days (Civil Code 2015 Art. 146).
    """
    whole = int(months)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    reached = date(year, month + 1, min(day.day, last))
    return reached + timedelta(days=ceil((months - whole) * 30))
