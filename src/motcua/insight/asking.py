"""What is asked for: whose figures, of which service and period; refused in words where unknown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import procedure_or_none
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import Refusal
from motcua.insight import queries
from motcua.insight.figures import Figures
from motcua.insight.queries import Scope


class NothingToCount(Refusal):
    """No such agency or service, or a period that runs backwards."""

    code, status, title = "nothing-to-count", 422, "Không có số liệu này"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The figures, and of whom, when and as of when; `counted_at` None: not all is counted yet."""

    scope: Scope
    procedure: Procedure | None
    first: date
    last: date
    counted_at: datetime | None
    figures: Figures

    def to_json(self) -> dict[str, Any]:
        """Period and figures, flat."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "counted_at": iso_utc(self.counted_at) if self.counted_at else None,
            **self.figures.to_json(),
        }


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A question that can be answered."""

    scope: Scope
    procedure: Procedure | None
    first: date
    last: date

    def answer(self) -> Answer:
        """From the rollups as they were counted last."""
        found = queries.statistics(
            self.scope, procedure=self.procedure, first=self.first, last=self.last
        )
        return Answer(
            scope=self.scope,
            procedure=self.procedure,
            first=self.first,
            last=self.last,
            counted_at=queries.counted_at(self.scope),
            figures=found,
        )


def wanted(
    *, agency: str | None, service: str | None, first: date | None, last: date | None, at: datetime
) -> Wanted:
    """The question; since 1 January until today where no period is named. Raises `Refusal`.

    The year is the one that Circular 32/2017/TT-BTTTT Art. 11(3) has every portal show.
    """
    last = last or (local_day(at) if first is None else max(local_day(at), first))
    first = first or last.replace(month=1, day=1)
    if first > last:
        raise NothingToCount("Khoảng thời gian đi lùi.", mend="Chọn ngày đầu trước ngày cuối.")
    return Wanted(
        scope=_scope(agency) if agency else queries.everywhere(),
        procedure=_procedure(service) if service else None,
        first=first,
        last=last,
    )


def _scope(code: str) -> Scope:
    found = queries.scope_of(code)
    if found is None:
        raise NothingToCount(
            f"Không có cơ quan “{code}”.", mend="Xem lại mã định danh, hoặc chọn mã sổ hồ sơ."
        )
    return found


def _procedure(code: str) -> Procedure:
    found = None if "\0" in code else procedure_or_none(code)
    if found is None:
        raise NothingToCount(f"Không có thủ tục “{code}”.", mend="Xem lại mã thủ tục.")
    return found
