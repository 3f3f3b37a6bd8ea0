"""Opening hours as people write them, and as they are kept: `{"mon": [["07:30", "11:30"]], …}`.

`T2–T6 7:30–11:30, 13:30–17:00; T7 7:30–11:30`: groups of days parted by semicolons, spans by
commas. Knows no tables; what makes sense as hours is said in `core.worktime`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time
from itertools import groupby

from motcua.core.worktime import WEEKDAYS, BadHours, Span, weekly_from_json

OpeningHours = dict[str, list[list[str]]]

_DAYS = {"T2": 0, "T3": 1, "T4": 2, "T5": 3, "T6": 4, "T7": 5, "CN": 6}
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


def say_hours(hours: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """`Thứ Hai đến thứ Sáu: 7 giờ 30–11 giờ 30, 13 giờ 30–17 giờ; thứ Bảy: …` for pages."""
    open_days = [(day, spans) for day, spans in enumerate(weekly_from_json(hours)) if spans]
    runs = groupby(enumerate(open_days), key=lambda item: (item[1][0] - item[0], item[1][1]))
    parts = [_say_run([day for _, (day, _) in run], spans) for (_, spans), run in runs]
    said = "; ".join(parts)
    return said[0].upper() + said[1:]


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
        first, last = (_DAYS[name.upper()] for name in (match[1], match[2] or match[1]))
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


def _say_run(days: list[int], spans: tuple[Span, ...]) -> str:
    names = [_DAY_NAMES[day] for day in days]
    said_days = names[0] if len(names) == 1 else f"{names[0]} đến {names[-1]}"
    return f"{said_days}: " + ", ".join(f"{_say(a)}–{_say(b)}" for a, b in spans)


def _say(clock: time) -> str:
    return f"{clock.hour} giờ {clock.minute:02}" if clock.minute else f"{clock.hour} giờ"
