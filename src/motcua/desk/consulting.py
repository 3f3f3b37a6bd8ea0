"""Questions to other agencies as the desk shows them: to whoever asked, and to whoever is asked."""

from dataclasses import dataclass
from datetime import datetime

from motcua.agencies import calendars
from motcua.core.consultations import Opinion
from motcua.core.sayings import Due, say_due, say_moment
from motcua.dossiers.consultations import (
    consultations_of,
    is_overdue,
    papers_of_answer,
)
from motcua.dossiers.models import Consultation, Dossier, DossierDocument


@dataclass(frozen=True, kw_only=True)
class Told:
    """One question, already in words."""

    agency: str
    asked_by: str
    question: str
    asked: str
    until: str
    state: str
    is_open: bool
    answer: str
    answered_by: str
    papers: list[DossierDocument]


def told(dossier: Dossier, at: datetime) -> list[Told]:
    """Every question about the dossier, the latest first."""
    return [told_of(dossier, one, at) for one in reversed(consultations_of(dossier))]


def told_of(dossier: Dossier, one: Consultation, at: datetime) -> Told:
    """One question and its answer."""
    return Told(
        agency=one.agency.name,
        asked_by=one.asked_by.name,
        question=one.question,
        asked=say_moment(one.asked_at),
        until=say_moment(one.answer_by),
        state=_state(one, at),
        is_open=one.is_open,
        answer=one.answer,
        answered_by=one.answered_by,
        papers=papers_of_answer(dossier, one) if one.answered_at else [],
    )


def due_of(one: Consultation, at: datetime) -> Due:
    """The clock of the answer."""
    return say_due(one.answer_by, at, calendars.legal_calendar(), done_at=one.answered_at)


def _state(one: Consultation, at: datetime) -> str:
    late = is_overdue(one, at)
    if one.answered_at is not None:
        opinion = Opinion(one.opinion).label
        return f"Đã trả lời{' quá hạn' if late else ''}: {opinion}"
    if one.lapsed_at is not None:
        return "Quá hạn không trả lời, đã làm tiếp"
    return "Quá hạn, chưa trả lời" if late else "Đang chờ trả lời"
