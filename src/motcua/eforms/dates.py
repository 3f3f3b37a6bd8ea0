"""Days and times in the parts that people write: reading them, showing them again, judging them.

A readable day is kept as YYYY-MM-DD, a time as HH:MM. What cannot be read is kept as it was typed,
`31/11/2025` or `25:10`, and shown again in its boxes.
"""

import re
from calendar import monthrange
from datetime import date, time

from motcua.eforms.fields import TODAY, Field
from motcua.eforms.wording import mention, subject

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MONTH_WORD = re.compile(r"(?:tháng|thang|thg|th)\.?\s*", re.IGNORECASE)
_HOUR_WORD = re.compile(r"\s*(?::|giờ|gio|g|h)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_PARTS = ("ngày", "tháng", "năm")
_OLDEST = 1800
_SHORT = 18  # characters of a label in a sentence that names two


def read_day(text: object) -> date | None:
    """The day, if the text is one written YYYY-MM-DD."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: object) -> time | None:
    """The time, if the text is one written HH:MM."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def say_day(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def limit(value: object, today: date) -> date | None:
    """A bound of a date field as a day."""
    return today if value == TODAY else read_day(value)


def day_from_parts(day: str, month: str, year: str, field: Field, today: date) -> str:
    """YYYY-MM-DD where the parts make a day, else the parts as typed; "" when all are empty."""
    parts = [" ".join(part.split()) for part in (day, month, year)]
    if not any(parts):
        return ""
    if not parts[1] and not parts[2] and not _DIGITS.fullmatch(parts[0]):
        parts = _apart(parts[0])
    numbers = [_DIGITS.fullmatch(_MONTH_WORD.sub("", part)) for part in parts]
    if all(numbers) and len(parts) == 3:
        plain = [found[0] for found in numbers if found]
        whole = _whole_year(plain[2], field, today)
        written = f"{whole}-{plain[1].zfill(2)}-{plain[0].zfill(2)}"
        if read_day(written):
            return written
    return "/".join(parts)


def day_to_parts(text: str) -> tuple[str, str, str]:
    """What stands in the boxes for day, month and year."""
    if found := _ISO.fullmatch(text):
        return found[3], found[2], found[1]
    day, _, rest = text.partition("/")
    month, _, year = rest.rpartition("/") if "/" in rest else (rest, "", "")
    return day, month, year


def _apart(text: str) -> list[str]:
    """A whole day pasted into the first box."""
    if found := _ISO.fullmatch(text):
        return [found[3], found[2], found[1]]
    parts = re.split(r"\s*[/.\-]\s*|\s+(?=[0-9])", text)
    return parts if len(parts) == 3 and all(parts) else [text]


def _whole_year(year: str, field: Field, today: date) -> str:
    """Two digits are a year only where the field's bounds leave one century to choose."""
    if len(year) != 2:
        return year
    low, high = limit(field.min, today), limit(field.max, today)
    if high is None:
        return year
    first = low.year if low else 1900
    fitting = [y for y in (1900 + int(year), 2000 + int(year)) if first <= y <= high.year]
    return str(fitting[0]) if len(fitting) == 1 else year


def day_problem(text: str, field: Field, today: date) -> str | None:
    """The sentence about a day that cannot be, or `None`."""
    day = read_day(text)
    if day is None:
        return _unreadable_day(text, field)
    low, high = limit(field.min, today), limit(field.max, today)
    if high is not None and day > high:
        return f"{subject(field)} không thể sau {_say_limit(field.max, high)}"
    if low is not None and day < low:
        return f"{subject(field)} không thể trước {_say_limit(field.min, low)}"
    if low is None and day.year < _OLDEST:
        return f"Năm {day.year} xa quá: xem lại {mention(field)}"
    return None


def _say_limit(value: object, day: date) -> str:
    return f"hôm nay, {say_day(day)}" if value == TODAY else say_day(day)


def _unreadable_day(text: str, field: Field) -> str:
    parts = [part.strip() for part in day_to_parts(text)]
    lacking = [name for name, part in zip(_PARTS, parts, strict=True) if not part]
    if "/" not in text and not _ISO.fullmatch(text):
        return f"{subject(field)} cần đủ ngày, tháng, năm, ví dụ 21/11/1990"
    if lacking:
        return f"{subject(field)} còn thiếu {' và '.join(lacking)}"
    plain = [_MONTH_WORD.sub("", part) for part in parts]
    for name, part in zip(_PARTS, plain, strict=True):
        if not _DIGITS.fullmatch(part):
            return f"Ghi {name} của {mention(field)} bằng số"
    if len(plain[2]) != 4:
        return f"Ghi đủ bốn chữ số của năm: xem lại {mention(field)}"
    return _impossible_day(plain, field)


def _impossible_day(parts: list[str], field: Field) -> str:
    day, month, year = (int(part[:9]) for part in parts)
    again = f"xem lại {mention(field)}"
    if not 1 <= month <= 12:
        return f"Không có tháng {month}: {again}"
    if not 1 <= day <= 31:
        return f"Không có ngày {day}: {again}"
    if not 1 <= year <= 9999:
        return f"Không có năm {year}: {again}"
    length = monthrange(year, month)[1]
    if day > length:
        which = f"{month} năm {year}" if month == 2 else str(month)
        return f"Tháng {which} chỉ có {length} ngày: {again}"
    return f"{subject(field)} cần ghi năm-tháng-ngày, ví dụ 2025-11-21"


def order_problem(text: str, field: Field, other_text: object, other: Field) -> str | None:
    """The sentence when a day lies before the day it must follow."""
    day, earlier = read_day(text), read_day(other_text)
    if day is None or earlier is None or day >= earlier:
        return None
    shape = "%d/%m" if day.year == earlier.year else "%d/%m/%Y"
    mine, theirs = f"({day.strftime(shape)})", f"({earlier.strftime(shape)})"
    first, second = subject(field, _SHORT), mention(other, _SHORT)
    return f"{first} {mine} trước {second} {theirs}: xem lại một trong hai"


def time_from_parts(hour: str, minute: str) -> str:
    """HH:MM where the parts make a time, else the parts as typed; "" when both are empty."""
    parts = [" ".join(part.split()) for part in (hour, minute)]
    if not any(parts):
        return ""
    if not parts[1]:
        if not parts[0][0].isdigit():
            return parts[0]
        parts = [*_HOUR_WORD.split(parts[0], maxsplit=1), ""][:2]
    written = ":".join(part.zfill(2) for part in parts)
    return written if all(parts) and read_time(written) else ":".join(parts)


def time_to_parts(text: str) -> tuple[str, str]:
    """What stands in the boxes for hour and minute."""
    hour, _, minute = text.partition(":")
    return hour, minute


def say_time(moment: time) -> str:
    """15 giờ 30, 8 giờ."""
    return f"{moment.hour} giờ" + (f" {moment.minute:02}" if moment.minute else "")


def time_problem(text: str, field: Field) -> str | None:
    """The sentence about a time that cannot be, or `None`."""
    moment = read_time(text)
    if moment is None:
        return _unreadable_time(text, field)
    low, high = read_time(field.min), read_time(field.max)
    if high is not None and moment > high:
        return f"{subject(field)} muộn nhất là {say_time(high)}"
    if low is not None and moment < low:
        return f"{subject(field)} sớm nhất là {say_time(low)}"
    return None


def _unreadable_time(text: str, field: Field) -> str:
    hour, minute = (part.strip() for part in time_to_parts(text))
    if ":" not in text:
        return f"{subject(field)} cần đủ giờ và phút, ví dụ 05:40"
    if not hour or not minute:
        return f"{subject(field)} còn thiếu {'giờ' if not hour else 'phút'}"
    for name, part, most in (("giờ", hour, 23), ("phút", minute, 59)):
        if not _DIGITS.fullmatch(part):
            return f"Ghi {name} của {mention(field)} bằng số"
        if int(part[:9]) > most:
            return f"Không có {int(part[:9])} {name}: xem lại {mention(field)}"
    return f"{subject(field)} cần ghi giờ:phút, ví dụ 05:40"
