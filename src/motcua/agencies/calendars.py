"""The two calendars: legal working days, for time limits, and the opening hours of an agency.

The days that differ from their weekday are a table; each process reads it once a minute, so that
an edited calendar holds everywhere at once, without a query per deadline.
"""

import json
import time
from functools import lru_cache

from motcua.agencies.models import Agency, CalendarDay
from motcua.core.worktime import LEGAL_WEEK, WorkCalendar, weekly_from_json

FRESH_SECONDS = 60


class _Read:
    """What this process read last, and when by its own clock."""

    last: tuple[WorkCalendar, float] | None = None


def legal_calendar() -> WorkCalendar:
    """Monday to Friday, 8 hours, without holidays and days swapped: time limits count on it."""
    now, known = time.monotonic(), _Read.last
    if known is None or now - known[1] >= FRESH_SECONDS:
        _Read.last = known = (_read(), now)
    return known[0]


def opening_calendar(agency: Agency) -> WorkCalendar:
    """When the agency's counter is open; without hours of its own, the legal week."""
    legal = legal_calendar()
    if not agency.opening_hours:
        return legal
    return _opening(json.dumps(agency.opening_hours, sort_keys=True), legal)


def forget() -> None:
    """Read the table anew at the next question; whoever changes calendar days calls this."""
    _Read.last = None


@lru_cache(maxsize=512)
def _opening(hours: str, legal: WorkCalendar) -> WorkCalendar:
    return WorkCalendar(weekly_from_json(json.loads(hours)), legal.days_off, legal.days_on)


def _read() -> WorkCalendar:
    days = dict(CalendarDay.objects.values_list("day", "kind"))
    worked = {day for day, kind in days.items() if kind == CalendarDay.Kind.WORKING_SATURDAY}
    return WorkCalendar(LEGAL_WEEK, frozenset(days.keys() - worked), frozenset(worked))
