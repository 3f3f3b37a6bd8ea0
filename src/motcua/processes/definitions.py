"""What an approved process is: steps with roles and hours, and what a supplement does to time.

Plain frozen values and their JSON. Knows neither tables nor dossiers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from motcua.core.consultations import DEFAULT_DAYS
from motcua.core.deadlines import TimeLimit
from motcua.people.roles import OFFICERS, Role

SUPPLEMENT_DAYS = 15
"""Working days the applicant has to supplement (a draft of 2025; hence data of each process)."""

_MAY_LACK = ("agency", "unit", "phase")  # texts of a step that few processes have
_HANDLING_SHARE = Decimal("0.6")
_QUARTER_HOUR = Decimal("0.25")


class BadProcess(ValueError):
    """A process that cannot be; the message is a Vietnamese sentence for whoever wrote it."""


class AfterSupplement(StrEnum):
    """What the time limit does once the applicant has supplemented.

    It counts anew (Decree 61/2018/NĐ-CP, Art. 19(4)); it goes on only where special law says so.
    """

    RESTART = "restart"
    RESUME = "resume"

    @property
    def label(self) -> str:
        """The rule in Vietnamese."""
        return "tính lại từ đầu" if self is AfterSupplement.RESTART else "tính tiếp"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: who holds the dossier and how many working hours (None: not limited).

    `agency` is set where another agency does the step (một cửa liên thông, Decree
    61/2018/NĐ-CP, Art. 19(6)): its identifier, to which the dossier is handed over. Anything
    else, such as "Cơ quan thuế" in a published process, names who does it and hands over nothing.
    `unit` is who does it in the words of the decision; `phase` the part of the process, between
    which the dossier may have to wait (for tax to be paid, say). `asks` are the identifiers of the
    agencies that are asked at once at this step, by whoever does it (Art. 19(7)).
    """

    name: str
    role: Role
    hours: Decimal | None = None
    agency: str = ""
    unit: str = ""
    phase: str = ""
    asks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises `BadProcess` for a step without a name, with no officer or with hours below 0."""
        if not self.name.strip():
            raise BadProcess("Có bước chưa có tên: ghi tên việc phải làm ở bước đó.")
        if self.role not in OFFICERS:
            known = ", ".join(sorted(OFFICERS))
            raise BadProcess(f"Bước “{self.name}” cần vai trò của cán bộ: {known}.")
        if self.hours is not None and (not self.hours.is_finite() or self.hours < 0):
            raise BadProcess(f"Số giờ của bước “{self.name}” phải từ 0 trở lên.")


@dataclass(frozen=True, kw_only=True)
class Process:
    """The steps in their order, and how a supplement is dealt with."""

    steps: tuple[Step, ...]
    after_supplement: AfterSupplement = AfterSupplement.RESTART
    supplement_days: int = SUPPLEMENT_DAYS
    consultation_days: int = DEFAULT_DAYS

    def __post_init__(self) -> None:
        """Raises `BadProcess` for a process without steps or without days to supplement."""
        if not self.steps:
            raise BadProcess("Quy trình cần ít nhất một bước.")
        if self.supplement_days < 1:
            raise BadProcess("Người nộp cần ít nhất 1 ngày làm việc để bổ sung.")
        if self.consultation_days < 1:
            raise BadProcess("Cơ quan được hỏi ý kiến cần ít nhất 1 ngày làm việc.")

    @property
    def hours(self) -> Decimal:
        """Working hours of all steps whose hours are known."""
        return sum((step.hours for step in self.steps if step.hours is not None), Decimal(0))


def process_from_json(data: Mapping[str, Any]) -> Process:
    """The process that `process_to_json` wrote or an owner typed. Raises `BadProcess`."""
    try:
        return Process(
            steps=tuple(_step_from_json(step) for step in data["steps"]),
            after_supplement=AfterSupplement(data.get("after_supplement", "restart")),
            supplement_days=int(data.get("supplement_days", SUPPLEMENT_DAYS)),
            consultation_days=int(data.get("consultation_days", DEFAULT_DAYS)),
        )
    except BadProcess:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as fault:
        raise BadProcess(f"Quy trình chưa đúng dạng: {fault!r}.") from None


def process_to_json(process: Process) -> dict[str, Any]:
    """JSON of plain numbers and texts; hours as text, for they are exact."""
    return {
        "steps": [
            {
                "name": step.name,
                "role": step.role.value,
                "hours": _hours_to_json(step.hours),
                **{name: text for name in _MAY_LACK if (text := getattr(step, name))},
                **({"asks": list(step.asks)} if step.asks else {}),
            }
            for step in process.steps
        ],
        "after_supplement": process.after_supplement.value,
        "supplement_days": process.supplement_days,
        **_unless_default("consultation_days", process.consultation_days, DEFAULT_DAYS),
    }


def default_process(limit: TimeLimit | None) -> Process:
    """A sensible process for any procedure: handle, then sign, in 60 and 40 % of its limit.

    A limit in calendar units is planned by the working hours that it gives; at once is a day's
    work; where no limit was published the steps have none either.
    """
    total = None if limit is None else limit.working_hours
    handling = None if total is None else _to_quarter(total * _HANDLING_SHARE)
    signing = None if total is None or handling is None else total - handling
    return Process(
        steps=(
            Step(name="Thẩm định hồ sơ", role=Role.HANDLING_OFFICER, hours=handling),
            Step(name="Ký duyệt kết quả", role=Role.HEAD, hours=signing),
        )
    )


def warnings(process: Process, limit: TimeLimit | None) -> list[str]:
    """What an owner should look at before approving. It never stops anybody.

    About one in ten published processes does not add up to its own total.
    """
    if any(step.hours is None for step in process.steps):
        return ["Có bước chưa ghi số giờ: hồ sơ ở bước đó không có hạn riêng."]
    if limit is None or process.hours == limit.working_hours:
        return []
    word = "dài hơn" if process.hours > limit.working_hours else "ngắn hơn"
    return [
        f"Các bước cộng lại {_say(process.hours)} giờ làm việc, {word} thời hạn của thủ tục "
        f"({limit.text}, khoảng {_say(limit.working_hours)} giờ làm việc)."
    ]


def _step_from_json(step: Mapping[str, Any]) -> Step:
    hours = step.get("hours")
    return Step(
        name=str(step["name"]),
        role=Role(step["role"]),
        hours=None if hours is None else Decimal(str(hours)),
        **{name: str(step.get(name) or "") for name in _MAY_LACK},
        asks=tuple(str(code) for code in step.get("asks") or ()),
    )


def _unless_default(name: str, value: int, default: int) -> dict[str, int]:
    return {} if value == default else {name: value}


def _hours_to_json(hours: Decimal | None) -> str | None:
    return None if hours is None else format(hours.normalize(), "f")


def _to_quarter(hours: Decimal) -> Decimal:
    return (hours / _QUARTER_HOUR).to_integral_value() * _QUARTER_HOUR


def _say(hours: Decimal) -> str:
    return format(hours.normalize(), "f").replace(".", ",")
