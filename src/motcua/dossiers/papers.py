"""Answers and papers of a dossier: revisions, and which paper stands for which requirement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.documents.models import StoredFile
from motcua.dossiers.journal import private
from motcua.dossiers.models import AnswerRevision, Dossier, DossierDocument


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file handed in for a requirement of the form."""

    requirement: str
    filename: str
    file: StoredFile


def latest_answers(dossier: Dossier) -> AnswerRevision:
    """The answers that count now."""
    return revisions_of(dossier, newest=1)[0]


def answers_shown(dossier: Dossier) -> AnswerRevision:
    """The same for a page or an answer, which asks in several places: read once."""
    known = vars(dossier)
    if "answers_shown" not in known:
        known["answers_shown"] = latest_answers(dossier)
    found: AnswerRevision = known["answers_shown"]
    return found


def revisions_of(dossier: Dossier, *, newest: int) -> list[AnswerRevision]:
    """The newest answers that were handed in, the latest first."""
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk
    )
    return list(revisions.order_by("-number")[:newest])


def papers_of(dossier: Dossier) -> list[DossierDocument]:
    """Every paper of the dossier that counts now, with its file, in the order of arrival."""
    return _papers(dossier.jurisdiction, dossier.pk)


def papers_for_applicant(dossier: Dossier) -> list[DossierDocument]:
    """What the applicant handed in and what was given as result; no opinion of other agencies."""
    opinion = DossierDocument.Kind.OPINION
    return [paper for paper in papers_of(dossier) if paper.kind != opinion]


@prepared
def _papers(jurisdiction: str, dossier: int) -> QuerySet[DossierDocument]:
    papers = DossierDocument.objects.filter(
        jurisdiction=jurisdiction,
        dossier_id=dossier,
        replaced_at=None,
        file__jurisdiction=jurisdiction,
    )
    return papers.select_related("file").order_by("added_at", "id")


def add_revision(
    dossier: Dossier, answers: Mapping[str, Any], *, number: int, at: datetime
) -> AnswerRevision:
    """Keep the answers once and for all under the next number."""
    revision = AnswerRevision(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        number=number,
        answers=dict(answers),
        created_at=at,
    )
    revision.save(force_insert=True)
    return revision


def add_papers(
    dossier: Dossier,
    papers: Iterable[Paper],
    *,
    at: datetime,
    kind: str = DossierDocument.Kind.APPLICANT,
) -> list[dict[str, str]]:
    """Attach the papers to a dossier that is there; answers what the journal keeps of each."""
    known = list(papers)
    for paper in known:
        DossierDocument(
            jurisdiction=dossier.jurisdiction,
            dossier=dossier,
            kind=kind,
            requirement=paper.requirement,
            filename=paper.filename,
            file=paper.file,
            added_at=at,
        ).save(force_insert=True)
    return kept_of(dossier, known)


def kept_of(dossier: Dossier, papers: Iterable[Paper]) -> list[dict[str, str]]:
    """What the journal keeps of papers.

    Requirement and SHA-256, and of its name, which people choose, the HMAC.
    """
    return [
        {
            "requirement": paper.requirement,
            "sha256": paper.file.sha256,
            "name": sealed_name(dossier, paper.filename),
        }
        for paper in papers
    ]


def add_contents(
    dossier: Dossier, answers: Mapping[str, Any], papers: Iterable[Paper], *, at: datetime
) -> None:
    """The first answers and papers of a new dossier, after its own row.

    Were they before it, SQLite would look through every table that refers to dossiers for rows
    that wait for this one.
    """
    add_papers(dossier, papers, at=at)
    add_revision(dossier, answers, number=1, at=at)


def sealed_name(dossier: Dossier, filename: str) -> str:
    """The HMAC of a paper's name; empty once the salt was erased."""
    return private(dossier, {"filename": filename})


def replace_papers(dossier: Dossier, requirements: Iterable[str], *, at: datetime) -> None:
    """What was handed in before for these requirements counts no more; it is kept."""
    DossierDocument.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier_id=dossier.pk,
        kind=DossierDocument.Kind.APPLICANT,
        requirement__in=list(requirements),
        replaced_at=None,
    ).update(replaced_at=at)
