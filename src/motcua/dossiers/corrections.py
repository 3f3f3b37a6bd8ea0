"""Correcting before acceptance: the answers as they were handed in, open again as a draft.

The draft is filled in on the same pages as the first time; the dossier stays at the desk as it was
until the act `correct` hands it in. One correction is open at a time; what was begun before
somebody else changed the answers begins anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.core import states
from motcua.core.refusals import Conflict, Incomplete, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import draft_lives, drafts
from motcua.dossiers.actors import Applicant
from motcua.dossiers.changing import locked
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier, DossierDocument, Draft, DraftDocument
from motcua.dossiers.papers import Paper, latest_answers, papers_of
from motcua.eforms.definitions import Form


@transaction.atomic
def begin(dossier: Dossier, *, by: Applicant, at: datetime) -> Draft:
    """The open correction of this dossier, or a new one; it opens with the dossier's own secret.

    Raises `NotAllowed`, and `WrongState` once the dossier was accepted or waits for a supplement.
    """
    dossier = locked(dossier)
    check_may(Act.CORRECT, dossier, by)
    check_open(dossier)
    number = latest_answers(dossier).number
    known = open_correction(dossier, at)
    if known is not None and known.based_on == number:
        return known
    if known is not None:
        draft_lives.delete(dossier.jurisdiction, [known.pk])
    return _copied(dossier, number, at)


def open_correction(dossier: Dossier, at: datetime) -> Draft | None:
    """The correction that was begun and not handed in."""
    rows = Draft.objects.filter(
        jurisdiction=dossier.jurisdiction, corrects_id=dossier.pk, dossier=None, expires_at__gt=at
    )
    return rows.order_by("-created_at").first()


def corrected(draft: Draft) -> Dossier:
    """The dossier that this draft corrects; call it for a draft that corrects one."""
    rows = Dossier.objects.select_related("agency", "service__procedure")
    return rows.get(jurisdiction=draft.jurisdiction, pk=draft.corrects_id or 0)


def check_open(dossier: Dossier) -> State:
    """The state after a correction; raises `WrongState` with what to do instead."""
    if not states.can(State(dossier.state), Act.CORRECT):
        raise WrongState(
            "Hồ sơ không còn chờ tiếp nhận nên không tự sửa được nữa.",
            why=f"Hồ sơ nay ở trạng thái “{State(dossier.state).label}”.",
            mend="Cần sửa thì nhắn cho cán bộ ở trang hồ sơ; cán bộ sẽ mở đúng chỗ cần bổ sung.",
            state=dossier.state,
            code=dossier.code,
        )
    return states.step(State(dossier.state), Act.CORRECT)


def check_newest(draft: Draft, dossier: Dossier) -> None:
    """Raises `Conflict` when the answers were changed since the correction was begun."""
    if draft.based_on != latest_answers(dossier).number:
        raise Conflict(
            "Tờ khai của hồ sơ đã được sửa ở nơi khác từ lúc mở bản sửa này.",
            mend="Mở lại hồ sơ, xem tờ khai mới nhất rồi sửa.",
            code=dossier.code,
        )


def changed_papers(dossier: Dossier, papers: Sequence[Paper]) -> list[str]:
    """The requirements whose files are other than those that were handed in before."""
    before, after = _files(_handed_in(dossier)), _files(papers)
    names = dict.fromkeys([*before, *after])
    return [name for name in names if before.get(name) != after.get(name)]


def changed_answers(form: Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The fields that were answered differently, in the order of the form."""
    return [name for name in form.fields if old.get(name) != new.get(name)]


def refuse_unchanged() -> Incomplete:
    """Nothing to hand in."""
    return Incomplete(
        "Bản này giống hệt bản đã nộp.",
        mend="Sửa chỗ cần sửa rồi nộp lại, hoặc thôi sửa: hồ sơ đã nộp vẫn còn nguyên.",
        missing=[],
        errors=[],
    )


def _copied(dossier: Dossier, number: int, at: datetime) -> Draft:
    draft = Draft(
        jurisdiction=dossier.jurisdiction,
        service_id=dossier.service_id,
        agency_id=dossier.agency_id,
        procedure_version_id=dossier.procedure_version_id,
        form_version_id=dossier.form_version_id,
        process_version_id=dossier.process_version_id,
        applicant_id=dossier.applicant_id,
        secret=dossier.secret,
        return_way=dossier.return_way,
        return_address=dossier.return_address,
        answers=latest_answers(dossier).answers,
        corrects=dossier,
        based_on=number,
        known={},  # what she told before is all there
        created_at=at,
        saved_at=at,
        expires_at=at + drafts.LIFETIME,
    )
    draft.save(force_insert=True)
    for paper in _handed_in(dossier):
        DraftDocument(
            jurisdiction=dossier.jurisdiction,
            draft=draft,
            requirement=paper.requirement,
            filename=paper.filename,
            file=paper.file,
            added_at=at,
        ).save(force_insert=True)
    return draft


def _handed_in(dossier: Dossier) -> list[DossierDocument]:
    kind = DossierDocument.Kind.APPLICANT
    return [paper for paper in papers_of(dossier) if paper.kind == kind]


def _files(papers: Sequence[Paper] | Sequence[DossierDocument]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for paper in papers:
        found.setdefault(paper.requirement, []).append((paper.file.sha256, paper.filename))
    return {name: sorted(files) for name, files in found.items()}
