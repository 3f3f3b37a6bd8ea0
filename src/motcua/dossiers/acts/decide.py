"""Decide (quyết định kết quả): the head grants, rejects or grants in part."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.core.refusals import WrongState
from motcua.core.states import Act, Outcome
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import at_return, process_of
from motcua.dossiers.journal import Decided
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier, DossierDocument
from motcua.dossiers.papers import Paper, add_papers
from motcua.dossiers.reasons import said
from motcua.people.roles import Role


@transaction.atomic
def decide(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    outcome: Outcome,
    reason: str = "",
    result: Sequence[Paper] = (),
    version: int | None = None,
) -> Dossier:
    """Settle the dossier; `result` are the papers for the applicant.

    Raises `NotAllowed`, `Conflict`, `WrongState` before the signing step, `Incomplete` when a
    rejection has no reason (Decree 61/2018, Article 19).
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.DECIDE, dossier, by)
    state = check_can(Act.DECIDE, dossier)
    check_at_signing(dossier)
    reason = check_reason(outcome, reason)
    held = at_return(dossier, at)
    change(dossier, state, at=at, decided_at=at, outcome=outcome, result_note=reason, **held)
    papers = add_papers(dossier, result, at=at, kind=DossierDocument.Kind.RESULT)
    entry = Decided(outcome=outcome, reason=reason, documents=papers)
    return record(dossier, entry, by=standing, at=at)


def check_at_signing(dossier: Dossier) -> None:
    """It must stand at the head's step of its own agency, or at the last; raises `WrongState`."""
    steps = process_of(dossier).steps
    here = dossier.step or 0
    is_ours = dossier.holder_agency_id == dossier.agency_id
    if here + 1 < len(steps) and not (is_ours and steps[here].role == Role.HEAD):
        raise WrongState(
            "Hồ sơ chưa đến bước ký duyệt.",
            why=f"Đang ở bước “{steps[here].name}”.",
            mend="Chuyển hồ sơ đến bước ký duyệt trước.",
        )


def check_reason(outcome: Outcome, reason: str) -> str:
    """A rejection, in whole or in part, says why; raises `Incomplete`."""
    if outcome is Outcome.GRANTED:
        return reason
    return said(reason, what="Cho biết lý do khi không chấp thuận toàn bộ.")
