"""Whose working time a dossier has taken, as a small table in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motcua.core.sayings import say_work
from motcua.core.spans import Party
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.spans import Late, Span, late_by, spans_of


@dataclass(frozen=True, kw_only=True)
class Time:
    """One line: who, at what, how much of how much; `over` is what went beyond."""

    who: str
    officer: str
    used: str
    allowed: str
    over: str


def shown(found: Dossier, entries: Sequence[JournalEntry], at: datetime) -> dict[str, Any]:
    """The times of one dossier: a line for each who had it, their sum, and who is late."""
    spans = spans_of(found, entries, at=at)
    total = sum((span.used for span in spans), timedelta())
    return {
        "times": [_time(those, found.agency.code) for those in _by_place(spans)],
        "time_total": say_work(total),
        "late": _late(late_by(found, spans, at=at), found.agency.code),
    }


def _by_place(spans: Sequence[Span]) -> list[list[Span]]:
    """What one had several times stands on one line, where it came first."""
    places: dict[tuple[Party, str, str], list[Span]] = {}
    for span in spans:
        places.setdefault((span.party, span.agency_code, span.name), []).append(span)
    return list(places.values())


def _time(those: Sequence[Span], home: str) -> Time:
    used = sum((span.used for span in those), timedelta())
    over = sum((span.overran for span in those), timedelta())
    last, alone = those[-1], len(those) == 1
    return Time(
        who=_who(last, home),
        officer=last.officer,
        used=say_work(used),
        allowed=say_work(last.allowed) if alone and last.allowed else "",
        over=say_work(over) if over else "",
    )


def _who(span: Span, home: str) -> str:
    """The step; of another agency, which one: `Thuế tỉnh Bắc Ninh: Xác định nghĩa vụ`."""
    if span.party is Party.OTHER_AGENCY:
        return span.agency_name
    elsewhere = span.party is Party.STEP and span.agency_code != home
    return f"{span.agency_name}: {span.name}" if elsewhere else span.name


def _late(late: Late, home: str) -> str:
    """`Quá hẹn 2 giờ làm việc; dùng quá thời gian của mình: Thẩm định hồ sơ.`

    Where other agencies had a part of it, how much of it each had.
    """
    if not late.total:
        return ""
    names = list(dict.fromkeys(_who(span, home) for span in late.overran))
    who = f"; dùng quá thời gian của mình: {', '.join(names)}" if names else ""
    return f"Quá hẹn {say_work(late.total)}{_shares(late, home)}{who}."


def _shares(late: Late, home: str) -> str:
    shares: dict[str, timedelta] = {}
    for share in late.shares:
        if share.span.agency_code not in {"", home}:
            name = share.span.agency_name
            shares[name] = shares.get(name, timedelta()) + share.late
    said = ", ".join(f"{name} {say_work(part)}" for name, part in shares.items())
    return f", trong đó {said}" if said else ""
