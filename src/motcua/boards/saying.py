"""Shares and verdicts in words. Knows how figures read, not how they are counted."""

from motcua.core.money import NBSP, say_number
from motcua.insight.figures import Figures
from motcua.insight.meeting import Meeting
from motcua.insight.targets import Targets

NOTHING = "–"
_TAGS = {
    Meeting.MEETS: ("ok", "đã gặp"),
    Meeting.PUBLICISE: ("wait", "chưa: người dân"),
    Meeting.STAFF_AND_TRAIN: ("bad", "chưa: cơ quan chậm"),
    Meeting.REPAIR: ("bad", "chưa: cả hai"),
}


def percent(share: float | None) -> str:
    """`58 %`, `96,4 %`; a dash where there is nothing to divide."""
    if share is None:
        return NOTHING
    return f"{say_number(round(share * 100, 1))}{NBSP}%"


def tag(field: Meeting | None) -> tuple[str, str]:
    """Kind and words of the tag; too few dossiers are said to be so."""
    return ("info", "ít hồ sơ") if field is None else _TAGS[field]


def verdict(figures: Figures, targets: Targets) -> list[str]:
    """What the figures come to, a sentence each: people's side, agency's side, both."""
    if not figures.received.total:
        return ["Chưa có hồ sơ nào trong thời gian này."]
    found = [f"{percent(figures.take_up)} hồ sơ đến qua mạng, mục tiêu {percent(targets.take_up)}."]
    if figures.settled.total:
        found.append(
            f"{percent(figures.meets.on_time)} giải quyết đúng hẹn, "
            f"mục tiêu {percent(targets.on_time)}{_late(figures)}."
        )
    if figures.meets.field is not None:
        found.append(f"{figures.meets.field.label}.")
    return found


def _late(figures: Figures) -> str:
    late = figures.settled.late
    return f"; {say_number(late)} hồ sơ trả trễ" if late else ""
