"""Papers for the officer: page images to look at, the original as a download, slips as PDF."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from motcua.desk.doors import dossier_or_404, officer
from motcua.documents.answers import attachment, page_image_response
from motcua.documents.images import page_images
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.papers import papers_of
from motcua.slips.queries import slips_of


@officer("GET")
def original(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str
) -> HttpResponseBase:
    """The very bytes that were handed in, to be saved."""
    paper = _paper(dossier_or_404(by, code), document)
    return attachment(paper.file, paper.filename)


@officer("GET")
def page_image(
    request: HttpRequest, by: Officer, at: datetime, code: str, document: str, number: int
) -> HttpResponseBase:
    """One page as a picture."""
    paper = _paper(dossier_or_404(by, code), document)
    found = [image for image in page_images(paper.file) if image.number == number]
    if not found:
        raise Http404
    return page_image_response(found[0])


@officer("GET")
def slip(request: HttpRequest, by: Officer, at: datetime, code: str, slip: str) -> HttpResponseBase:
    """A slip to print."""
    dossier = dossier_or_404(by, code)
    found = [one for one in slips_of(dossier) if one.public_id == slip]
    if not found:
        raise Http404
    return attachment(found[0].file, f"phieu-{found[0].form}-{dossier.code}")


def _paper(dossier: Dossier, public_id: str) -> DossierDocument:
    found = [paper for paper in papers_of(dossier) if paper.public_id == public_id]
    if not found:
        raise Http404
    return found[0]
