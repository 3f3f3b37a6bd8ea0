"""Consult (hỏi ý kiến): ask other agencies, of whatever jurisdiction; the appointment runs on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """One agency to ask, and its working days, else those that the process proposes."""

    agency: Agency
    days: int | None = None


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
    others: Sequence[Asking] = (),
    version: int | None = None,
) -> Dossier:
    """Ask an agency, and `others` the same at once, each with its own limit and its own entry.

    They see the papers named, or all. More may be asked while these have not answered; the agency
    that asks leads, and the wait counts on whoever of them was asked first. Raises `NotAllowed`,
    `Conflict`, `WrongState`, `Incomplete`. Source: Decree 61/2018, Article 19(5-7).
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.CONSULT, dossier, by)
    state = check_can(Act.CONSULT, dossier)
    before = open_of(dossier)
    question = said(question, what="Cho biết cần hỏi điều gì.", field="question")
    shown, proposed = check_papers(dossier, papers), process_of(dossier).consultation_days
    for number, one in enumerate([Asking(agency=agency, days=days), *others]):
        at_field = f"others/{number - 1}/" if number else ""
        check_agency(dossier, one.agency, before, at_field)
        limit = check_days(one.days or proposed, at_field)
        asked = _ask(dossier, one.agency, question, shown, limit, at)
        since = dossier.consulted_at if before else at
        before.append(asked)
        change(dossier, state, at=at, consulted_at=since, **waiting(dossier, before, at))
        entry = Consulted(
            agency=asked.agency.code, agency_name=asked.agency.name,
            asked_by=asked.asked_by.code, words=private(dossier, {"question": question}),
            papers=shown, answer_by=iso_utc(asked.answer_by), days=limit, proposed_days=proposed,
        )  # fmt: skip
        record(dossier, entry, by=standing, at=at)
    return dossier


def _ask(
    dossier: Dossier, agency: Agency, question: str, papers: list[str], days: int, at: datetime
) -> Consultation:
    return Consultation.objects.create(
        jurisdiction=dossier.jurisdiction, dossier=dossier, agency=agency,
        asked_by=held_by(dossier), question=question, papers=papers, asked_at=at,
        answer_by=rules.answer_by(at, days, calendars.legal_calendar()),
    )  # fmt: skip


def check_agency(
    dossier: Dossier, agency: Agency, before: Collection[Consultation], at_field: str = ""
) -> None:
    """Another agency than the one that asks, and not one whose answer is awaited: `Incomplete`."""
    field = f"{at_field}agency"
    if agency.pk == held_by(dossier).pk:
        raise _wrong(field, f"{agency.name} đang giữ hồ sơ này", "Chọn một cơ quan khác.")
    if any(one.agency_id == agency.pk for one in before):
        message = f"{agency.name} đã được hỏi và chưa trả lời"
        raise _wrong(field, message, "Chờ trả lời, hoặc hỏi cơ quan khác.")


def check_days(days: int, at_field: str = "") -> int:
    """At least one working day, and no more than anybody may wait; raises `Incomplete`."""
    if not 1 <= days <= rules.MOST_DAYS:
        message = f"Hạn trả lời từ 1 đến {rules.MOST_DAYS} ngày làm việc"
        raise _wrong(f"{at_field}days", message, "Ghi lại số ngày.")
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
