"""Hand over (giao lại): an officer has left, or an agency has ended; the dossier goes on.

The agency may be the dossier's own, one that does a step, or one that was asked.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.agencies.successors import has_ended, successor_of
from motcua.core.moments import iso_utc, local_day
from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Clock
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.consultations import open_of
from motcua.dossiers.holding import answered, waiting
from motcua.dossiers.journal import HandedOver
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.stranded import ended_asked, has_left, holder_of, lead_of


@transaction.atomic
def hand_over(dossier: Dossier, *, by: Clock, at: datetime) -> Dossier:
    """Back to the unit when its officer has left; to the successor when an agency has ended.

    A step at an agency that nobody followed comes back to the lead; nobody waits any more for the
    answer of such an agency. Raises `NotAllowed`, and `WrongState` where nothing is stranded.
    """
    dossier = locked(dossier)
    standing = check_may(Act.HAND_OVER, dossier, by)
    state = check_can(Act.HAND_OVER, dossier)
    lead, holder = lead_of(dossier, at), holder_of(dossier, at)
    moved, taken = lead != dossier.agency, holder != dossier.holder_agency
    ended = ended_asked(dossier, at)
    if not (moved or taken or ended or has_left(dossier, at)):
        raise WrongState("Người giữ và cơ quan giữ hồ sơ này vẫn còn.")
    asked = [_passed_on(dossier, one, holder, at) for one in ended]
    officer = dossier.holder_officer if moved or taken or has_left(dossier, at) else None
    entry = HandedOver(
        officer=officer.name if officer else "",
        from_agency=dossier.agency.code if moved else "",
        from_name=dossier.agency.name if moved else "",
        to_agency=lead.code if moved else "",
        to_name=lead.name if moved else "",
        step=_named(dossier.holder_agency, holder) if taken and not moved else {},
        asked=asked,
    )
    awaited = _awaited(dossier, at) if ended else {}
    officer_now = None if officer else dossier.holder_officer
    change(
        dossier, state, at=at, agency=lead, holder_agency=holder, holder_officer=officer_now,
        **awaited,
    )  # fmt: skip
    return record(dossier, entry, by=standing, at=at)


def _passed_on(
    dossier: Dossier, asked: Consultation, holder: Agency | None, at: datetime
) -> dict[str, str]:
    """Who answers instead, with the time that was given; nobody where none of them can."""
    old, new = asked.agency, successor_of(asked.agency, local_day(at))
    others = {holder.pk if holder else None, *(one.agency_id for one in open_of(dossier))}
    if has_ended(new, local_day(at)) or new.pk in others:
        asked.lapsed_at = at
        asked.save(update_fields=["lapsed_at"])
        return {**_named(old, None), "answer_by": ""}
    asked.agency = new
    asked.save(update_fields=["agency"])
    return {**_named(old, new), "answer_by": iso_utc(asked.answer_by)}


def _awaited(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Whose answer is awaited now; nobody's: the step goes on."""
    others = open_of(dossier)
    return waiting(dossier, others, at) if others else answered(dossier, at)


def _named(old: Agency | None, new: Agency | None) -> dict[str, str]:
    """From whom to whom, by code and name; empty where there is nobody."""
    sides = {"from": old, "to": new}
    return {
        key: value
        for side, agency in sides.items()
        for key, value in (
            (f"{side}_agency", agency.code if agency else ""),
            (f"{side}_name", agency.name if agency else ""),
        )
    }
