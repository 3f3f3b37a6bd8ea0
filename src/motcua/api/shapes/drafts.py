"""Drafts as their applicant sees them: what was answered, what is missing, what is wrong."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel

from motcua.api.shapes.papers import Stored, stored
from motcua.api.shapes.values import Address, Moment, Named, agency, moment, procedure
from motcua.core.states import State
from motcua.dossiers.links import track_url
from motcua.dossiers.models import Dossier, Draft, DraftDocument
from motcua.eforms.validation import Checked


class MissingShape(BaseModel):
    """A required answer or paper that is not there; `id` is the field's name."""

    kind: Literal["field", "document"]
    id: str


class ErrorShape(BaseModel):
    """What is wrong, and the JSON pointer to it: `/children/0/name`."""

    field: str
    message: str


class CheckedShape(BaseModel):
    """What keeps a draft from being handed in; both empty when nothing does."""

    missing: list[MissingShape]
    errors: list[ErrorShape]


class Unfinished(BaseModel):
    """A draft that this account began earlier for the same service; its token opens it."""

    id: str
    agency: Named
    saved_at: Moment
    expires_at: Moment


class Begun(BaseModel):
    """A new draft. The secret opens it, in `X-Draft-Secret`; nobody can look it up again."""

    id: str
    secret: str
    expires_at: Moment
    unfinished: list[Unfinished]


class DraftShape(CheckedShape):
    """A draft as it stands."""

    id: str
    service: Named
    agency: Named
    expires_at: Moment
    answers: dict[str, Any]
    documents: list[Stored]


class Receipt(BaseModel):
    """What submitting answers, the same every time. `track_url` opens all of the dossier."""

    code: str
    state: State
    submitted_at: Moment
    appointment: Moment | None
    track_url: Address


def checked(one: Checked) -> CheckedShape:
    """What is missing and wrong."""
    return CheckedShape(
        missing=[MissingShape(kind=m.kind, id=m.id) for m in one.missing],
        errors=[ErrorShape(field=e.field, message=e.message) for e in one.errors],
    )


def begun(one: Draft, unfinished: Iterable[Draft]) -> Begun:
    """A new draft, and those that were begun before it."""
    return Begun(
        id=one.public_id,
        secret=one.secret,
        expires_at=moment(one.expires_at),
        unfinished=[
            Unfinished(
                id=other.public_id,
                agency=agency(one.agency),
                saved_at=moment(other.saved_at),
                expires_at=moment(other.expires_at),
            )
            for other in unfinished
        ],
    )


def draft(one: Draft, papers: Iterable[DraftDocument], found: Checked) -> DraftShape:
    """The draft with its answers as they were given."""
    return DraftShape(
        id=one.public_id,
        service=procedure(one.service.procedure),
        agency=agency(one.agency),
        expires_at=moment(one.expires_at),
        answers=one.answers,
        documents=[stored(paper) for paper in papers],
        **vars(checked(found)),
    )


def receipt(one: Dossier) -> Receipt:
    """As it was at the moment of submission, whatever happened since."""
    return Receipt(
        code=one.code,
        state=State.SUBMITTED,
        submitted_at=moment(one.submitted_at),
        appointment=None,
        track_url=track_url(one),
    )
