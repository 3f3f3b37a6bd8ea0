"""What an address asks for: agency, service, period and order; whatever it leaves out is usual."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict

from motcua.core.moments import local_day
from motcua.insight import asking
from motcua.insight.asking import NothingToCount, Wanted

FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The fields of the form as they were sent, so that nothing typed is lost."""

    agency: str = ""
    service: str = ""
    first: str = ""
    last: str = ""

    def wanted(self, at: datetime) -> Wanted:
        """The question they make; raises `NothingToCount` saying what is wrong and how to mend."""
        return asking.wanted(
            agency=self.agency or None,
            service=self.service or None,
            first=_day(self.first, "Từ ngày"),
            last=_day(self.last, "Đến hết ngày"),
            at=at,
        )

    def address(self, **other: str) -> str:
        """The query string of this question with other answers; what is empty is left out."""
        told = {
            "co-quan": self.agency, "thu-tuc": self.service, "tu": self.first, "den": self.last,
            **{name.replace("_", "-"): value for name, value in other.items()},
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in told.items() if value})


def asked(query: QueryDict) -> Asked:
    """The fields of the address."""
    names = {"agency": "co-quan", "service": "thu-tuc", "first": "tu", "last": "den"}
    return Asked(**{field: query.get(name, "").strip() for field, name in names.items()})


def periods(at: datetime) -> list[tuple[str, date, date]]:
    """Those that people ask for most, each until today or its own end."""
    today = local_day(at)
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    return [
        ("Tháng này", today.replace(day=1), today),
        ("Quý này", quarter, today),
        ("Năm nay", date(today.year, 1, 1), today),
        ("Năm trước", date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]


def _day(text: str, label: str) -> date | None:
    """None where nothing was typed."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise NothingToCount(
            f"“{label}” không phải là một ngày.", mend="Chọn ngày, ví dụ 2026-11-30."
        ) from wrong
    if not FIRST_DAY <= day <= date(2100, 1, 1):
        raise NothingToCount(
            f"“{label}” ở ngoài các năm có số liệu.", mend="Chọn ngày từ năm 2000 đến năm 2100."
        )
    return day
