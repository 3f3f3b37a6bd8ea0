"""Go on (làm tiếp không chờ ý kiến): whoever was asked let its time pass in silence."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.consultations import check_lapsed
from motcua.dossiers.holding import answered
from motcua.dossiers.journal import WentOn
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Consultation, Dossier


@transaction.atomic
def go_on(dossier: Dossier, *, by: Officer, at: datetime, version: int | None = None) -> Dossier:
    """Wait no longer for answers whose time has passed; the silence stays in the journal.

    The hours waited stay with the agencies that were asked. Raises `NotAllowed`, `Conflict`,
    `WrongState` while one of them still has time. Source: Decree 61/2018, Article 19(5).
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.GO_ON, dossier, by)
    state = check_can(Act.GO_ON, dossier)
    silent = check_lapsed(dossier, at)
    Consultation.objects.filter(
        jurisdiction=dossier.jurisdiction, pk__in=[one.pk for one in silent]
    ).update(lapsed_at=at)
    change(dossier, state, at=at, **answered(dossier, at))
    agencies = [
        {"code": one.agency.code, "name": one.agency.name, "answer_by": iso_utc(one.answer_by)}
        for one in silent
    ]
    return record(dossier, WentOn(agencies=agencies), by=standing, at=at)
