"""Files that came with a page: stored at once, and kept when the page is refused.

A refused page shows each file again as a ticked box whose value is signed: sending the page anew
needs no second scan, and unticking drops the file. Only the officer who sent it can use the box.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core import signing
from django.http import HttpRequest

from motcua.core.refusals import Refusal
from motcua.documents import changes, names
from motcua.documents.models import StoredFile
from motcua.documents.queries import file_or_none
from motcua.dossiers.papers import Paper

SALT = "desk.kept"
ONE_DAY = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """One file that need not be sent again."""

    name: str
    token: str


@dataclass(kw_only=True)
class Sent:
    """The papers of a page, by the control they came with; and why one was not taken."""

    papers: list[tuple[str, Paper]] = field(default_factory=list)
    refusal: Refusal | None = None
    failed: str = ""


def sent(request: HttpRequest, controls: Iterable[str], *, place: str, at: datetime) -> Sent:
    """Store what was sent with these file controls, and find again what had been sent before.

    One file that is refused does not lose the others; the first refusal is told.
    """
    found = Sent()
    for control in controls:
        found.papers += [(control, paper) for paper in _before(request, control, place)]
        for upload in request.FILES.getlist(control):
            name = names.clean(upload.name or control)
            try:
                file = changes.store(place, upload, filename=name, at=at)
            except Refusal as refusal:
                if found.refusal is None:
                    found.refusal, found.failed = refusal, control
            else:
                found.papers.append((control, _paper(control, name, file)))
    return found


def kept(request: HttpRequest, found: Sent) -> dict[str, list[KeptFile]]:
    """The boxes of a page that is shown again, by control."""
    boxes: dict[str, list[KeptFile]] = {}
    for control, paper in found.papers:
        facts = [paper.file.public_id, paper.filename, request.user.pk]
        token = signing.dumps(facts, salt=SALT, compress=True)
        boxes.setdefault(control, []).append(KeptFile(name=paper.filename, token=token))
    return boxes


def _before(request: HttpRequest, control: str, place: str) -> list[Paper]:
    """The ticked files of an earlier try; what was not signed by us for her is left out."""
    papers = []
    for token in request.POST.getlist(f"kept.{control}"):
        try:
            public_id, name, user = signing.loads(token, salt=SALT, max_age=ONE_DAY)
        except signing.BadSignature:
            continue
        file = file_or_none(public_id)
        if file is not None and file.jurisdiction == place and user == request.user.pk:
            papers.append(_paper(control, name, file))
    return papers


def _paper(control: str, name: str, file: StoredFile) -> Paper:
    return Paper(requirement=control, filename=name, file=file)
