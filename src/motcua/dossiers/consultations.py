"""Questions to other agencies: which there are, which are open, and what the asked one sees."""

from datetime import datetime

from motcua.core.consultations import is_late
from motcua.core.refusals import WrongState
from motcua.core.sayings import say_moment
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Consultation, Dossier, DossierDocument
from motcua.dossiers.papers import papers_of


def consultations_of(dossier: Dossier) -> list[Consultation]:
    """Every question, in the order asked; nothing is read where none ever was."""
    if dossier.consulted_at is None:
        return []
    rows = Consultation.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.select_related("agency", "asked_by").order_by("asked_at", "id"))


def open_of(dossier: Dossier) -> list[Consultation]:
    """The questions whose answer is awaited, in the order asked."""
    return [one for one in consultations_of(dossier) if one.is_open]


def consultation_for(dossier: Dossier, by: Officer) -> Consultation | None:
    """What an agency of this officer was asked last, if it ever was."""
    agencies = {posting.agency_id for posting in by.workplaces}
    asked = [one for one in consultations_of(dossier) if one.agency_id in agencies]
    return asked[-1] if asked else None


def check_to_answer(dossier: Dossier, by: Officer) -> Consultation:
    """The question this officer's agency has not answered yet; raises `WrongState`."""
    asked = consultation_for(dossier, by)
    if asked is None:
        raise WrongState("Cơ quan của ông/bà không được hỏi ý kiến về hồ sơ này.", mend="")
    if asked.answered_at is not None:
        raise WrongState(
            f"{asked.agency.name} đã trả lời ý kiến này lúc {say_moment(asked.answered_at)}.",
            why=f"Người trả lời: {asked.answered_by}. Mỗi lần hỏi chỉ trả lời một lần.",
            mend=f"Cần nói thêm thì báo {asked.asked_by.name} hỏi lại.",
        )
    return asked


def check_lapsed(dossier: Dossier, at: datetime) -> list[Consultation]:
    """The open questions, when the time of each has passed; raises `WrongState` otherwise."""
    asked = open_of(dossier)
    if not asked:
        raise WrongState("Hồ sơ không chờ ý kiến của cơ quan nào.", mend="Làm việc tiếp theo.")
    waiting = [one for one in asked if not is_late(one.answer_by, at)]
    if waiting:
        raise WrongState(
            f"{waiting[0].agency.name} còn hạn trả lời đến {say_moment(waiting[0].answer_by)}.",
            mend="Chờ trả lời, hoặc chờ hết hạn.",
        )
    return asked


def papers_shown(dossier: Dossier, asked: Consultation) -> list[DossierDocument]:
    """The applicant's papers that the asked agency may see: those named, or all."""
    return [
        paper
        for paper in papers_of(dossier)
        if paper.kind == DossierDocument.Kind.APPLICANT
        and (not asked.papers or paper.public_id in asked.papers)
    ]


def papers_of_answer(dossier: Dossier, asked: Consultation) -> list[DossierDocument]:
    """The papers that came with the answer."""
    return [
        paper
        for paper in papers_of(dossier)
        if paper.kind == DossierDocument.Kind.OPINION and paper.requirement == str(asked.pk)
    ]


def seen_by(dossier: Dossier, by: Officer) -> Consultation | None:
    """What lets an officer of an agency that was asked see a part of the dossier.

    Until the dossier is closed, and only while she works there.
    """
    return consultation_for(dossier, by) if dossier.closed_at is None else None


def is_overdue(asked: Consultation, at: datetime) -> bool:
    """Was, or is, the answer later than it should have been?"""
    return is_late(asked.answer_by, asked.answered_at or at)
