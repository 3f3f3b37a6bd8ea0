"""Suspend (tạm dừng): nothing can be done until somebody else has; the clock stands still."""

from datetime import date, datetime

from django.db import transaction

from motcua.agencies.law import law_on
from motcua.core.moments import iso_utc, local_day
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.holding import suspended
from motcua.dossiers.journal import Suspended
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.reasons import said
from motcua.dossiers.suspensions import Cause, review_by


@transaction.atomic
def suspend(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    cause: Cause,
    reason: str,
    until: date | None = None,
    version: int | None = None,
) -> Dossier:
    """Stop the clock until `resume`; the holder looks again by the end of `until`.

    Without a day, after the working days of the law's settings. Raises `NotAllowed`, `Conflict`,
    `WrongState`, `Incomplete`. Source: Decree 61/2018, Article 19; tax before a land title.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.SUSPEND, dossier, by)
    state = check_can(Act.SUSPEND, dossier)
    reason = said(reason)
    days = law_on(local_day(at), dossier.agency_id).suspension_review_days
    due_at = review_by(until, at, days=days)
    change(dossier, state, at=at, suspended_for=cause, **suspended(dossier, at, due_at))
    entry = Suspended(cause=cause, reason=reason, review_by=iso_utc(due_at))
    return record(dossier, entry, by=standing, at=at)
