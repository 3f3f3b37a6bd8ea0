"""When people come: how much of a year falls on each day, and on which hour. Pure numbers.

Made up but for what is known of the calendar: little before and after Tết, much in spring and
before the year ends; counters are open on working days, the web always.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

from motcua.core.moments import VIETNAM
from motcua.core.worktime import WorkCalendar, is_working_day

MONTHS = (0.95, 0.6, 1.15, 1.05, 1.05, 1.1, 1.1, 1.15, 1.0, 1.05, 1.0, 1.1)
WEEKDAYS = (1.25, 1.1, 1.0, 0.95, 0.85, 0.5, 0.5)
AT_HOME = (0.9, 1.0, 1.0, 1.0, 0.95, 0.35, 0.3)
OFF = 0.3  # online on a holiday, against its weekday
GROWTH = 0.8  # the share of online in December against January is this much larger
HOURS = (0, 0, 0, 0, 0, 1, 2, 5, 9, 10, 8, 5, 3, 5, 8, 9, 7, 4, 4, 5, 7, 5, 3, 1)
MORNING, AFTERNOON = (time(7, 35), 225), (time(13, 35), 205)  # first minute, minutes
IN_THE_MORNING = 0.58


def days_of(year: int) -> list[date]:
    """Every day of the year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def arrivals(
    year: int, total: int, calendar: WorkCalendar, rng: Random, *, online: bool
) -> list[int]:
    """How many of `total` come on each day of the year; they add up to `total`."""
    days = days_of(year)
    weigh = _online if online else _counter
    weights = [weigh(day, calendar) for day in days]
    drawn = Counter(rng.choices(range(len(days)), weights, k=total))
    return [drawn[place] for place in range(len(days))]


def moment_online(day: date, rng: Random) -> datetime:
    """At some hour of the day, most likely in the middle of the morning."""
    hour = rng.choices(range(24), HOURS)[0]
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), VIETNAM)


def moment_at_counter(day: date, rng: Random) -> datetime:
    """Within the hours of the counter."""
    opens, minutes = MORNING if rng.random() < IN_THE_MORNING else AFTERNOON
    after = timedelta(seconds=rng.randrange(minutes * 60))
    return datetime.combine(day, opens, VIETNAM) + after


def _counter(day: date, calendar: WorkCalendar) -> float:
    if not is_working_day(calendar, day):
        return 0.0
    return MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]


def _online(day: date, calendar: WorkCalendar) -> float:
    weight = MONTHS[day.month - 1] * AT_HOME[day.weekday()]
    off = day.weekday() < 5 and not is_working_day(calendar, day)
    grown = 1 + GROWTH * (day.timetuple().tm_yday / 365)
    return weight * grown * (OFF if off else 1)
