"""What an agency that was asked may answer, and how long it has. Pure words and rules."""

from datetime import datetime
from enum import StrEnum

from motcua.core.deadlines import step_by
from motcua.core.worktime import WORKING_DAY, WorkCalendar

DEFAULT_DAYS = 5
"""Working days to answer where the process proposes none (decrees leave it to each field)."""
MOST_DAYS = 60


class Opinion(StrEnum):
    """How an agency stands to what it was asked."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The opinion in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Opinion.AGREE: "đồng ý",
    Opinion.DISAGREE: "không đồng ý",
    Opinion.OTHER: "ý kiến khác",
}


def answer_by(at: datetime, days: int, cal: WorkCalendar) -> datetime:
    """Until when an agency asked at this moment has time: so many working days."""
    return step_by(at, days * WORKING_DAY, cal)


def is_late(answer_by: datetime, at: datetime) -> bool:
    """Has the time to answer passed?"""
    return at > answer_by
