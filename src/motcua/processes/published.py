"""Reading processes as decisions of provinces and ministries publish them.

Nothing is dropped: what is unclear is taken as it most likely is, and a remark says so. Totals
that do not add up are a remark, never a refusal: about one in ten is published so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.core.money import say_number
from motcua.processes.definitions import BadProcess, Process, Step
from motcua.processes.role_words import role_of

LONGEST_NAME = 1000


@dataclass(frozen=True, kw_only=True)
class Published:
    """One published process: whose, for what and in which case, its steps, and what is unclear."""

    name: str
    codes: tuple[str, ...]
    case: str
    agency: str
    source: str
    process: Process
    total: Decimal | None
    remarks: tuple[str, ...]

    @property
    def identity(self) -> str:
        """What makes it the same process when it is read again: source, agency, name and case."""
        key = [self.source, self.agency, self.name, self.case, *self.codes]
        return json.dumps(key, ensure_ascii=False)


def read(record: Mapping[str, Any]) -> Published:
    """One record with `procedure`, `steps[name, role, hours, phase]` and what goes with them.

    Hours of 0 and none are both "no time of its own". Raises `BadProcess`.
    """
    if not isinstance(record, Mapping):
        raise BadProcess("Dòng này không phải một quy trình.")
    name, rows = _text(record, "procedure"), record.get("steps")
    if not name:
        raise BadProcess("Thiếu tên thủ tục (procedure).")
    if not isinstance(rows, list) or not rows:
        raise BadProcess("Thiếu các bước (steps).")
    remarks: list[str] = []
    steps = tuple(_step(number, row, remarks) for number, row in enumerate(rows, 1))
    total = _hours(record.get("total"), "tổng (total)")
    process = Process(steps=steps)
    codes = record.get("codes")
    return Published(
        name=name[:LONGEST_NAME],
        codes=tuple(str(code) for code in codes) if isinstance(codes, list) else (),
        case=_text(record, "case"),
        agency=_text(record, "agency"),
        source=_text(record, "source"),
        process=process,
        total=total,
        remarks=(*remarks, *_about_time(process, total)),
    )


def _step(number: int, row: Any, remarks: list[str]) -> Step:
    if not isinstance(row, Mapping):
        raise BadProcess(f"Bước {number} không đọc được.")
    unit, name = _text(row, "role"), _text(row, "name")
    role, is_said = role_of(unit or name)
    if not is_said:
        whom = f"“{unit}”" if unit else "không ghi ai làm"
        remarks.append(f"Bước {number}: {whom}, coi là cán bộ giải quyết.")
    if not name:
        remarks.append(f"Bước {number}: không ghi việc phải làm.")
    hours = _hours(row.get("hours"), f"bước {number}")
    if hours is None:
        remarks.append(f"Bước {number}: không ghi số giờ.")
    return Step(
        name=name or unit or f"Bước {number}",
        role=role,
        hours=hours or None,
        unit=unit,
        phase=_text(row, "phase"),
    )


def _about_time(process: Process, total: Decimal | None) -> Sequence[str]:
    """A total that is missing or another one, phases between which one waits."""
    found = []
    if total is None:
        found.append("Không công bố tổng thời gian.")
    elif total != process.hours:
        found.append(
            f"Các bước cộng lại {say_number(process.hours)} giờ làm việc, "
            f"công bố tổng {say_number(total)} giờ."
        )
    phases = list(dict.fromkeys(step.phase for step in process.steps if step.phase))
    if len(phases) > 1:
        found.append(f"{len(phases)} giai đoạn: giữa hai giai đoạn hồ sơ có thể phải tạm dừng.")
    return found


def _hours(value: Any, where: str) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        hours = Decimal(str(value))
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or hours < 0:
        raise BadProcess(f"Số giờ của {where} phải là số từ 0 trở lên, đang ghi “{value}”.")
    return hours


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(str(value).replace("\0", "").split()) if value is not None else ""
