"""Why a dossier is suspended (tạm dừng giải quyết), and until when at the latest.

The clock stands still; somebody looks again on the day named, so that no dossier is forgotten.
"""

from datetime import date, datetime
from enum import StrEnum

from motcua.agencies import calendars
from motcua.core.moments import end_of_day, local_day
from motcua.core.refusals import Incomplete
from motcua.core.worktime import add_working_days


class Cause(StrEnum):
    """What the dossier waits for. The values are stored and published: they never change."""

    FINANCIAL_OBLIGATION = "financial_obligation"
    COURT = "court"
    OTHER_DOSSIER = "other_dossier"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The cause in Vietnamese, as the applicant reads it."""
        return _LABELS[self]

    @property
    def national_code(self) -> int:
        """The state that the National Portal is told: 6 asks for money, 8 is stopped."""
        return 6 if self is Cause.FINANCIAL_OBLIGATION else 8


_LABELS = {
    Cause.FINANCIAL_OBLIGATION: "chờ thực hiện nghĩa vụ tài chính",
    Cause.COURT: "chờ bản án, quyết định của tòa án",
    Cause.OTHER_DOSSIER: "chờ kết quả của hồ sơ khác",
    Cause.OTHER: "lý do khác",
}


def review_by(until: date | None, at: datetime, *, days: int) -> datetime:
    """The end of the day named, or of the n-th working day; raises `Incomplete` for a past one."""
    if until is None:
        return end_of_day(add_working_days(calendars.legal_calendar(), local_day(at), days))
    if until <= local_day(at):
        raise Incomplete(
            "Ngày xem lại phải sau hôm nay.",
            mend="Chọn một ngày sau hôm nay, hoặc để trống.",
            missing=[],
            errors=[{"field": "/until", "message": "Ngày xem lại phải sau hôm nay"}],
        )
    return end_of_day(until)
