"""Answering a request for a supplement: just the fields and papers that were asked.

And what a mended answer brings in: a field or paper that was not asked in the form before is
opened with it. What the applicant has mended so far is staged with the request, so nothing typed
is lost; the act `supplement` hands it in.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from motcua.agencies.sharding import split_public_id
from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, WrongState
from motcua.core.states import State
from motcua.documents import changes as documents
from motcua.documents.models import StoredFile
from motcua.dossiers.drafts import check_requirement, check_room, refuse_incomplete
from motcua.dossiers.models import Dossier, SupplementDocument, SupplementRequest
from motcua.dossiers.papers import Paper, latest_answers, papers_of
from motcua.eforms import validation, versions
from motcua.eforms.definitions import Field, Form
from motcua.eforms.validation import Checked, FieldError, Missing


def open_request(dossier: Dossier) -> SupplementRequest:
    """The request that waits for an answer; raises `WrongState` when none does."""
    rows = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk, answered_at=None
    )
    request = rows.order_by("-asked_at").first()
    if request is None or dossier.state != State.AWAITING_APPLICANT:
        raise _nothing_asked()
    return request


def put_off(dossier: Dossier, answer_by: datetime) -> None:
    """Give the applicant until this moment to answer the open request."""
    request = open_request(dossier)
    request.answer_by = answer_by
    request.save(update_fields=["answer_by"])


def requests_of(dossier: Dossier) -> list[SupplementRequest]:
    """Every request for a supplement, answered or not, the newest first; read once an instance."""
    pinned = SupplementRequest.objects.filter(jurisdiction=dossier.jurisdiction)
    prefetch_related_objects([dossier], Prefetch("supplements", queryset=pinned))
    found = dossier.supplements.all()
    return sorted(found, key=lambda one: (one.asked_at, one.pk), reverse=True)


def open_fields(dossier: Dossier, request: SupplementRequest) -> list[Field]:
    """The fields and papers that can be mended now, in the order of the form."""
    opened = _Opened(dossier, request)
    return [field for name, field in opened.form.fields.items() if name in opened.names]


def locked(request: SupplementRequest) -> SupplementRequest:
    """The request as it is now, locked; raises `WrongState` once it was answered or is over."""
    rows = SupplementRequest.objects.select_for_update(of=("self",)).filter(
        jurisdiction=request.jurisdiction,
        pk=request.pk,
        answered_at=None,
        dossier__jurisdiction=request.jurisdiction,
        dossier__state=State.AWAITING_APPLICANT,
    )
    waiting = rows.first()
    if waiting is None:
        raise _nothing_asked()
    return waiting


@transaction.atomic
def save(
    dossier: Dossier, request: SupplementRequest, patch: Mapping[str, Any]
) -> SupplementRequest:
    """Stage answers for the fields that were asked; a null clears the answer.

    Raises `Incomplete` for any other field, `WrongState` when the request waits no longer.
    """
    waiting = locked(request)
    given = _given(versions.load(dossier.form_version), patch)
    waiting.staged = {**waiting.staged, **given}
    _check_opened(_Opened(dossier, waiting), given)
    waiting.save(update_fields=["staged"])
    request.staged = waiting.staged
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
    """Stage a paper that was asked. Raises `FileRefused`, `Incomplete`, `WrongState`."""
    check_takes(dossier, request, requirement)
    file = documents.take_in(dossier.jurisdiction, source, filename=filename, at=at)
    return attach(dossier, request, requirement, file, filename=filename, at=at)


@transaction.atomic
def attach(
    dossier: Dossier,
    request: SupplementRequest,
    requirement: str,
    file: StoredFile,
    *,
    filename: str,
    at: datetime,
) -> SupplementDocument:
    """The second half of `add_document`, for a file that was taken in; raises the same."""
    check_takes(dossier, request, requirement)
    return SupplementDocument.objects.create(
        jurisdiction=dossier.jurisdiction,
        supplement=locked(request),
        requirement=requirement,
        filename=filename[-200:],
        file=documents.record(file),
        added_at=at,
    )


def check_takes(dossier: Dossier, request: SupplementRequest, requirement: str) -> None:
    """Does the form ask for this paper, did the agency, is there room for one more?

    Raises as `add_document`.
    """
    check_requirement(versions.load(dossier.form_version), requirement)
    _check_opened(_Opened(dossier, request), [requirement])
    check_room(staged_documents(request), requirement)


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
    return _check(_Opened(dossier, request), staged_documents(request), at)


def complete(
    dossier: Dossier, request: SupplementRequest, at: datetime
) -> tuple[dict[str, Any], list[Paper]]:
    """The new answers and papers; raises `Incomplete` with what was asked and not mended."""
    opened, staged = _Opened(dossier, request), staged_documents(request)
    refuse_incomplete(_check(opened, staged, at))
    return validation.effective_answers(opened.form, opened.answers), [
        Paper(requirement=row.requirement, filename=row.filename, file=row.file)
        for row in staged
        if row.requirement in opened.names
    ]


def close(request: SupplementRequest, at: datetime) -> None:
    """The request is answered."""
    request.answered_at, request.staged = at, {}
    request.save(update_fields=["answered_at", "staged"])


class _Opened:
    """What is open to the applicant: what was asked, and what her new answers bring in."""

    def __init__(self, dossier: Dossier, request: SupplementRequest) -> None:
        self.dossier, self.request = dossier, request
        self.form: Form = versions.load(dossier.form_version)
        old = latest_answers(dossier).answers
        self.answers: dict[str, Any] = {**old, **request.staged}
        before, after = _asked_in(self.form, old), _asked_in(self.form, self.answers)
        asked = {item["id"] for item in request.items}
        # What was asked falls away when another mended answer hides it.
        self.names = asked - (before - after) | (after - before)


def _check(opened: _Opened, staged: list[SupplementDocument], at: datetime) -> Checked:
    sent = {row.requirement for row in staged}
    present = sent | {paper.requirement for paper in papers_of(opened.dossier)}
    today = local_day(at)
    whole = validation.check(opened.form, opened.answers, present, today=today)
    missing = [one for one in whole.missing if one.id in opened.names]
    known = {one.id for one in missing}
    missing += [one for one in _untouched(opened, sent) if one.id not in known]
    errors = [error for error in whole.errors if _about(error) in opened.names]
    return Checked(missing=missing, errors=errors)


def _untouched(opened: _Opened, sent: set[str]) -> Iterator[Missing]:
    """What was asked and not answered at all: an old answer, though valid, is what was wrong."""
    for item in opened.request.items:
        answered = sent if item["kind"] == "document" else opened.request.staged
        if item["id"] in opened.names and item["id"] not in answered:
            yield Missing(kind=item["kind"], id=item["id"])


def _asked_in(form: Form, answers: Mapping[str, Any]) -> set[str]:
    return {field.name for field in validation.visible_fields(form, answers)}


def _given(form: Form, patch: Mapping[str, Any]) -> dict[str, Any]:
    """The patch by flat names; cleared ones are None. Raises `Incomplete` for unknown keys."""
    blank: dict[str, Any] = dict.fromkeys(form.fields)
    merged = validation.merge(form, blank, patch)
    given = {name: value for name, value in merged.items() if value is not None}
    return given | dict.fromkeys(blank.keys() - merged.keys())


def _check_opened(opened: _Opened, names: Collection[str]) -> None:
    others = sorted(set(names) - opened.names)
    if others:
        raise Incomplete(
            "Chỉ sửa được những mục cơ quan yêu cầu.",
            mend=f"Bỏ các mục: {', '.join(others)}.",
            missing=[],
            errors=[{"field": f"/{name}", "message": "Không được yêu cầu sửa"} for name in others],
        )


def _nothing_asked() -> WrongState:
    return WrongState("Hồ sơ này không chờ bổ sung.", mend="Xem trạng thái hồ sơ ở trang tra cứu.")


def _about(error: FieldError) -> str:
    """The field in which the error's pointer lies."""
    return error.field.split("/")[1]
