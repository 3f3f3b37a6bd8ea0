"""Dossiers as applicant and officer read them: where they stand, until when, what happened."""

from typing import Annotated, Literal

from django.http import HttpRequest
from pydantic import BaseModel

from motcua.api.shapes import papers, values
from motcua.api.shapes.forms import FieldShape, fields
from motcua.api.shapes.papers import Paper, SlipShape
from motcua.api.shapes.payments import ChargeShape, charge
from motcua.api.shapes.values import Moment, Named, moment, moment_or_none, one_of
from motcua.core.states import Outcome, State
from motcua.dossiers import messages, supplements
from motcua.dossiers.holding import held_by, step_of
from motcua.dossiers.models import Channel, Dossier, Message
from motcua.dossiers.papers import papers_for_applicant
from motcua.dossiers.timeline import TimelineItem, entries_of, holder, timeline
from motcua.payments.queries import charge_shown
from motcua.people.roles import Role
from motcua.slips.queries import slips_for_applicant


class Step(BaseModel):
    """A step of the approved process, counted from 1."""

    number: int
    name: str


class Holder(BaseModel):
    """Whose turn it is; all null but the text when the applicant or nobody holds it."""

    agency: Named | None
    role: Role | None
    officer: str | None
    text: str


class Deadlines(BaseModel):
    """`due_at` is the one that runs now, for whoever holds the dossier."""

    due_at: Moment | None
    answer_by: Moment | None
    step_by: Moment | None
    appointment: Moment | None


class DossierItem(BaseModel):
    """What a list and a detail share; no person."""

    code: str
    service: Named
    agency: Named
    channel: Annotated[str, one_of(Channel)]
    state: State
    outcome: Outcome | None
    step: Step | None
    holder: Holder
    deadlines: Deadlines
    submitted_at: Moment
    accepted_at: Moment | None
    decided_at: Moment | None
    returned_at: Moment | None
    version: int


class Happened(BaseModel):
    """One line of the timeline; `at` is null for what is to come."""

    at: Moment | None
    sentence: str
    state: Literal["done", "now", "next"]
    kind: str | None


class AskedItem(BaseModel):
    """A field or paper that is wrong, in the officer's words."""

    kind: Literal["field", "document"]
    id: str
    message: str


class Asked(BaseModel):
    """The supplement that is asked now: what, until when, and the fields to fill in for it."""

    items: list[AskedItem]
    answer_by: Moment
    fields: list[FieldShape]


class MessageShape(BaseModel):
    """What applicant or officer wrote; `read_at` is when the other side first saw it."""

    id: str
    sender: Literal["applicant", "agency"]
    name: str | None
    text: str
    sent_at: Moment
    read_at: Moment | None


class DossierShape(DossierItem):
    """Everything of a dossier but the answers."""

    timeline: list[Happened]
    documents: list[Paper]
    slips: list[SlipShape]
    payments: list[ChargeShape]
    supplement: Asked | None
    messages: list[MessageShape]


def item(one: Dossier) -> DossierItem:
    """A row of a list. Load it with agency, procedure, process version and officer."""
    return DossierItem(
        code=one.code,
        service=values.procedure(one.service.procedure),
        agency=values.agency(one.agency),
        channel=one.channel,
        state=State(one.state),
        outcome=Outcome(one.outcome) if one.outcome else None,
        step=_step(one),
        holder=_holder(one),
        deadlines=_deadlines(one),
        submitted_at=moment(one.submitted_at),
        accepted_at=moment_or_none(one.accepted_at),
        decided_at=moment_or_none(one.decided_at),
        returned_at=moment_or_none(one.returned_at),
        version=one.version,
    )


def dossier(request: HttpRequest, one: Dossier) -> DossierShape:
    """One dossier in full, as `tracked` loads it."""
    return DossierShape(
        **vars(item(one)),
        timeline=[_happened(line) for line in timeline(one, entries_of(one))],
        documents=[papers.paper(request, one, paper) for paper in papers_for_applicant(one)],
        slips=[papers.slip(request, one, slip) for slip in slips_for_applicant(one)],
        payments=[charge(due)] if (due := charge_shown(one)) else [],
        supplement=_asked(one) if one.state == State.AWAITING_APPLICANT else None,
        messages=[message(written) for written in messages.of(one)],
    )


def message(one: Message) -> MessageShape:
    """One message; an officer's by her name."""
    return MessageShape(
        id=one.public_id,
        sender="applicant" if one.from_applicant else "agency",
        name=one.author_name or None,
        text=one.text,
        sent_at=moment(one.sent_at),
        read_at=moment_or_none(one.read_at),
    )


def _step(one: Dossier) -> Step | None:
    at = step_of(one)
    return Step(number=(one.step or 0) + 1, name=at.name) if at else None


def _holder(one: Dossier) -> Holder:
    return Holder(
        agency=values.agency(held_by(one)) if one.holder_role else None,
        role=Role(one.holder_role) if one.holder_role else None,
        officer=one.holder_officer.name if one.holder_officer else None,
        text=holder(one),
    )


def _deadlines(one: Dossier) -> Deadlines:
    return Deadlines(
        due_at=moment_or_none(one.due_at),
        answer_by=moment_or_none(one.answer_by),
        step_by=moment_or_none(one.step_by),
        appointment=moment_or_none(one.appointment),
    )


def _happened(line: TimelineItem) -> Happened:
    return Happened.model_validate(
        {
            "at": moment_or_none(line.at),
            "sentence": line.sentence,
            "state": line.state,
            "kind": line.kind or None,
        }
    )


def _asked(one: Dossier) -> Asked:
    asked = supplements.open_request(one)
    return Asked(
        items=[AskedItem.model_validate(row) for row in asked.items],
        answer_by=moment(asked.answer_by),
        fields=fields(supplements.open_fields(one, asked)),
    )
