"""Papers for the officer: page images to look at, the original as a download."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from motcua.desk.doors import dossier_or_404, reader
from motcua.desk.lost import bytes_lost
from motcua.documents.answers import attachment, page_image_response
from motcua.documents.images import page_images
from motcua.documents.models import StoredFile
from motcua.dossiers import access
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.papers import papers_of


@reader("GET")
def original(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str
) -> HttpResponseBase:
    """The very bytes that were handed in, to be saved; noted as a look."""
    dossier = dossier_or_404(by, code)
    paper = _paper(dossier, document)
    access.look(dossier, by=by, at=at)
    return _saved(paper.file, paper.filename)


@reader("GET")
def page_image(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str, number: int
) -> HttpResponseBase:
    """One page as a picture."""
    paper = _paper(dossier_or_404(by, code), document)
    found = [image for image in page_images(paper.file) if image.number == number]
    if not found:
        raise Http404
    try:
        return page_image_response(found[0])
    except FileNotFoundError as lost:
        raise Http404 from lost


def _saved(file: StoredFile, name: str) -> HttpResponseBase:
    try:
        return attachment(file, name)
    except FileNotFoundError as lost:
        raise bytes_lost() from lost


def _paper(dossier: Dossier, public_id: str) -> DossierDocument:
    found = [paper for paper in papers_of(dossier) if paper.public_id == public_id]
    if not found:
        raise Http404
    return found[0]
