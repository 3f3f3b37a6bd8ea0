"""Answering a request for a supplement: just the fields and papers that were asked.

What the applicant has mended so far is staged with the request, so nothing typed is lost; the act
`supplement` hands it in.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile

from motcua.agencies.sharding import split_public_id
from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, WrongState
from motcua.documents import changes as documents
from motcua.dossiers.drafts import check_requirement, refuse_incomplete
from motcua.dossiers.models import Dossier, SupplementDocument, SupplementRequest
from motcua.dossiers.papers import Paper, latest_answers, papers_of
from motcua.eforms import validation, versions
from motcua.eforms.validation import Checked, FieldError, Missing


def open_request(dossier: Dossier) -> SupplementRequest:
    """The request that waits for an answer; raises `WrongState` when none does."""
    rows = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk, answered_at=None
    )
    request = rows.order_by("-asked_at").first()
    if request is None:
        raise WrongState(
            "Hồ sơ này không chờ bổ sung.", mend="Xem trạng thái hồ sơ ở trang tra cứu."
        )
    return request


def requests_of(dossier: Dossier) -> list[SupplementRequest]:
    """Every request for a supplement, answered or not, the newest first."""
    rows = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk
    )
    return list(rows.order_by("-asked_at", "-id"))


def save(
    dossier: Dossier, request: SupplementRequest, patch: Mapping[str, Any]
) -> SupplementRequest:
    """Stage answers for the fields that were asked; raises `Incomplete` for any other."""
    form = versions.load(dossier.form_version)
    asked = {item["id"] for item in request.items if item["kind"] == "field"}
    flat = validation.merge(form, {}, patch)
    others = sorted(set(flat) - asked)
    if others:
        raise Incomplete(
            "Chỉ sửa được những mục cơ quan yêu cầu.",
            mend=f"Bỏ các mục: {', '.join(others)}.",
            missing=[],
            errors=[{"field": f"/{name}", "message": "Không được yêu cầu sửa"} for name in others],
        )
    request.staged = {**request.staged, **flat}
    request.save(update_fields=["staged"])
    return request


def add_document(
    dossier: Dossier,
    request: SupplementRequest,
    requirement: str,
    source: UploadedFile | BinaryIO,
    *,
    filename: str,
    at: datetime,
) -> SupplementDocument:
    """Stage a paper that was asked. Raises `FileRefused`, `Incomplete`."""
    check_requirement(versions.load(dossier.form_version), requirement)
    file = documents.store(dossier.jurisdiction, source, filename=filename, at=at)
    return SupplementDocument.objects.create(
        jurisdiction=dossier.jurisdiction,
        supplement=request,
        requirement=requirement,
        filename=filename[-200:],
        file=file,
        added_at=at,
    )


def remove_document(request: SupplementRequest, public_id: str) -> bool:
    """Take a staged paper away again; False when there is none."""
    place = split_public_id(public_id)
    rows = SupplementDocument.objects.filter(
        jurisdiction=request.jurisdiction, supplement=request, pk=place[1] if place else 0
    )
    return bool(rows.delete()[0])


def staged_documents(request: SupplementRequest) -> list[SupplementDocument]:
    """The papers staged so far, in order."""
    rows = SupplementDocument.objects.filter(
        jurisdiction=request.jurisdiction,
        supplement=request,
        file__jurisdiction=request.jurisdiction,
    )
    return list(rows.select_related("file").order_by("id"))


def check(dossier: Dossier, request: SupplementRequest, at: datetime) -> Checked:
    """What of the asked fields and papers is not yet mended."""
    form = versions.load(dossier.form_version)
    answers = {**latest_answers(dossier).answers, **request.staged}
    staged = {row.requirement for row in staged_documents(request)}
    present = staged | {paper.requirement for paper in papers_of(dossier)}
    whole = validation.check(form, answers, present, today=local_day(at))
    asked = {item["id"] for item in request.items}
    missing = [one for one in whole.missing if one.id in asked or one.kind == "field"]
    for item in request.items:
        untouched = item["id"] not in (staged if item["kind"] == "document" else request.staged)
        if untouched and all(one.id != item["id"] for one in missing):
            missing.append(Missing(kind=item["kind"], id=item["id"]))
    return Checked(missing=missing, errors=[e for e in whole.errors if _about(e, asked)])


def complete(
    dossier: Dossier, request: SupplementRequest, at: datetime
) -> tuple[dict[str, Any], list[Paper]]:
    """The new answers and papers; raises `Incomplete` with what was asked and not mended."""
    refuse_incomplete(check(dossier, request, at))
    form = versions.load(dossier.form_version)
    answers = {**latest_answers(dossier).answers, **request.staged}
    return validation.effective_answers(form, answers), [
        Paper(requirement=row.requirement, filename=row.filename, file=row.file)
        for row in staged_documents(request)
    ]


def close(request: SupplementRequest, at: datetime) -> None:
    """The request is answered."""
    request.answered_at, request.staged = at, {}
    request.save(update_fields=["answered_at", "staged"])


def _about(error: FieldError, asked: set[str]) -> bool:
    """Does the error's pointer lie in one of the asked fields?"""
    return error.field.split("/")[1] in asked
