"""Downloads for the applicant alone: papers, results, slips. Always as attachments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from django.http import Http404, HttpRequest, HttpResponseBase

from motcua.documents.answers import attachment, stamp
from motcua.dossiers import drafts, photographed
from motcua.dossiers.models import Dossier, Draft, DraftDocument, SupplementDocument
from motcua.dossiers.papers import papers_of
from motcua.dossiers.supplements import open_request, staged_documents
from motcua.portal.doors import NoSuchDossier, NoSuchDraft, drafter, owner
from motcua.slips.issuing import file_of
from motcua.slips.queries import slips_for_applicant


class _Known(Protocol):
    @property
    def public_id(self) -> str: ...


T = TypeVar("T", bound=_Known)


@drafter("GET")
def draft_document(
    request: HttpRequest, at: datetime, draft: Draft, document: str
) -> HttpResponseBase:
    """A paper of a draft, to look at what was sent."""
    paper = _one(drafts.documents_of(draft), document)
    if paper is None:
        raise NoSuchDraft("Bản nháp không có tệp này.", mend="Mở lại phần giấy tờ của bản nháp.")
    return attachment(paper.file, paper.filename)


@drafter("GET")
def draft_photo(
    request: HttpRequest, at: datetime, draft: Draft, document: str, photo: str
) -> HttpResponseBase:
    """A page made from a photo, as small as a stamp, to tell it from the others."""
    return _stamp(_one(drafts.documents_of(draft), document), photo)


@owner("GET")
def supplement_photo(
    request: HttpRequest, at: datetime, dossier: Dossier, document: str, photo: str
) -> HttpResponseBase:
    """The same of a paper sent for a supplement."""
    return _stamp(_one(staged_documents(open_request(dossier)), document), photo)


@owner("GET")
def dossier_document(
    request: HttpRequest, at: datetime, dossier: Dossier, document: str
) -> HttpResponseBase:
    """A paper that was handed in, or a result."""
    paper = _one(papers_of(dossier), document)
    if paper is None:
        raise _no_such_file()
    return attachment(paper.file, paper.filename)


@owner("GET")
def supplement_document(
    request: HttpRequest, at: datetime, dossier: Dossier, document: str
) -> HttpResponseBase:
    """A paper sent for a supplement that is not yet handed in."""
    paper = _one(staged_documents(open_request(dossier)), document)
    if paper is None:
        raise _no_such_file()
    return attachment(paper.file, paper.filename)


@owner("GET")
def dossier_slip(
    request: HttpRequest, at: datetime, dossier: Dossier, slip: str
) -> HttpResponseBase:
    """A slip as PDF."""
    found = _one(slips_for_applicant(dossier), slip)
    if found is None:
        raise _no_such_file()
    return attachment(file_of(found, dossier), f"mau-{found.form}-{dossier.code}.pdf")


def _stamp(paper: DraftDocument | SupplementDocument | None, photo: str) -> HttpResponseBase:
    made = photographed.thumbnail(paper, photo) if paper else None
    if made is None:
        raise Http404
    return stamp(made)


def _one(rows: Iterable[T], public_id: str) -> T | None:
    return next((row for row in rows if row.public_id == public_id), None)


def _no_such_file() -> NoSuchDossier:
    return NoSuchDossier("Hồ sơ không có tệp này.", mend="Mở lại trang theo dõi hồ sơ.")
