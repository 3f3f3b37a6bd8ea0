"""Advance (chuyển bước): hand the dossier on to the next step of its process."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import at_step, handed_to, process_of
from motcua.dossiers.journal import Advanced
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def advance(
    dossier: Dossier, *, by: Officer, at: datetime, note: str = "", version: int | None = None
) -> Dossier:
    """Hand on to the next step. Raises `NotAllowed`, `Conflict`, `WrongState` at the last step."""
    dossier = locked(dossier, version=version)
    standing = check_may(Act.ADVANCE, dossier, by)
    state = check_can(Act.ADVANCE, dossier)
    here, there = check_next(dossier)
    steps = process_of(dossier).steps
    change(dossier, state, at=at, **at_step(dossier, there, at))
    agency, name = handed_to(dossier)
    entry = Advanced(
        from_step=steps[here].name, to_step=steps[there].name, note=note,
        agency=agency, agency_name=name,
    )  # fmt: skip
    return record(dossier, entry, by=standing, at=at)


def check_next(dossier: Dossier) -> tuple[int, int]:
    """This step and the next; raises `WrongState` at the last step."""
    here = dossier.step or 0
    if here + 1 >= len(process_of(dossier).steps):
        raise WrongState(
            "Hồ sơ đã ở bước cuối của quy trình.", mend="Việc tiếp theo là quyết định kết quả."
        )
    return here, here + 1
