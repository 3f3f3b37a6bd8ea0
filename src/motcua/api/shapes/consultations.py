"""Questions to other agencies, and what waits in the inbox of an agency that is asked."""

from typing import Annotated

from django.http import HttpRequest
from pydantic import BaseModel

from motcua.api.shapes import papers, values
from motcua.api.shapes.papers import Paper
from motcua.api.shapes.values import Moment, Named, moment, moment_or_none, one_of
from motcua.core.consultations import Opinion
from motcua.dossiers.consultations import papers_of_answer
from motcua.dossiers.models import Consultation, Dossier, InboxItem


class ConsultationShape(BaseModel):
    """One question to one agency; `lapsed_at` is when the asking one went on without an answer."""

    agency: Named
    asked_by: Named
    question: str
    asked_at: Moment
    answer_by: Moment
    answered_at: Moment | None
    lapsed_at: Moment | None
    opinion: Annotated[str, one_of(Opinion)] | None
    answer: str
    papers: list[Paper]


class Waiting(BaseModel):
    """One row of the inbox: a question to answer, or a step to do in another's dossier."""

    code: str
    kind: Annotated[str, one_of(InboxItem.Kind)]
    service: str
    agency: Named
    sent_by: str
    doing: str
    sent_at: Moment
    due_at: Moment


def consultation(request: HttpRequest, dossier: Dossier, one: Consultation) -> ConsultationShape:
    """A question and its answer."""
    return ConsultationShape(
        agency=values.agency(one.agency),
        asked_by=values.agency(one.asked_by),
        question=one.question,
        asked_at=moment(one.asked_at),
        answer_by=moment(one.answer_by),
        answered_at=moment_or_none(one.answered_at),
        lapsed_at=moment_or_none(one.lapsed_at),
        opinion=one.opinion or None,
        answer=one.answer,
        papers=[papers.paper(request, dossier, paper) for paper in papers_of_answer(dossier, one)]
        if one.answered_at
        else [],
    )


def waiting(one: InboxItem) -> Waiting:
    """A row of the inbox. Load it with its agency."""
    return Waiting(
        code=one.code,
        kind=one.kind,
        service=one.procedure_name,
        agency=values.agency(one.agency),
        sent_by=one.sent_by,
        doing=one.doing,
        sent_at=moment(one.sent_at),
        due_at=moment(one.due_at),
    )
