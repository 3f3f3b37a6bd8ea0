"""Refuse (không tiếp nhận): before acceptance only, always with the reason."""

from datetime import datetime

from django.db import transaction

from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Refused
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.reasons import said


@transaction.atomic
def refuse(
    dossier: Dossier, *, by: Officer, at: datetime, reason: str, version: int | None = None
) -> Dossier:
    """Refuse to accept the dossier. Raises `NotAllowed`, `WrongState`, `Conflict`, `Incomplete`.

    Source: Decree 61/2018, Article 17.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.REFUSE, dossier, by)
    state = check_can(Act.REFUSE, dossier)
    reason = said(reason)
    change(dossier, state, at=at)
    return record(dossier, Refused(reason=reason), by=standing, at=at)
