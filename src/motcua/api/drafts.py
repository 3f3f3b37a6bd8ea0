"""Filling in and handing in: drafts, their papers, and submit."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, UploadedFile

from motcua.api import shapes
from motcua.api.callers import Caller, caller
from motcua.api.problems import NotHere
from motcua.api.repetition import answer_once, idempotency_key
from motcua.catalogue import queries
from motcua.catalogue.models import Service
from motcua.core.refusals import Incomplete
from motcua.dossiers import acts, drafts
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier, Draft
from motcua.eforms.validation import Checked
from motcua.people.scopes import Scope

router = Router(tags=["drafts"])
Json = dict[str, Any]


class NewDraft(Schema):
    """`service` is the id of `GET /services`; `agency` its code where several offer it."""

    service: str
    agency: str | None = None


class Answers(Schema):
    """Answers by field name; null clears one."""

    answers: dict[str, Any]


@router.post("/drafts", response={201: dict, 200: dict}, summary="Begin a draft")
def begin(request: HttpRequest, wanted: NewDraft) -> tuple[int, Json]:
    """A draft with the secret that opens it, in `X-Draft-Secret`."""
    who = caller(request)
    service = _service(wanted)

    def make() -> tuple[int, Json]:
        by = who.user if who.may(Scope.APPLICANT) else None
        draft = drafts.start(service, by=by, at=who.at)
        return 201, {
            "id": draft.public_id,
            "secret": draft.secret,
            "expires_at": shapes.moment(draft.expires_at),
        }

    place = service.agency.jurisdiction
    return answer_once(request, make, place=place, owner=who.owner, body=wanted.dict(), at=who.at)


@router.get("/drafts/{draft}", summary="A draft: answers, papers, what is missing")
def read(request: HttpRequest, draft: str) -> Json:
    """The draft as it stands."""
    who = caller(request)
    mine = _draft(who, draft)
    drafts.check_open(mine, who.at)
    return {
        "id": mine.public_id,
        "service": shapes.procedure(mine.service.procedure),
        "agency": shapes.agency(mine.agency),
        "expires_at": shapes.moment(mine.expires_at),
        "answers": mine.answers,
        "documents": [_document(one) for one in drafts.documents_of(mine)],
        **_checked(drafts.check(mine, at=who.at)),
    }


@router.patch("/drafts/{draft}", summary="Merge answers into a draft")
def answer(request: HttpRequest, draft: str, body: Answers) -> Json:
    """An invalid value is kept and listed; an unknown key is refused."""
    who = caller(request)
    mine = _draft(who, draft)
    return _checked(drafts.save(mine, body.answers, at=who.at))


@router.post("/drafts/{draft}/documents", response={201: dict, 200: dict}, summary="Send a paper")
def upload(
    request: HttpRequest, draft: str, file: File[UploadedFile], requirement: Form[str]
) -> tuple[int, Json]:
    """One file for one requirement of the form."""
    who = caller(request)
    mine = _draft(who, draft)

    def make() -> tuple[int, Json]:
        name = file.name or requirement
        added = drafts.add_document(mine, requirement, file, filename=name, at=who.at)
        return 201, _document(added)

    sent = {"draft": draft, "requirement": requirement, "name": file.name, "size": file.size}
    return answer_once(
        request, make, place=mine.jurisdiction, owner=who.owner, body=sent, at=who.at
    )


@router.get("/drafts/{draft}/documents", summary="The papers of a draft")
def papers(request: HttpRequest, draft: str) -> Json:
    """What was sent so far."""
    mine = _draft(caller(request), draft)
    return {"items": [_document(one) for one in drafts.documents_of(mine)], "next": None}


@router.get("/drafts/{draft}/documents/{document}", summary="One paper of a draft")
def paper(request: HttpRequest, draft: str, document: str) -> Json:
    """What is known of it."""
    mine = _draft(caller(request), draft)
    found = [one for one in drafts.documents_of(mine) if one.public_id == document]
    if not found:
        raise NotHere
    return _document(found[0])


@router.delete(
    "/drafts/{draft}/documents/{document}", response={204: None}, summary="Take a paper away"
)
def remove(request: HttpRequest, draft: str, document: str) -> tuple[int, None]:
    """It is gone from the draft."""
    who = caller(request)
    if not drafts.remove_document(_draft(who, draft), document, at=who.at):
        raise NotHere
    return 204, None


@router.post("/drafts/{draft}/submit", response={201: dict, 200: dict}, summary="Hand it in")
def submit(request: HttpRequest, draft: str) -> tuple[int, Json]:
    """The draft becomes a dossier. The same key again: the same body; another key: 409."""
    who = caller(request)
    mine = _draft(who, draft)
    again = mine.dossier_id is not None
    key = idempotency_key(request) or uuid.uuid4().hex
    dossier = acts.submit(mine, by=who.applicant, at=who.at, key=key)
    return (200 if again else 201), _receipt(dossier)


def _receipt(dossier: Dossier) -> Json:
    """As it was at the moment of submission, whatever happened since: the same body every time."""
    return {
        "code": dossier.code,
        "state": "submitted",
        "submitted_at": shapes.moment(dossier.submitted_at),
        "appointment": None,
        "track_url": track_url(dossier),
    }


def _service(wanted: NewDraft) -> Service:
    procedure = queries.procedure_or_none(wanted.service)
    if procedure is None:
        raise NotHere
    offered = queries.services_of(procedure)
    chosen = [one for one in offered if wanted.agency in {None, one.agency.code}]
    if len(chosen) == 1:
        return chosen[0]
    codes = [one.agency.code for one in offered]
    raise Incomplete(
        "Cho biết nộp ở cơ quan nào."
        if offered
        else "Chưa cơ quan nào nhận thủ tục này trên mạng.",
        mend=f"agency là một trong: {', '.join(codes[:20])}." if codes else "",
        errors=[{"field": "/agency", "message": "Chọn một cơ quan có nhận thủ tục này"}],
        agencies=codes[:100],
    )


def _draft(who: Caller, public_id: str) -> Draft:
    user = who.user if who.may(Scope.APPLICANT) else None
    found = drafts.find(public_id, secret=who.secret, user=user)
    if found is None:
        raise NotHere
    return found


def _document(one: Any) -> Json:
    return shapes.stored(one.public_id, one.requirement, one.filename, one.file)


def _checked(checked: Checked) -> Json:
    return {
        "missing": [{"kind": one.kind, "id": one.id} for one in checked.missing],
        "errors": [{"field": one.field, "message": one.message} for one in checked.errors],
    }
