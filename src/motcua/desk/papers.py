"""The check-list of papers: what the form asks for, what was handed in, and the page images."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.documents.models import PageImage
from motcua.dossiers.models import Channel, Dossier, DossierDocument
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.eforms import versions
from motcua.eforms.validation import visible_fields


@dataclass(frozen=True, kw_only=True)
class File:
    """One file with the numbers of its pages that can be shown."""

    id: str
    name: str
    bytes: int
    pages: list[int]


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One line of the check-list."""

    id: str
    label: str
    files: list[File]
    state: str
    kind: str


def checklist(dossier: Dossier) -> list[Requirement]:
    """Every paper that was asked for in this case, and the results, each with its files."""
    papers = papers_of(dossier)
    pages = _pages(papers)
    form = versions.load(dossier.form_version)
    shown = {field.name for field in visible_fields(form, latest_answers(dossier).answers)}
    lines = [
        _line(field.name, field.label, _files(papers, field.name, pages), dossier)
        for field in form.documents
        if field.name in shown
    ]
    results = [paper for paper in papers if paper.kind == DossierDocument.Kind.RESULT]
    if results:
        files = [_file(paper, pages) for paper in results]
        lines.append(_line("ket-qua", "Kết quả", files, dossier))
    return lines


def _line(id: str, label: str, files: list[File], dossier: Dossier) -> Requirement:
    if files:
        state, kind = f"{len(files)} tệp", "ok"
    elif dossier.channel == Channel.COUNTER:
        state, kind = "bản giấy tại quầy", "counter"
    else:
        state, kind = "không có", "wait"
    return Requirement(id=id, label=label, files=files, state=state, kind=kind)


def _files(
    papers: list[DossierDocument], requirement: str, pages: Mapping[int, list[int]]
) -> list[File]:
    return [
        _file(paper, pages)
        for paper in papers
        if paper.requirement == requirement and paper.kind == DossierDocument.Kind.APPLICANT
    ]


def _file(paper: DossierDocument, pages: Mapping[int, list[int]]) -> File:
    return File(
        id=paper.public_id,
        name=paper.filename,
        bytes=paper.file.bytes,
        pages=pages.get(paper.file_id, []),
    )


def _pages(papers: list[DossierDocument]) -> dict[int, list[int]]:
    """The numbers of the page images of all files, in one query."""
    if not papers:
        return {}
    images = PageImage.objects.filter(
        jurisdiction=papers[0].jurisdiction, file_id__in=[paper.file_id for paper in papers]
    )
    found: dict[int, list[int]] = {}
    for file, number in images.order_by("number").values_list("file_id", "number"):
        found.setdefault(file, []).append(number)
    return found
