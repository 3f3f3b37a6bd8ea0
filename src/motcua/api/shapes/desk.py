"""What an officer sees beyond the applicant: answers, and exactly the acts that would work now."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import BaseModel

from motcua.api.shapes import values
from motcua.api.shapes.consultations import ConsultationShape, consultation
from motcua.api.shapes.dossiers import DossierItem, DossierShape, dossier, item
from motcua.api.shapes.forms import FieldShape, fields
from motcua.api.shapes.values import Moment, Named, moment, moment_or_none, one_of
from motcua.core.states import Act
from motcua.dossiers.act_forms import acts_for
from motcua.dossiers.actors import Officer
from motcua.dossiers.consultations import consultations_of, papers_shown
from motcua.dossiers.models import Concern, Consultation, Dossier
from motcua.dossiers.papers import answers_shown
from motcua.dossiers.timeline import holder


class ActShape(BaseModel):
    """An act that would work now: send `act`, `version` and a value for each field."""

    act: Act
    title: str
    fields: list[FieldShape]


class QueueItem(DossierItem):
    """A row of the queue."""

    applicant: str


class DeskDossier(DossierShape):
    """A dossier on the officer's screen. `version` goes into the act, so that none is overrun."""

    applicant: str
    answers: dict[str, Any]
    consultations: list[ConsultationShape]
    acts: list[ActShape]


class Neglected(BaseModel):
    """What the watchdog found on a dossier: why, since when, and when the head was told."""

    code: str
    service: str
    agency: Named
    holder: str
    why: Annotated[str, one_of(Concern.Kind)]
    text: str
    since: Moment
    told_at: Moment | None


def neglected(one: Concern) -> Neglected:
    """A row of what needs attention. Load it as `concerns_at` does."""
    return Neglected(
        code=one.dossier.code,
        service=one.dossier.service.procedure.name,
        agency=values.agency(one.dossier.agency),
        holder=holder(one.dossier),
        why=one.kind,
        text=one.get_kind_display(),
        since=moment(one.since),
        told_at=moment_or_none(one.told_at),
    )


def row(one: Dossier) -> QueueItem:
    """A row of the queue."""
    return QueueItem(**vars(item(one)), applicant=one.applicant_name)


def screen(request: HttpRequest, one: Dossier, by: Officer, at: datetime) -> DeskDossier:
    """The dossier as this officer sees it at this moment."""
    return DeskDossier(
        **vars(dossier(request, one)),
        applicant=one.applicant_name,
        answers=answers_shown(one).answers,
        consultations=[consultation(request, one, asked) for asked in consultations_of(one)],
        acts=[
            ActShape(act=form.act, title=form.title, fields=fields(form.fields(one, by, at)))
            for form in acts_for(one, by, at)
        ],
    )


def narrow(
    request: HttpRequest, one: Dossier, asked: Consultation, by: Officer, at: datetime
) -> DeskDossier:
    """The part that an agency sees which was asked: question, form, the papers it was shown."""
    shown = screen(request, one, by, at)
    visible = {paper.public_id for paper in papers_shown(one, asked)}
    return shown.model_copy(
        update={
            "timeline": [],
            "slips": [],
            "payments": [],
            "supplement": None,
            "messages": [],
            "documents": [paper for paper in shown.documents if paper.id in visible],
            "consultations": [consultation(request, one, asked)],
        }
    )
