"""Assign (nhận xử lý): an officer takes a dossier that her unit holds."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Assigned
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def assign(dossier: Dossier, *, by: Officer, at: datetime, version: int | None = None) -> Dossier:
    """Take the dossier. Raises `NotAllowed`, `Conflict`, `WrongState` when it is hers already."""
    dossier = locked(dossier, version=version)
    standing = check_may(Act.ASSIGN, dossier, by)
    state = check_can(Act.ASSIGN, dossier)
    check_not_taken_by(dossier, by)
    change(dossier, state, at=at, holder_officer=by.user)
    return record(dossier, Assigned(officer=standing.name), by=standing, at=at)


def check_not_taken_by(dossier: Dossier, by: Officer) -> None:
    """Raises `WrongState` when the officer holds the dossier already."""
    if dossier.holder_officer_id == by.user.pk:
        raise WrongState("Ông/bà đã nhận hồ sơ này rồi.", mend="Chọn việc tiếp theo.")
