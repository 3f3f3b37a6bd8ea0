"""The check-list of papers: what the form asks for, what was handed in, and the page images."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motcua.documents.queries import page_images_of
from motcua.dossiers.models import Channel, Dossier, DossierDocument
from motcua.eforms.definitions import Form
from motcua.eforms.validation import visible_fields

DRAWN_WITHIN = timedelta(minutes=2)  # the worker makes page images; later means it could not


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One page as a picture, with its size, so that the page does not jump."""

    number: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class File:
    """One file with its pages; `missing` says why not all of them can be shown."""

    id: str
    name: str
    pages: list[Picture]
    missing: str


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One line of the check-list; the kind is the look of its state."""

    id: str
    label: str
    files: list[File]
    state: str
    kind: str
    asked: bool = False


def checklist(
    dossier: Dossier,
    form: Form,
    answers: Mapping[str, Any],
    papers: list[DossierDocument],
    *,
    asked: Collection[str] = (),
    at: datetime,
) -> list[Requirement]:
    """Every paper that was asked for in this case, and the results, each with its files.

    `asked` are the requirements that the applicant still has to mend.
    """
    pictures = _pictures(papers)
    shown = {field.name for field in visible_fields(form, answers)}
    lines = [
        _line(dossier, field.name, field.label, files, asked=field.name in asked)
        for field in form.documents
        if field.name in shown
        for files in [_files(_of(papers, field.name), pictures, at)]
    ]
    results = [paper for paper in papers if paper.kind == DossierDocument.Kind.RESULT]
    if results:
        lines.append(_line(dossier, "ket-qua", "Kết quả", _files(results, pictures, at)))
    return lines


def attached(papers: list[DossierDocument], at: datetime) -> list[File]:
    """Papers that answer no requirement, each with its pages."""
    return _files(papers, _pictures(papers), at)


def told(checklist: Iterable[Requirement]) -> dict[str, str]:
    """What the answers say of each paper: `1 tệp`, `bản giấy tại quầy`."""
    return {line.id: line.state for line in checklist}


def _line(
    dossier: Dossier, id: str, label: str, files: list[File], *, asked: bool = False
) -> Requirement:
    if files:
        state, kind = f"{len(files)} tệp", "ok"
    elif dossier.channel == Channel.COUNTER:
        state, kind = "bản giấy tại quầy", "counter"
    else:
        state, kind = "không có", "wait"
    return Requirement(id=id, label=label, files=files, state=state, kind=kind, asked=asked)


def _of(papers: list[DossierDocument], requirement: str) -> list[DossierDocument]:
    handed_in = DossierDocument.Kind.APPLICANT
    return [p for p in papers if p.requirement == requirement and p.kind == handed_in]


def _files(
    papers: list[DossierDocument], pictures: Mapping[int, list[Picture]], at: datetime
) -> list[File]:
    return [
        File(
            id=paper.public_id, name=paper.filename, pages=pages, missing=_missing(paper, pages, at)
        )
        for paper in papers
        for pages in [pictures.get(paper.file_id, [])]
    ]


def _missing(paper: DossierDocument, pages: list[Picture], at: datetime) -> str:
    if pages and len(pages) >= (paper.file.pages or 1):
        return ""
    if at - paper.added_at < DRAWN_WITHIN:
        return "Ảnh của các trang có sau vài giây; tải lại trang để xem."
    return "Không hiện được đủ các trang ở đây: tải bản gốc để xem."


def _pictures(papers: list[DossierDocument]) -> dict[int, list[Picture]]:
    """The page images of all files, in one query."""
    if not papers:
        return {}
    images = page_images_of(papers[0].jurisdiction, {paper.file_id for paper in papers})
    found: dict[int, list[Picture]] = {}
    for one in images:
        picture = Picture(number=one.number, width=one.width, height=one.height)
        found.setdefault(one.file_id, []).append(picture)
    return found
