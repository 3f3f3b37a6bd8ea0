"""A dossier for its applicant, or for an officer who may read it; strangers get 404."""

import mimetypes
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Form, Router, Schema, UploadedFile

from motcua.api import shapes
from motcua.api.callers import Caller, caller
from motcua.api.problems import NotHere
from motcua.api.repetition import answer_once
from motcua.core.codes import UnknownCode
from motcua.documents.answers import attachment
from motcua.dossiers import access, acts, queries, supplements
from motcua.dossiers.actors import officer_of
from motcua.dossiers.may import may_read, owns
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.papers import papers_of
from motcua.dossiers.timeline import entries_of
from motcua.people.scopes import Scope
from motcua.slips.queries import slips_of

router = Router(tags=["dossiers"])
Json = dict[str, Any]


class SupplementAnswers(Schema):
    """Answers to the fields that were asked; papers are sent to `…/documents` before."""

    answers: dict[str, Any] = {}


class Reason(Schema):
    """Why, if one likes to say."""

    reason: str = ""


@router.get("/dossiers/{code}", summary="A dossier: state, holder, deadlines, timeline, papers")
def read(request: HttpRequest, code: str) -> Json:
    """For the applicant (account or secret) and for officers and auditors who may read it."""
    return detail(_readable(caller(request), code))


@router.get("/dossiers/{code}/documents/{document}", summary="The original of a paper")
def document(request: HttpRequest, code: str, document: str) -> HttpResponseBase:
    """As an attachment."""
    dossier = _readable(caller(request), code)
    found = [paper for paper in papers_of(dossier) if paper.public_id == document]
    if not found:
        raise NotHere
    return attachment(found[0].file, found[0].filename)


@router.get("/dossiers/{code}/slips/{slip}", summary="A slip as PDF")
def slip(request: HttpRequest, code: str, slip: str) -> HttpResponseBase:
    """As an attachment."""
    dossier = _readable(caller(request), code)
    found = [one for one in slips_of(dossier) if one.public_id == slip]
    if not found:
        raise NotHere
    extension = mimetypes.guess_extension(found[0].file.content_type) or ""
    return attachment(found[0].file, f"phieu-{found[0].form}-{dossier.code}{extension}")


@router.post(
    "/dossiers/{code}/documents",
    response={201: dict, 200: dict},
    summary="A paper for a supplement",
)
def supplement_document(
    request: HttpRequest, code: str, file: File[UploadedFile], requirement: Form[str]
) -> tuple[int, Json]:
    """Kept with the open request until `…/supplement` hands it in."""
    who = caller(request)
    dossier = _own(who, code)
    asked = supplements.open_request(dossier)

    def make() -> tuple[int, Json]:
        name = file.name or requirement
        added = supplements.add_document(
            dossier, asked, requirement, file, filename=name, at=who.at
        )
        return 201, shapes.stored(added.public_id, requirement, added.filename, added.file)

    sent = {"requirement": requirement, "name": file.name, "size": file.size}
    return answer_once(
        request, make, place=dossier.jurisdiction, owner=who.owner, body=sent, at=who.at
    )


@router.post("/dossiers/{code}/supplement", summary="Hand in what was asked")
def supplement(request: HttpRequest, code: str, body: SupplementAnswers) -> Json:
    """The clock runs again. What is not yet mended is listed (422)."""
    who = caller(request)
    dossier = _own(who, code)

    def make() -> tuple[int, Json]:
        supplements.save(dossier, supplements.open_request(dossier), body.answers)
        return 200, detail(acts.supplement(dossier, by=who.applicant, at=who.at))

    return answer_once(
        request, make, place=dossier.jurisdiction, owner=who.owner, body=body.dict(), at=who.at
    )[1]


@router.post("/dossiers/{code}/withdraw", summary="Take the dossier back")
def withdraw(request: HttpRequest, code: str, body: Reason) -> Json:
    """Before it is decided."""
    who = caller(request)
    dossier = _own(who, code)

    def make() -> tuple[int, Json]:
        done = acts.withdraw(dossier, by=who.applicant, at=who.at, reason=body.reason)
        return 200, detail(done)

    return answer_once(
        request, make, place=dossier.jurisdiction, owner=who.owner, body=body.dict(), at=who.at
    )[1]


def detail(dossier: Dossier) -> Json:
    """Everything of a dossier but the answers."""
    code = dossier.code
    return {
        **shapes.dossier(dossier),
        "timeline": shapes.times(dossier, entries_of(dossier)),
        "documents": shapes.documents(code, papers_of(dossier)),
        "slips": shapes.slips(code, slips_of(dossier)),
        "payments": [],
        "supplement": _supplement(dossier),
    }


def by_code(code: str) -> Dossier:
    """The dossier of this code; raises `NotHere` for a code that is none or none of ours."""
    try:
        found = queries.tracked(code)
    except UnknownCode as unknown:
        raise NotHere from unknown
    if found is None:
        raise NotHere
    return found


def _readable(who: Caller, code: str) -> Dossier:
    dossier = by_code(code)
    if owns(dossier, who.applicant):
        return dossier
    if who.user is not None and (who.may(Scope.DESK) or who.may(Scope.AUDIT)):
        officer = officer_of(who.user, who.at)
        if may_read(dossier, officer):
            access.look(dossier, by=officer, at=who.at)
            return dossier
    raise NotHere


def _own(who: Caller, code: str) -> Dossier:
    dossier = by_code(code)
    if not owns(dossier, who.applicant):
        raise NotHere
    return dossier


def _supplement(dossier: Dossier) -> Json | None:
    """What is asked now, and until when."""
    if dossier.state != "awaiting_applicant":
        return None
    asked: SupplementRequest = supplements.open_request(dossier)
    return {"items": asked.items, "answer_by": shapes.moment(asked.answer_by)}
