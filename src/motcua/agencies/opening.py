"""Opening hours as people write them, and as they are kept: `{"mon": [["07:30", "11:30"]], …}`.

`T2–T6 7:30–11:30, 13:30–17:00; T7 7:30–11:30`: groups of days parted by semicolons, spans by
commas. Knows no tables; what makes sense as hours is said in `core.worktime`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time

from motcua.core.worktime import WEEKDAYS, BadHours, Span, weekly_from_json

OpeningHours = dict[str, list[list[str]]]

Hours = Mapping[str, Sequence[Sequence[str]]]

_SHORT_NAMES = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_DAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật")
_DASH = r"\s*[-–—]\s*"
_GROUP = re.compile(rf"(T[2-7]|CN)(?:{_DASH}(T[2-7]|CN))?\s+(.+)", re.IGNORECASE)
_SPAN = re.compile(rf"(\d{{1,2}})[:h](\d{{2}})?{_DASH}(\d{{1,2}})[:h](\d{{2}})?", re.IGNORECASE)


def parse_hours(text: str) -> OpeningHours:
    """Hours from JSON or from words; nothing stands for the legal week. Raises `BadHours`."""
    text = text.strip()
    if not text:
        return {}
    hours = _from_json(text) if text.startswith("{") else _from_words(text)
    weekly_from_json(hours)
    return hours


def write_hours(hours: Hours) -> str:
    """The words that `parse_hours` understands; nothing for the legal week."""
    if not hours:
        return ""
    groups = []
    for days, spans in _runs(hours):
        names = [_SHORT_NAMES[day] for day in days]
        said_days = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
        groups.append(f"{said_days} " + ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in spans))
    return "; ".join(groups)


def say_hours(hours: Hours) -> str:
    """`Thứ Hai đến thứ Sáu: 7 giờ 30–11 giờ 30, 13 giờ 30–17 giờ; thứ Bảy: …` for pages."""
    groups = []
    for days, spans in _runs(hours):
        names = [_DAY_NAMES[day] for day in days]
        said_days = names[0] if len(names) == 1 else f"{names[0]} đến {names[-1]}"
        groups.append(f"{said_days}: " + ", ".join(f"{_say(a)}–{_say(b)}" for a, b in spans))
    said = "; ".join(groups)
    return said[0].upper() + said[1:]


def _runs(hours: Hours) -> list[tuple[list[int], tuple[Span, ...]]]:
    """Neighbouring days with the same hours, taken together; closed days left out."""
    runs: list[tuple[list[int], tuple[Span, ...]]] = []
    for day, spans in enumerate(weekly_from_json(hours)):
        if spans and runs and runs[-1] == (list(range(runs[-1][0][0], day)), spans):
            runs[-1][0].append(day)
        elif spans:
            runs.append(([day], spans))
    return runs


def _from_json(text: str) -> OpeningHours:
    try:
        hours: OpeningHours = json.loads(text)
        shaped = all(isinstance(spans, list) for spans in hours.values())
    except ValueError:
        shaped = False
    if not shaped:
        raise BadHours('Giờ mở cửa không phải JSON: ví dụ {"mon": [["07:30", "11:30"]]}.')
    return hours


def _from_words(text: str) -> OpeningHours:
    hours: OpeningHours = {}
    for group in text.split(";"):
        match = _GROUP.fullmatch(group.strip())
        if match is None:
            raise BadHours(f"Không hiểu “{group.strip()}”: ví dụ T2–T6 7:30–11:30, 13:30–17:00.")
        first, last = (
            _SHORT_NAMES.index(name.upper()) for name in (match[1], match[2] or match[1])
        )
        if first > last:
            raise BadHours(f"Thứ tự ngày trong “{group.strip()}” bị ngược: viết như T2–T6.")
        spans = [_span(part.strip()) for part in match[3].split(",")]
        hours |= {WEEKDAYS[day]: spans for day in range(first, last + 1)}
    return hours


def _span(text: str) -> list[str]:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise BadHours(f"Không hiểu giờ “{text}”: ví dụ 7:30–11:30.")
    return [_clock(match[1], match[2]), _clock(match[3], match[4])]


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{int(minute or 0):02}"


def _say(clock: time) -> str:
    return f"{clock.hour} giờ {clock.minute:02}" if clock.minute else f"{clock.hour} giờ"
