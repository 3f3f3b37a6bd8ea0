"""Answer a consultation (trả lời ý kiến): the agency that was asked says how it stands, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.core.consultations import Opinion, is_late
from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.consultations import check_to_answer, open_of
from motcua.dossiers.holding import answered, waiting
from motcua.dossiers.journal import ConsultationAnswered, private
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Consultation, Dossier, DossierDocument
from motcua.dossiers.papers import Paper, add_papers
from motcua.dossiers.reasons import said


@transaction.atomic
def answer_consultation(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    opinion: Opinion,
    answer: str,
    papers: Sequence[Paper] = (),
    version: int | None = None,
) -> Dossier:
    """Answer what one's agency was asked; late is recorded as late.

    Also after the asking agency went on in silence, as long as it handles the dossier. Raises
    `NotAllowed`, `Conflict`, `WrongState` for a second answer, `Incomplete`.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.ANSWER_CONSULTATION, dossier, by)
    state = check_can(Act.ANSWER_CONSULTATION, dossier)
    asked = check_to_answer(dossier, by)
    answer = said(answer, what="Cho biết ý kiến của cơ quan.", field="answer")
    was_awaited = asked.is_open
    given = {"opinion": opinion, "answer": answer, "answered_by": by.user.name, "answered_at": at}
    _keep(asked, given)
    change(dossier, state, at=at, **(_left(dossier, at) if was_awaited else {}))
    kind = DossierDocument.Kind.OPINION
    entry = ConsultationAnswered(
        agency=asked.agency.code, agency_name=asked.agency.name, opinion=opinion,
        words=private(dossier, {"answer": answer}), answer_by=iso_utc(asked.answer_by),
        in_time=not is_late(asked.answer_by, at),
        documents=add_papers(dossier, _of(asked, papers), at=at, kind=kind),
    )  # fmt: skip
    return record(dossier, entry, by=standing, at=at)


def _keep(asked: Consultation, given: dict[str, Any]) -> None:
    for name, value in given.items():
        setattr(asked, name, value)
    asked.save(update_fields=list(given))


def _left(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Whose answer is awaited now; nobody's: the step goes on."""
    others = open_of(dossier)
    return waiting(dossier, others, at) if others else answered(dossier, at)


def _of(asked: Consultation, papers: Sequence[Paper]) -> list[Paper]:
    number = str(asked.pk)
    return [Paper(requirement=number, filename=one.filename, file=one.file) for one in papers]
