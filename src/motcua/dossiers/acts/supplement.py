"""Supplement (bổ sung): the applicant mends just what was asked; the clock runs again."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers import supplements
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import resumed
from motcua.dossiers.journal import Supplemented, private
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import add_papers, add_revision, latest_answers, replace_papers


@transaction.atomic
def supplement(
    dossier: Dossier, *, by: Applicant | Officer, at: datetime, version: int | None = None
) -> Dossier:
    """Hand in what was staged for the open request (`supplements.save`, `add_document`).

    Raises `NotAllowed`, `Conflict`, `WrongState`, `Incomplete` with what was not yet mended.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.SUPPLEMENT, dossier, by)
    state = check_can(Act.SUPPLEMENT, dossier)
    request = supplements.locked(supplements.open_request(dossier))
    answers, papers = supplements.complete(dossier, request, at)
    number = latest_answers(dossier).number + 1
    held = resumed(dossier, at)
    replace_papers(dossier, {paper.requirement for paper in papers}, at=at)
    documents = add_papers(dossier, papers, at=at)
    add_revision(dossier, answers, number=number, at=at)
    supplements.close(request, at)
    change(dossier, state, at=at, resume_to="", stopped_at=None, **held)
    entry = Supplemented(
        answers=private(dossier, answers),
        revision=number,
        documents=documents,
        due_at=iso_utc(dossier.due_at) if dossier.due_at else None,
        appointment=iso_utc(dossier.appointment) if dossier.appointment else None,
    )
    return record(dossier, entry, by=standing, at=at)
