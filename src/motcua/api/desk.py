"""The desk: queue, one dossier with exactly the acts that would work now, and those acts."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpResponse
from ninja import Body, Query, Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from motcua.api import dossiers
from motcua.api.act_schemas import AnyAct
from motcua.api.bodies import NO_NUL, Closed, Code
from motcua.api.callers import BearerToken, Request
from motcua.api.paging import Listed, next_page
from motcua.api.problems import NotHere, of_refusal
from motcua.api.repetition import answer_once
from motcua.api.shapes import desk as shapes
from motcua.api.shapes.consultations import Waiting, waiting
from motcua.api.shapes.desk import DeskDossier, Neglected, QueueItem
from motcua.catalogue import queries as catalogue
from motcua.core.refusals import Conflict, Incomplete, NotAllowed, Refusal, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import access, acts, concerns, inbox, queries
from motcua.dossiers.act_forms import acts_for, perform
from motcua.dossiers.actors import Officer
from motcua.dossiers.consultations import seen_by
from motcua.dossiers.cursors import BadCursor
from motcua.dossiers.may import may_read
from motcua.dossiers.models import Dossier
from motcua.people.scopes import Scope

router = Router(tags=["desk"], auth=BearerToken(Scope.DESK))
LONGEST_ID = 19  # digits
ABOUT = "applicant."  # how the names of page 1 begin
Row = QueueItem | Neglected | Waiting
LONGEST_REASON = Dossier._meta.get_field("reason_for_counter").max_length


class QueueFilters(BaseModel):
    """Which part: what one's roles hold, all that is open at one's agencies, what of it waits for
    another agency, what the watchdog found, or their inbox.
    """

    queue: Literal["mine", "agency", "elsewhere", "attention", "consultations"] = "mine"
    state: State | None = None
    cursor: str = Field("", max_length=200)
    limit: int = Field(queries.PAGE, ge=1, le=100)


class AtCounter(Closed):
    """A dossier handed in at the counter; `applicant` is page 1, with or without its prefix."""

    service: Code
    agency: Code
    applicant: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    reason_for_counter: str = Field("", max_length=LONGEST_REASON, pattern=NO_NUL)

    @property
    def all_answers(self) -> dict[str, Any]:
        """The answers with those about the applicant under their names in the form."""
        given = self.applicant.items()
        return {**self.answers, **{f"{ABOUT}{k.removeprefix(ABOUT)}": v for k, v in given}}


@router.get(
    "/dossiers",
    response=Listed[Row],
    summary="The queue, ordered by what is due",
)
def queue(request: Request, wanted: Query[QueueFilters]) -> Listed[Row]:
    """Open dossiers, the most urgent first; `consultations` are what other agencies wait for,
    `attention` what was found longest ago first."""
    by = request.auth.officer
    if not by.workplaces:
        raise NotAllowed("Tài khoản này không có phân công ở bộ phận nào.", mend="Nhờ quản trị.")
    if wanted.queue == "consultations":
        return _inbox(request, by, wanted)
    if wanted.queue == "attention":
        return _attention(request, by, wanted)
    page = queries.queue(
        by, which=wanted.queue, state=wanted.state, cursor=wanted.cursor, limit=wanted.limit
    )
    items: list[Row] = [shapes.row(one) for one in page.items]
    return Listed(items=items, next=next_page(request, page.next))


@router.get("/dossiers/{code}", response=DeskDossier, summary="One dossier and its acts")
def read(request: Request, code: str) -> DeskDossier:
    """With the answers, the version, and exactly the acts that would work now."""
    by, at = request.auth.officer, request.auth.at
    dossier = _readable(by, code)
    access.look(dossier, by=by, at=at)
    return _shown(request, dossier, by, at)


@router.post("/dossiers", response={201: DeskDossier}, summary="Receive at the counter")
def receive(request: Request, body: AtCounter) -> Status[DeskDossier]:
    """Submit and accept in one, for a person without an account."""
    by, at = request.auth.officer, request.auth.at
    service = catalogue.received_or_none(body.service, body.agency)
    if service is None:
        message = "Cơ quan này không nhận thủ tục này"
        errors = [{"field": "/service", "message": message}]
        raise Incomplete(f"{message}.", mend="Xem GET /services.", missing=[], errors=errors)

    def make() -> DeskDossier:
        dossier = acts.receive(
            service,
            by=by,
            at=at,
            answers=body.all_answers,
            reason_for_counter=body.reason_for_counter,
        )
        return shapes.screen(request, dossiers.by_code(dossier.code), by, at)

    return answer_once(request, make, place=service.agency.jurisdiction, status=201)


@router.post("/dossiers/{code}/acts", response=DeskDossier, summary="Do one act")
def act(request: Request, code: str, body: Body[AnyAct]) -> Status[DeskDossier] | HttpResponse:
    """Takes `version` and the act's fields. A refusal lists the acts that would work now."""
    by, at = request.auth.officer, request.auth.at
    dossier = _readable(by, code)

    def make() -> DeskDossier:
        values = body.values()
        perform(Act(body.act), dossier, by=by, at=at, version=body.version, values=values)
        return _shown(request, dossiers.by_code(code), by, at)

    try:
        return answer_once(request, make, place=dossier.jurisdiction)
    except (WrongState, NotAllowed, Conflict) as refusal:
        return _refused(refusal, request, code)


def _refused(refusal: Refusal, request: Request, code: str) -> HttpResponse:
    by, now = request.auth.officer, dossiers.by_code(code)
    possible = [form.act.value for form in acts_for(now, by, request.auth.at)]
    return of_refusal(refusal, acts=possible, version=now.version)


def _readable(by: Officer, code: str) -> Dossier:
    dossier = dossiers.by_code(code)
    if not may_read(dossier, by) and seen_by(dossier, by) is None:
        raise NotHere
    return dossier


def _shown(request: Request, dossier: Dossier, by: Officer, at: datetime) -> DeskDossier:
    """All of it, or what an agency that was asked may see."""
    asked = None if may_read(dossier, by) else seen_by(dossier, by)
    if asked is not None:
        return shapes.narrow(request, dossier, asked, by, at)
    return shapes.screen(request, dossier, by, at)


def _inbox(request: Request, by: Officer, wanted: QueueFilters) -> Listed[Row]:
    page = inbox.inbox(by, cursor=wanted.cursor, limit=wanted.limit)
    return Listed(items=[waiting(one) for one in page.items], next=next_page(request, page.next))


def _attention(request: Request, by: Officer, wanted: QueueFilters) -> Listed[Row]:
    number = wanted.cursor
    if number and not (number.isascii() and number.isdecimal() and len(number) < LONGEST_ID):
        raise BadCursor("Trang này không có.", mend="Mở lại danh sách từ đầu.")
    found = concerns.concerns_at(by, after=int(number or 0), most=wanted.limit + 1)
    page = found[: wanted.limit]
    last = str(page[-1].pk) if len(found) > wanted.limit else None
    items: list[Row] = [shapes.neglected(one) for one in page]
    return Listed(items=items, next=next_page(request, last))
