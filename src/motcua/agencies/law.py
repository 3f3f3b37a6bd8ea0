"""What the law sets in numbers and may set otherwise from some day on.

The defaults are those of Decree 61/2018/NĐ-CP and the instruments after it; a row of `LawSetting`
takes the place of one of them while it holds, for the whole country or for an agency and those
below it. Read once a minute, like the calendar.
"""

import time as clock
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from motcua.agencies.calendars import FRESH_SECONDS
from motcua.agencies.models import Agency, LawSetting


@dataclass(frozen=True, kw_only=True)
class Law:
    """The numbers that hold on one day; hours are working hours, days working days."""

    answer_hours: int = 8
    supplement_within_days: int = 3
    apology_days_before: int = 1
    apologies: int = 1
    late_in_the_day: time = time(15)
    suspension_review_days: int = 10


@dataclass(frozen=True, kw_only=True)
class _Table:
    """The rows, and of every agency the one above it where some agency has rows of its own."""

    rows: list[LawSetting]
    above: dict[int, int | None]


class _Read:
    """What this process read last, and when by its own clock."""

    last: tuple[_Table, float] | None = None


def law_on(day: date, agency: int | None = None) -> Law:
    """The numbers that hold on this day, at the agency of this key where one is named.

    The nearest agency above that has its own goes before; of two rows the later begun.
    """
    now, known = clock.monotonic(), _Read.last
    if known is None or now - known[1] >= FRESH_SECONDS:
        _Read.last = known = (_read(), now)
    table = known[0]
    return replace(Law(), **_in_force(table, day, agency)) if table.rows else _DEFAULT


def forget() -> None:
    """Read the table anew at the next question; whoever changes a setting calls this."""
    _Read.last = None


_DEFAULT = Law()


def _read() -> _Table:
    rows = list(LawSetting.objects.order_by("valid_from"))
    own = any(row.agency_id is not None for row in rows)
    return _Table(rows=rows, above=dict(Agency.objects.values_list("pk", "parent")) if own else {})


def _in_force(table: _Table, day: date, agency: int | None) -> dict[str, Any]:
    """National rows first, then those of each agency on the way down: the last said holds."""
    return {
        row.key: row.number
        for place in (None, *reversed(_upwards(table.above, agency)))
        for row in table.rows
        if row.agency_id == place and row.holds_on(day)
    }


def _upwards(above: dict[int, int | None], agency: int | None) -> list[int]:
    """The agency and all above it."""
    way: list[int] = []
    while agency in above and agency is not None and agency not in way:
        way.append(agency)
        agency = above[agency]
    return way
