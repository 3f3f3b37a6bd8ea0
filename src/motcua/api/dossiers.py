"""A dossier for its applicant, or for an officer who may read it; strangers get 404."""

from typing import Annotated, Any, Literal

from django.http.response import HttpResponseBase
from ninja import Body, File, Form, Router, UploadedFile
from ninja.responses import Status
from pydantic import StringConstraints

from motcua.api import ways_to_pay
from motcua.api.bodies import Closed, Code, Words
from motcua.api.callers import APPLICANT_OR_OFFICER, Caller, Request
from motcua.api.description import BYTES
from motcua.api.problems import NotHere
from motcua.api.repetition import answer_once, upload_digest
from motcua.api.shapes import dossiers as shapes
from motcua.api.shapes.dossiers import DossierShape, MessageShape
from motcua.api.shapes.papers import Stored, stored
from motcua.api.shapes.payments import WayToPay
from motcua.api.shapes.ratings import GradeName, RatingShape
from motcua.api.shapes.ratings import rating as rating_shape
from motcua.documents.answers import attachment
from motcua.documents.changes import take_in
from motcua.dossiers import access, acts, messages, queries, supplements
from motcua.dossiers.consultations import papers_of_answer, papers_shown, seen_by
from motcua.dossiers.may import may_read, owns
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.papers import papers_for_applicant, papers_of
from motcua.feedback.acts import rate
from motcua.people.scopes import Scope
from motcua.slips.issuing import file_of
from motcua.slips.queries import slips_for_applicant

router = Router(tags=["dossiers"], auth=APPLICANT_OR_OFFICER)


class SupplementAnswers(Closed):
    """Answers to the fields that were asked; papers are sent to `…/documents` before."""

    answers: dict[str, Any] = {}


class Reason(Closed):
    """Why, if one likes to say."""

    reason: Words = ""


class Written(Closed):
    """A message to the other side."""

    text: Words


class Paying(Closed):
    """`gateway` in a browser, which comes back to `back`; `vietqr` with a bank's app."""

    way: Literal["gateway", "vietqr"]
    back: Annotated[str, StringConstraints(max_length=500)] = ""


class Rated(Closed):
    """A grade for each of the three, and what else one likes to say."""

    ease: GradeName
    time: GradeName
    conduct: GradeName
    comment: Words = ""


@router.get("/dossiers/{code}", response=DossierShape, summary="A dossier and what happened to it")
def read(request: Request, code: str) -> DossierShape:
    """State, step, holder, deadlines, timeline, papers, slips, and what is asked now."""
    return shapes.dossier(request, _readable(request.auth, code))


@router.get(
    "/dossiers/{code}/documents/{document}", openapi_extra=BYTES, summary="The original of a paper"
)
def document(request: Request, code: str, document: str) -> HttpResponseBase:
    """As an attachment."""
    for paper in _papers(request.auth, code):
        if paper.public_id == document:
            return attachment(paper.file, paper.filename)
    raise NotHere


@router.get("/dossiers/{code}/slips/{slip}", openapi_extra=BYTES, summary="A slip as PDF")
def slip(request: Request, code: str, slip: str) -> HttpResponseBase:
    """As an attachment."""
    dossier = _readable(request.auth, code)
    for one in slips_for_applicant(dossier):
        if one.public_id == slip:
            return attachment(file_of(one, dossier), f"phieu-{one.form}-{dossier.code}.pdf")
    raise NotHere


@router.post("/dossiers/{code}/payments", response={201: WayToPay}, summary="Pay what is due")
def pay(request: Request, code: str, body: Paying) -> Status[WayToPay]:
    """What is still due; whether it came shows in `payments` of the dossier, never here."""
    who = request.auth
    dossier = _own(who, code)

    def make() -> WayToPay:
        return ways_to_pay.begin(
            dossier, body.way, at=who.at, back=body.back, visitor=request.META["REMOTE_ADDR"]
        )

    return answer_once(request, make, place=dossier.jurisdiction, status=201)


