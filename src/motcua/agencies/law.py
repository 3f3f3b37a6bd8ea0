"""What the law sets in numbers and may set otherwise from some day on.

The defaults are those of Decree 61/2018/NĐ-CP and the instruments after it; a row of `LawSetting`
takes the place of one of them while it holds. Read once a minute, like the calendar.
"""

import time as clock
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from motcua.agencies.calendars import FRESH_SECONDS
from motcua.agencies.models import LawSetting


@dataclass(frozen=True, kw_only=True)
class Law:
    """The numbers that hold on one day; hours are working hours, days working days."""

    answer_hours: int = 8
    supplement_within_days: int = 3
    apology_days_before: int = 1
    apologies: int = 1
    late_in_the_day: time = time(15)
    suspension_review_days: int = 10


class _Read:
    """What this process read last, and when by its own clock."""

    last: tuple[list[LawSetting], float] | None = None


def law_on(day: date) -> Law:
    """The numbers that hold on this day; of two rows for one number the later begun holds."""
    now, known = clock.monotonic(), _Read.last
    if known is None or now - known[1] >= FRESH_SECONDS:
        rows = list(LawSetting.objects.order_by("valid_from"))
        _Read.last = known = (rows, now)
    return replace(Law(), **_in_force(known[0], day)) if known[0] else _DEFAULT


def forget() -> None:
    """Read the table anew at the next question; whoever changes a setting calls this."""
    _Read.last = None


_DEFAULT = Law()


def _in_force(rows: Iterable[LawSetting], day: date) -> dict[str, Any]:
    return {row.key: row.number for row in rows if row.holds_on(day)}
