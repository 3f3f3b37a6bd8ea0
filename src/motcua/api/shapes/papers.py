"""Papers and slips as a client reads them, each with where to fetch its bytes."""

from typing import Annotated

from django.http import HttpRequest
from pydantic import BaseModel, Field

from motcua.api.shapes.values import Address, Moment, moment, one_of
from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, DossierDocument, DraftDocument, SupplementDocument
from motcua.slips.kinds import SlipKind
from motcua.slips.models import Slip


class Stored(BaseModel):
    """A file that was taken in; `sha256` proves that it is the one that was sent."""

    id: str
    requirement: str
    filename: str
    sha256: str
    bytes: int
    type: str = Field(description="The type of the content, whatever the name said.")


class Paper(Stored):
    """A paper of a dossier: from the applicant, or the result that was given."""

    kind: Annotated[str, one_of(DossierDocument.Kind)]
    url: Address


class SlipShape(BaseModel):
    """A legal slip that was issued and holds now, as PDF."""

    id: str
    kind: Annotated[str, one_of(SlipKind)]
    form: str = Field(description="Its number in the circular of the day, as 01.")
    name: str
    number: int = Field(description="Which of this kind of the dossier, from 1.")
    edition: int = Field(description="How often this very slip was made.")
    legal_number: str
    issued_at: Moment
    url: Address


def stored(one: DraftDocument | SupplementDocument) -> Stored:
    """A paper on its way in."""
    return _stored(one.public_id, one.requirement, one.filename, one.file)


def paper(request: HttpRequest, dossier: Dossier, one: DossierDocument) -> Paper:
    """A paper of the dossier."""
    facts = vars(_stored(one.public_id, one.requirement, one.filename, one.file))
    url = _url(request, dossier, "documents", one.public_id)
    return Paper(**facts, kind=one.kind, url=url)


def slip(request: HttpRequest, dossier: Dossier, one: Slip) -> SlipShape:
    """A slip of the dossier."""
    return SlipShape(
        id=one.public_id,
        kind=one.kind,
        form=one.form,
        name=one.content["name"],
        number=one.number,
        edition=one.edition,
        legal_number=one.content["number"],
        issued_at=moment(one.issued_at),
        url=_url(request, dossier, "slips", one.public_id),
    )


def _stored(public_id: str, requirement: str, filename: str, file: StoredFile) -> Stored:
    return Stored(
        id=public_id,
        requirement=requirement,
        filename=filename,
        sha256=file.sha256,
        bytes=file.bytes,
        type=file.content_type,
    )


def _url(request: HttpRequest, dossier: Dossier, part: str, public_id: str) -> str:
    return request.build_absolute_uri(f"/api/v1/dossiers/{dossier.code}/{part}/{public_id}")
