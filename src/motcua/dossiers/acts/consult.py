"""Consult (hỏi ý kiến): ask another agency, of whatever jurisdiction; the appointment runs on."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from motcua.agencies import calendars
from motcua.agencies.models import Agency
from motcua.core import consultations as rules
from motcua.core.moments import iso_utc
from motcua.core.refusals import Incomplete
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.consultations import open_of
from motcua.dossiers.holding import held_by, process_of, waiting
from motcua.dossiers.journal import Consulted, private
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Consultation, Dossier, DossierDocument
from motcua.dossiers.papers import papers_of
from motcua.dossiers.reasons import said


@transaction.atomic
def consult(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    agency: Agency,
    question: str,
    papers: Collection[str] = (),
    days: int | None = None,
    version: int | None = None,
) -> Dossier:
    """Ask an agency, which has `days` working days, else those that the process proposes.

    It sees the papers named, or all. Others may be asked while this one has not answered; the
    agency that asks leads, and the wait counts on whoever of them was asked first. Raises
    `NotAllowed`, `Conflict`, `WrongState`, `Incomplete`. Source: Decree 61/2018, Article 19(5-7).
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.CONSULT, dossier, by)
    state = check_can(Act.CONSULT, dossier)
    before = open_of(dossier)
    check_agency(dossier, agency, before)
    question = said(question, what="Cho biết cần hỏi điều gì.", field="question")
    proposed = process_of(dossier).consultation_days
    days = check_days(days or proposed)
    asked = Consultation.objects.create(
        jurisdiction=dossier.jurisdiction, dossier=dossier, agency=agency,
        asked_by=held_by(dossier), question=question, papers=check_papers(dossier, papers),
        asked_at=at, answer_by=rules.answer_by(at, days, calendars.legal_calendar()),
    )  # fmt: skip
    since = dossier.consulted_at if before else at
    change(dossier, state, at=at, consulted_at=since, **waiting(dossier, [*before, asked], at))
    entry = Consulted(
        agency=agency.code, agency_name=agency.name, asked_by=asked.asked_by.code,
        words=private(dossier, {"question": question}), papers=asked.papers,
        answer_by=iso_utc(asked.answer_by), days=days, proposed_days=proposed,
    )  # fmt: skip
    return record(dossier, entry, by=standing, at=at)


def check_agency(dossier: Dossier, agency: Agency, before: Collection[Consultation]) -> None:
    """Another agency than the one that asks, and not one whose answer is awaited: `Incomplete`."""
    if agency.pk == held_by(dossier).pk:
        raise _wrong("agency", f"{agency.name} đang giữ hồ sơ này", "Chọn một cơ quan khác.")
    if any(one.agency_id == agency.pk for one in before):
        message = f"{agency.name} đã được hỏi và chưa trả lời"
        raise _wrong("agency", message, "Chờ trả lời, hoặc hỏi cơ quan khác.")


def check_days(days: int) -> int:
    """At least one working day, and no more than anybody may wait; raises `Incomplete`."""
    if not 1 <= days <= rules.MOST_DAYS:
        message = f"Hạn trả lời từ 1 đến {rules.MOST_DAYS} ngày làm việc"
        raise _wrong("days", message, "Ghi lại số ngày.")
    return days


def check_papers(dossier: Dossier, papers: Collection[str]) -> list[str]:
    """Papers of the applicant that count now; raises `Incomplete`."""
    known = {one.public_id for one in papers_to_show(dossier)}
    if not known.issuperset(papers):
        raise _wrong("papers", "Có giấy tờ không còn trong hồ sơ", "Chọn lại giấy tờ gửi kèm.")
    return sorted(set(papers))


def papers_to_show(dossier: Dossier) -> list[DossierDocument]:
    """The applicant's papers, of which the asked agency may be shown some or all."""
    applicant = DossierDocument.Kind.APPLICANT
    return [paper for paper in papers_of(dossier) if paper.kind == applicant]


def _wrong(field: str, message: str, mend: str) -> Incomplete:
    errors = [{"field": f"/{field}", "message": message}]
    return Incomplete(f"{message}.", mend=mend, missing=[], errors=errors)
