"""Reads time limits: a number with a unit, or what the description says where the unit is lost."""

import re
from decimal import Decimal

from motcua.core.deadlines import TimeLimit, TimeUnit

UNITS = {
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "giờ làm việc": TimeUnit.WORKING_HOUR,
    "giờ": TimeUnit.HOUR,
    "tháng": TimeUnit.MONTH,
}
LONGEST = 3650  # of any unit; no law grants more, so a larger number is a slip of the source
# “05 ngày làm việc”, “15 (mười lăm) ngày”; a date such as “ngày 05” does not match.
_PHRASE = re.compile(
    r"(?<![\d/.,])(\d{1,3})\s*(?:\([^()\d]{1,30}\)\s*)?"
    r"(ngày làm việc|ngày|giờ làm việc|giờ|tháng)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"[-–+*•\s]*(?:thời (?:hạn|gian)(?: giải quyết)?\s*:?\s*)?"
    r"(?:(?:trong|sau)\s+(?:thời (?:hạn|gian)|vòng)?\s*)?(?:không quá|tối đa|chậm nhất)?\s*",
    re.IGNORECASE,
)


def unit_named(word: str) -> TimeUnit | None:
    """The unit for a code of ours (`working_day`) or for its Vietnamese word."""
    folded = word.strip().lower()
    return UNITS.get(folded) or next((unit for unit in TimeUnit if unit.value == folded), None)


def limit_of(number: float | None, unit: TimeUnit | None, description: str) -> TimeLimit | None:
    """The time limit of a method, or None where neither its cell nor its description says it.

    A number without a unit is believed only if the description repeats it with one; no number at
    all only if the description begins with a limit and names no other.
    """
    if unit is TimeUnit.AT_ONCE:
        return _limit(0, unit)
    if unit is not None and number is not None:
        return _limit(number, unit) if 0 < number <= LONGEST else None
    return _repeated(number, description) if number else _opening(description)


def _repeated(number: float, description: str) -> TimeLimit | None:
    units = {unit for value, unit in _phrases(description) if value == number}
    return _limit(number, units.pop()) if len(units) == 1 else None


def _opening(description: str) -> TimeLimit | None:
    start = _OPENING.match(description)
    first = _PHRASE.match(description, start.end() if start else 0)
    distinct = set(_phrases(description))
    return _limit(*distinct.pop()) if first and len(distinct) == 1 else None


def _phrases(text: str) -> list[tuple[float, TimeUnit]]:
    return [(float(m[1]), UNITS[m[2].lower()]) for m in _PHRASE.finditer(text) if int(m[1])]


def _limit(number: float, unit: TimeUnit) -> TimeLimit:
    return TimeLimit(value=Decimal(str(number)).normalize() + 0, unit=unit)
