"""Resume (giải quyết tiếp): what the dossier waited for is there; the time left counts on."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import going_on
from motcua.dossiers.journal import Resumed
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def resume(
    dossier: Dossier, *, by: Officer, at: datetime, note: str = "", version: int | None = None
) -> Dossier:
    """Go on at the step at which it was suspended, with the working time that was left.

    Raises `NotAllowed`, `Conflict`, `WrongState`.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.RESUME, dossier, by)
    state = check_can(Act.RESUME, dossier)
    change(dossier, state, at=at, suspended_for="", stopped_at=None, **going_on(dossier, at))
    appointment = iso_utc(dossier.appointment) if dossier.appointment else None
    return record(dossier, Resumed(appointment=appointment, note=note), by=standing, at=at)