@router.post(
    "/dossiers/{code}/documents", response={201: Stored}, summary="Send a paper for a supplement"
)
def send(
    request: Request, code: str, file: File[UploadedFile], requirement: Form[Code]
) -> Status[Stored]:
    """Kept with the open request until `…/supplement` hands it in."""
    who = request.auth
    dossier = _own(who, code)
    name = file.name or requirement
    kept = take_in(dossier.jurisdiction, file, filename=name, at=who.at)

    def make() -> Stored:
        asked = supplements.open_request(dossier)
        return stored(
            supplements.attach(dossier, asked, requirement, kept, filename=name, at=who.at)
        )

    sent = upload_digest(kept, requirement, name)
    return answer_once(request, make, place=dossier.jurisdiction, status=201, body=sent)


@router.post("/dossiers/{code}/supplement", response=DossierShape, summary="Hand in what was asked")
def supplement(
    request: Request, code: str, body: Body[SupplementAnswers | None] = None
) -> Status[DossierShape]:
    """The clock runs again. What is not yet mended is listed (422)."""
    who = request.auth
    dossier = _own(who, code)

    def make() -> DossierShape:
        if body:
            supplements.save(dossier, supplements.open_request(dossier), body.answers)
        acts.supplement(dossier, by=who.applicant, at=who.at)
        return shapes.dossier(request, by_code(code))

    return answer_once(request, make, place=dossier.jurisdiction)


@router.post("/dossiers/{code}/withdraw", response=DossierShape, summary="Take the dossier back")
def withdraw(request: Request, code: str, body: Body[Reason | None] = None) -> Status[DossierShape]:
    """Before it is decided."""
    who = request.auth
    dossier = _own(who, code)

    def make() -> DossierShape:
        acts.withdraw(dossier, by=who.applicant, at=who.at, reason=body.reason if body else "")
        return shapes.dossier(request, by_code(code))

    return answer_once(request, make, place=dossier.jurisdiction)


@router.post(
    "/dossiers/{code}/messages", response={201: MessageShape}, summary="Write to the other side"
)
def write(request: Request, code: str, body: Body[Written]) -> Status[MessageShape]:
    """The applicant to the officers who have the dossier, or one of them to the applicant."""
    who = request.auth
    dossier = _readable(who, code)
    by = who.applicant if owns(dossier, who.applicant) else who.officer

    def make() -> MessageShape:
        return shapes.message(messages.write(dossier, by=by, at=who.at, text=body.text))

    return answer_once(request, make, place=dossier.jurisdiction, status=201)


@router.post("/dossiers/{code}/rating", response=RatingShape, summary="Rate how it was handled")
def rating(request: Request, code: str, body: Body[Rated]) -> Status[RatingShape]:
    """After the result was returned, in the three grades of the law; changeable for some days."""
    who = request.auth
    dossier = _own(who, code)

    def make() -> RatingShape:
        grades = {"ease": body.ease, "time": body.time, "conduct": body.conduct}
        given = rate(dossier, by=who.applicant, at=who.at, **grades, comment=body.comment)
        return rating_shape(given)

    return answer_once(request, make, place=dossier.jurisdiction)


def by_code(code: str) -> Dossier:
    """The dossier of this code; raises `NotHere`, and `UnknownCode` for what is no code at all."""
    found = queries.tracked(code)
    if found is None:
        raise NotHere
    return found


def _readable(who: Caller, code: str) -> Dossier:
    """The dossier, for whoever may read it; an officer's look is noted. Raises `NotHere`."""
    dossier = by_code(code)
    if owns(dossier, who.applicant):
        return dossier
    if who.may(Scope.DESK) or who.may(Scope.AUDIT):
        by = who.officer
        if may_read(dossier, by):
            access.look(dossier, by=by, at=who.at)
            return dossier
    raise NotHere


def _papers(who: Caller, code: str) -> list[DossierDocument]:
    """The papers this caller may fetch: an agency that was asked, those it was shown."""
    dossier = by_code(code)
    asked = seen_by(dossier, who.officer) if who.may(Scope.DESK) else None
    if asked is not None and not may_read(dossier, who.officer):
        access.look(dossier, by=who.officer, at=who.at)
        return [*papers_shown(dossier, asked), *papers_of_answer(dossier, asked)]
    dossier = _readable(who, code)
    return papers_for_applicant(dossier) if owns(dossier, who.applicant) else papers_of(dossier)


def _own(who: Caller, code: str) -> Dossier:
    """The dossier of this applicant; raises `NotHere`."""
    dossier = by_code(code)
    if not owns(dossier, who.applicant):
        raise NotHere
    return dossier
