"""Expire (hết hạn bổ sung): the clock closes a dossier whose supplement never came."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Clock
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Expired
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def expire(dossier: Dossier, *, by: Clock, at: datetime) -> Dossier:
    """Close the dossier. Raises `WrongState` before the day by which the supplement was due."""
    dossier = locked(dossier)
    standing = check_may(Act.EXPIRE, dossier, by)
    state = check_can(Act.EXPIRE, dossier)
    answer_by = dossier.due_at
    if answer_by is None or at <= answer_by:
        raise WrongState("Chưa đến hạn bổ sung.")
    change(dossier, state, at=at)
    return record(dossier, Expired(answer_by=iso_utc(answer_by)), by=standing, at=at)
