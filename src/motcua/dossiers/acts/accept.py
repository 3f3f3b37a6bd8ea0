"""Accept (tiếp nhận): the dossier is complete enough to be handled; the limit begins to run."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import appointment_from, at_first_step, handed_to
from motcua.dossiers.journal import Accepted
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def accept(dossier: Dossier, *, by: Officer, at: datetime, version: int | None = None) -> Dossier:
    """Accept the dossier: appointment from the published limit, first step of its process.

    Raises `NotAllowed`, `WrongState`, `Conflict`. Source: Decree 61/2018, Article 17.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.ACCEPT, dossier, by)
    state = check_can(Act.ACCEPT, dossier)
    dossier.appointment = appointment_from(dossier, at)
    change(dossier, state, at=at, accepted_at=at, **at_first_step(dossier, at))
    agency, name = handed_to(dossier)
    appointment = iso_utc(dossier.appointment) if dossier.appointment else None
    entry = Accepted(appointment=appointment, agency=agency, agency_name=name)
    return record(dossier, entry, by=standing, at=at)
