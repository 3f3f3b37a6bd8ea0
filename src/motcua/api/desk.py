"""The desk: queue, one dossier with exactly the acts that would work now, and those acts."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router, Schema
from pydantic import Field

from motcua.api import dossiers, shapes
from motcua.api.act_schemas import AnyAct
from motcua.api.callers import officer
from motcua.api.problems import NotHere, of_refusal
from motcua.api.repetition import answer_once
from motcua.catalogue import queries as catalogue
from motcua.core.refusals import Conflict, NotAllowed, Refusal, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import access, acts, queries
from motcua.dossiers.act_forms import acts_for, perform
from motcua.dossiers.actors import Officer
from motcua.dossiers.may import may_read
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers
from motcua.eforms.description import describe_fields

router = Router(tags=["desk"])
Json = dict[str, Any]


class Wanted(Schema):
    """Which part of the queue."""

    queue: Literal["mine", "agency"] = "mine"
    state: State | None = None
    cursor: str = ""
    limit: int = Field(queries.PAGE, ge=1, le=100)


class AtCounter(Schema):
    """A dossier received at the counter; `applicant` may be given apart from the answers."""

    service: str
    agency: str
    applicant: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    reason_for_counter: str = Field("", max_length=40)


@router.get("/dossiers", summary="The queue, ordered by what is due")
def queue(request: HttpRequest, wanted: Query[Wanted]) -> Json:
    """What this officer's roles hold, or all that is open at her agencies."""
    by, _ = officer(request)
    page = queries.queue(
        by, which=wanted.queue, state=wanted.state, cursor=wanted.cursor, limit=wanted.limit
    )
    items = [{**shapes.dossier(one), "applicant": one.applicant_name} for one in page.items]
    return {"items": items, "next": _next(request, page.next)}


@router.get("/dossiers/{code}", summary="One dossier and what can be done with it")
def read(request: HttpRequest, code: str) -> Json:
    """With the answers, the version, and exactly the acts that would work now."""
    by, at = officer(request)
    dossier = _readable(by, code)
    access.look(dossier, by=by, at=at)
    return _detail(dossier, by, at)


@router.post("/dossiers", response={201: dict}, summary="Receive at the counter")
def receive(request: HttpRequest, body: AtCounter) -> tuple[int, Json]:
    """Submit and accept in one, for a person without an account."""
    by, at = officer(request)
    service = catalogue.service_or_none(body.service, body.agency)
    if service is None:
        raise NotHere
    named = {f"applicant.{name}": value for name, value in body.applicant.items()}

    def make() -> tuple[int, Json]:
        dossier = acts.receive(
            service,
            by=by,
            at=at,
            answers={**body.answers, **named},
            reason_for_counter=body.reason_for_counter,
        )
        return 201, _detail(dossier, by, at)

    place, owner = service.agency.jurisdiction, f"user:{by.user.pk}"
    return answer_once(request, make, place=place, owner=owner, body=body.dict(), at=at)


@router.post("/dossiers/{code}/acts", response={200: dict}, summary="Do one act")
def act(request: HttpRequest, code: str, body: Body[AnyAct]) -> Json | HttpResponse:
    """A refusal lists the acts that would work now."""
    by, at = officer(request)
    dossier = _readable(by, code)

    def make() -> tuple[int, Json]:
        done = perform(
            Act(body.act), dossier, by=by, at=at, version=body.version, values=body.values()
        )
        return 200, _detail(done, by, at)

    asked = {"act": body.act, "version": body.version, **body.values()}
    try:
        owner = f"user:{by.user.pk}"
        return answer_once(
            request, make, place=dossier.jurisdiction, owner=owner, body=asked, at=at
        )[1]
    except (WrongState, NotAllowed, Conflict) as refusal:
        return _refused(refusal, by, at, code)


def _refused(refusal: Refusal, by: Officer, at: datetime, code: str) -> HttpResponse:
    now = _readable(by, code)
    possible = [form.act.value for form in acts_for(now, by, at)]
    return of_refusal(refusal, acts=possible, version=now.version)


def _readable(by: Officer, code: str) -> Dossier:
    dossier = dossiers.by_code(code)
    if not may_read(dossier, by):
        raise NotHere
    return dossier


def _detail(dossier: Dossier, by: Officer, at: datetime) -> Json:
    fresh = dossiers.by_code(dossier.code)
    possible = [
        shapes.act(form, describe_fields(form.fields(fresh, by, at)))
        for form in acts_for(fresh, by, at)
    ]
    return {
        **dossiers.detail(fresh),
        "applicant": fresh.applicant_name,
        "answers": latest_answers(fresh).answers,
        "acts": possible,
    }


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"
