"""Withdraw (rút hồ sơ): the applicant takes the dossier back before it is decided."""

from datetime import datetime

from django.db import transaction

from motcua.core.states import Act
from motcua.dossiers.actors import Applicant, Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Withdrawn
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def withdraw(
    dossier: Dossier,
    *,
    by: Applicant | Officer,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Dossier:
    """Take the dossier back; an officer does it for a person who is present."""
    dossier = locked(dossier, version=version)
    standing = check_may(Act.WITHDRAW, dossier, by)
    state = check_can(Act.WITHDRAW, dossier)
    change(dossier, state, at=at)
    return record(dossier, Withdrawn(reason=reason), by=standing, at=at)
