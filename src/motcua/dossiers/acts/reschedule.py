"""Reschedule (tính lại thời hạn): the clock moves deadlines that a changed calendar moves."""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import iso_utc
from motcua.core.refusals import WrongState
from motcua.core.states import Act, State
from motcua.dossiers import supplements
from motcua.dossiers.actors import Clock
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Rescheduled
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.rescheduling import now_of, reckoned
from motcua.dossiers.timeline import entries_of


@transaction.atomic
def reschedule(dossier: Dossier, *, by: Clock, at: datetime, reason: str) -> Dossier:
    """Set the deadlines that follow from today's calendar; they only move later.

    `reason` says which days changed. Raises `NotAllowed`, and `WrongState` where the state has no
    deadline to move or none moves.
    """
    dossier = locked(dossier)
    standing = check_may(Act.RESCHEDULE, dossier, by)
    state = check_can(Act.RESCHEDULE, dossier)
    new = reckoned(dossier, entries_of(dossier), at=at)
    moved = new.moved_from(now_of(dossier))
    if not moved:
        raise WrongState("Không có thời hạn nào phải tính lại.")
    if state is State.AWAITING_APPLICANT and "due_at" in moved:
        supplements.put_off(dossier, moved["due_at"][1])
    change(dossier, state, at=at, **{name: pair[1] for name, pair in moved.items()})
    told = {name: [iso_utc(old), iso_utc(new)] for name, (old, new) in moved.items()}
    entry = Rescheduled(moved=told, awaited=state is State.AWAITING_APPLICANT, reason=reason)
    return record(dossier, entry, by=standing, at=at)
