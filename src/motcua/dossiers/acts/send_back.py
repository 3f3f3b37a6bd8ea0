"""Send back (trả lại bước trước): the step before has something to mend."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import at_step, handed_to, process_of
from motcua.dossiers.journal import SentBack
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.reasons import said


@transaction.atomic
def send_back(
    dossier: Dossier, *, by: Officer, at: datetime, reason: str, version: int | None = None
) -> Dossier:
    """Back to the step before, with what is to be mended there.

    Raises `NotAllowed`, `Conflict`, `WrongState` at the first step, `Incomplete`.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.SEND_BACK, dossier, by)
    state = check_can(Act.SEND_BACK, dossier)
    here, there = check_previous(dossier)
    reason = said(reason)
    steps = process_of(dossier).steps
    change(dossier, state, at=at, **at_step(dossier, there, at))
    agency, name = handed_to(dossier)
    entry = SentBack(
        from_step=steps[here].name, to_step=steps[there].name, reason=reason,
        agency=agency, agency_name=name,
    )  # fmt: skip
    return record(dossier, entry, by=standing, at=at)


def check_previous(dossier: Dossier) -> tuple[int, int]:
    """This step and the one before; raises `WrongState` at the first step."""
    here = dossier.step or 0
    if here == 0:
        raise WrongState(
            "Hồ sơ đang ở bước đầu của quy trình.",
            mend="Cần người nộp sửa thì yêu cầu bổ sung.",
        )
    return here, here - 1
