"""Papers for the officer: page images to look at, the original as a download."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from motcua.desk.doors import asked_or_404, dossier_or_404, reader
from motcua.desk.lost import bytes_lost
from motcua.documents.answers import attachment, page_image_response
from motcua.documents.images import page_images
from motcua.documents.models import StoredFile
from motcua.dossiers import access
from motcua.dossiers.actors import Officer
from motcua.dossiers.consultations import papers_of_answer, papers_shown
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.papers import papers_of


@reader("GET")
def original(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str
) -> HttpResponseBase:
    """The very bytes that were handed in, to be saved; noted as a look."""
    dossier, paper = _paper(by, code, document)
    access.look(dossier, by=by, at=at)
    return _saved(paper.file, paper.filename)


@reader("GET")
def page_image(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str, number: int
) -> HttpResponseBase:
    """One page as a picture."""
    _, paper = _paper(by, code, document)
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


def _paper(by: Officer, code: str, public_id: str) -> tuple[Dossier, DossierDocument]:
    """The paper, for whoever may read the dossier; what an asked agency was shown, for it."""
    try:
        dossier = dossier_or_404(by, code)
        papers = papers_of(dossier)
    except Http404:
        dossier, asked = asked_or_404(by, code)
        papers = [*papers_shown(dossier, asked), *papers_of_answer(dossier, asked)]
    found = [paper for paper in papers if paper.public_id == public_id]
    if not found:
        raise Http404
    return dossier, found[0]
