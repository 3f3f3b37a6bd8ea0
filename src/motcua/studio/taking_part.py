"""Where an owner says on the process pages which other agencies take part, and the days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.agencies import naming
from motcua.core.refusals import Refusal
from motcua.processes.adjusting import Adjustment, adjusted
from motcua.processes.definitions import AfterSupplement, BadProcess, Process, Step

LONGEST = 2000
MOST_DAYS = 60


class Misread(Refusal):
    """Something typed into the process page is not what it should be."""

    code, status, title = "bad-process", 422, "Chưa phê duyệt được"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A step with its place, and what stands in its two fields."""

    number: int
    step: Step
    agency: str
    asks: str

    @property
    def is_linked(self) -> bool:
        """Does anybody else take part?"""
        return bool(self.agency or self.asks)


def lines_of(process: Process, posted: Mapping[str, str]) -> list[Line]:
    """Every step, with what was typed, else what the process says."""
    return [
        Line(
            number=number + 1,
            step=step,
            agency=posted.get(f"agency-{number + 1}", step.agency),
            asks=posted.get(f"asks-{number + 1}", "\n".join(step.asks)),
        )
        for number, step in enumerate(process.steps)
    ]


def taken_over(process: Process, posted: Mapping[str, str], *, day: date) -> Process:
    """The process as the page was filled in; raises `Misread` with the step that is wrong."""
    agencies, asks = {}, {}
    for line in lines_of(process, posted):
        where = f"Bước {line.number}"
        agencies[line.number - 1] = _party(line, day, where)
        asks[line.number - 1] = tuple(
            _code(text, day, where) for text in line.asks[:LONGEST].splitlines() if text.strip()
        )
    wanted = Adjustment(
        agencies=agencies,
        asks=asks,
        consultation_days=_days(posted, "consultation_days", "Số ngày trả lời ý kiến"),
        supplement_days=_days(posted, "supplement_days", "Số ngày bổ sung"),
        after_supplement=_after(posted.get("after_supplement", "")),
    )
    try:
        return adjusted(process, wanted)
    except BadProcess as fault:
        raise Misread(str(fault)) from fault


def _party(line: Line, day: date, where: str) -> str:
    """An identifier; a party that a published process only names stays as it was."""
    text = line.agency.replace("\0", "").strip()
    return text if text in {"", line.step.agency} else _code(text, day, where)


def _code(text: str, day: date, where: str) -> str:
    words = text.replace("\0", "").strip()
    agency = naming.named(words, day=day)
    if agency is not None:
        return agency.code
    near = ", ".join(f"{one.name} ({one.code})" for one in naming.near(words, day=day))
    raise Misread(
        f"{where}: không có cơ quan nào mang mã hoặc tên “{words[:80]}”.",
        mend=f"Gần giống: {near}." if near else "Xem mã ở /quan-tri/, mục Cơ quan.",
    )


def _days(posted: Mapping[str, str], name: str, label: str) -> int | None:
    text = posted.get(name, "").strip()
    if not text:
        return None
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= days <= MOST_DAYS:
        raise Misread(f"{label} từ 1 đến {MOST_DAYS} ngày làm việc.", mend="Ghi lại số ngày.")
    return days


def _after(text: str) -> AfterSupplement | None:
    return AfterSupplement(text) if text in set(AfterSupplement) else None
