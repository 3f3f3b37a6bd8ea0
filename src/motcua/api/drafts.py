"""Filling in and handing in: drafts, their papers, and submit."""

import uuid
from typing import Any

from ninja import File, Form, Router, UploadedFile
from ninja.responses import Status

from motcua.api.bodies import Closed, Code
from motcua.api.callers import APPLICANT_OR_OFFICER, Caller, Request
from motcua.api.description import ANYBODY
from motcua.api.paging import Listed
from motcua.api.problems import NotHere
from motcua.api.repetition import answer_once, idempotency_key, upload_digest
from motcua.api.shapes import drafts as shapes
from motcua.api.shapes.drafts import Begun, CheckedShape, DraftShape, Receipt
from motcua.api.shapes.papers import Stored, stored
from motcua.catalogue import queries
from motcua.catalogue.models import Service
from motcua.core.refusals import Incomplete
from motcua.documents.changes import take_in
from motcua.dossiers import drafts, known
from motcua.dossiers.handing_in import hand_in
from motcua.dossiers.models import Draft, DraftDocument

router = Router(tags=["drafts"], auth=APPLICANT_OR_OFFICER)


class NewDraft(Closed):
    """`service` is the id of `GET /services`; `agency` its code where several offer it.

    `use_known`: the account agrees that what it told before is filled in.
    """

    service: Code
    agency: Code | None = None
    use_known: bool = False


class Answers(Closed):
    """Answers by field name; null clears one."""

    answers: dict[str, Any]


@router.post("/drafts", response={201: Begun}, openapi_extra=ANYBODY, summary="Begin a draft")
def begin(request: Request, wanted: NewDraft) -> Status[Begun]:
    """A draft with the secret that opens it. With a token it belongs to the account."""
    who, service = request.auth, _service(wanted)
    earlier = drafts.open_for(who.account, service, at=who.at) if who.account else []

    def make() -> Begun:
        draft = drafts.start(service, by=who.account, at=who.at)
        if wanted.use_known:
            known.take(draft, at=who.at)
        return shapes.begun(draft, earlier)

    return answer_once(request, make, place=service.agency.jurisdiction, status=201)


@router.get("/drafts/{draft}", response=DraftShape, summary="A draft as it stands")
def read(request: Request, draft: str) -> DraftShape:
    """Its answers and papers, and what is missing or wrong."""
    who = request.auth
    mine = _mine(who, draft, whole=True)
    drafts.check_open(mine, who.at)
    return shapes.draft(mine, drafts.documents_of(mine), drafts.check(mine, at=who.at))


@router.patch("/drafts/{draft}", response=CheckedShape, summary="Merge answers into a draft")
def answer(request: Request, draft: str, body: Answers) -> CheckedShape:
    """Top-level keys are merged, arrays replaced, null clears; what is not asked is ignored.

    An invalid value is kept and listed; a key that the form does not have is refused.
    """
    who = request.auth
    return shapes.checked(drafts.save(_mine(who, draft), body.answers, at=who.at))


@router.post("/drafts/{draft}/documents", response={201: Stored}, summary="Send a paper")
def upload(
    request: Request, draft: str, file: File[UploadedFile], requirement: Form[Code]
) -> Status[Stored]:
    """One file for one requirement, which is the name of a document field; several may be sent."""
    who = request.auth
    mine = _mine(who, draft)
    name = file.name or requirement
    kept = take_in(mine.jurisdiction, file, filename=name, at=who.at)

    def make() -> Stored:
        return stored(drafts.attach(mine, requirement, kept, filename=name, at=who.at))

    sent = upload_digest(kept, requirement, name)
    return answer_once(request, make, place=mine.jurisdiction, status=201, body=sent)


@router.get("/drafts/{draft}/documents", response=Listed[Stored], summary="The papers of a draft")
def papers(request: Request, draft: str) -> Listed[Stored]:
    """What was sent so far, all on one page."""
    return Listed(items=[stored(one) for one in _papers(request.auth, draft)], next=None)


@router.get("/drafts/{draft}/documents/{document}", response=Stored, summary="One paper of a draft")
def paper(request: Request, draft: str, document: str) -> Stored:
    """What is known of it."""
    for one in _papers(request.auth, draft):
        if one.public_id == document:
            return stored(one)
    raise NotHere


@router.delete(
    "/drafts/{draft}/documents/{document}", response={204: None}, summary="Take a paper away"
)
def remove(request: Request, draft: str, document: str) -> Status[None]:
    """It is gone from the draft."""
    if not drafts.remove_document(_mine(request.auth, draft), document, at=request.auth.at):
        raise NotHere
    return Status(204, None)


@router.post("/drafts/{draft}/submit", response={201: Receipt, 200: Receipt}, summary="Hand it in")
def submit(request: Request, draft: str) -> Status[Receipt]:
    """The draft becomes a dossier. The same key again: 200, same body; another key: 409."""
    who = request.auth
    mine = _mine(who, draft, whole=True)
    key = idempotency_key(request) or uuid.uuid4().hex
    dossier = hand_in(mine, by=who.applicant, at=who.at, key=key)
    made_now = dossier.submitted_at == who.at
    return Status(201 if made_now else 200, shapes.receipt(dossier))


def _service(wanted: NewDraft) -> Service:
    """The one service that is meant; raises `Incomplete` with the agencies to choose from."""
    named = wanted.agency and queries.service_or_none(wanted.service, wanted.agency)
    if named:
        return named
    procedure = queries.procedure_or_none(wanted.service)
    if procedure is None:
        raise _unclear("service", "Không có dịch vụ này", mend="Lấy id ở GET /services.")
    offered = queries.services_of(procedure)
    chosen = [one for one in offered if wanted.agency in {None, one.agency.code}]
    if len(chosen) == 1:
        return chosen[0]
    if not offered:
        raise _unclear(
            "service", "Chưa cơ quan nào nhận thủ tục này trên mạng", mend="Nộp tại quầy."
        )
    codes = [one.agency.code for one in offered]
    message = "Chọn một cơ quan có nhận thủ tục này"
    raise _unclear("agency", message, mend=f"Ví dụ: {', '.join(codes[:5])}.", agencies=codes)


def _unclear(field: str, message: str, *, mend: str, **facts: Any) -> Incomplete:
    errors = [{"field": f"/{field}", "message": message}]
    return Incomplete(f"{message}.", mend=mend, missing=[], errors=errors, **facts)


def _mine(who: Caller, public_id: str, *, whole: bool = False) -> Draft:
    """The draft that the secret or the account opens; raises `NotHere`."""
    found = drafts.find(public_id, secret=who.secret, user=who.account, whole=whole)
    if found is None:
        raise NotHere
    return found


def _papers(who: Caller, public_id: str) -> list[DraftDocument]:
    return drafts.documents_of(_mine(who, public_id))
