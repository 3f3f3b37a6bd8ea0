"""Hand over (giao lại): an officer has left, or an agency has ended; the dossier goes on."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.actors import Clock
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import HandedOver
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.stranded import has_left, successor_of


@transaction.atomic
def hand_over(dossier: Dossier, *, by: Clock, at: datetime) -> Dossier:
    """Back to the unit when its officer has left; to the successor when its agency has ended.

    Raises `NotAllowed`, and `WrongState` where nothing is stranded.
    """
    dossier = locked(dossier)
    standing = check_may(Act.HAND_OVER, dossier, by)
    state = check_can(Act.HAND_OVER, dossier)
    officer, old, new = dossier.holder_officer, dossier.agency, successor_of(dossier.agency, at)
    if new == old and not has_left(dossier, at):
        raise WrongState("Người giữ và cơ quan giữ hồ sơ này vẫn còn.")
    moved = new != old
    holder = new if dossier.holder_agency_id == old.pk else dossier.holder_agency
    change(dossier, state, at=at, agency=new, holder_agency=holder, holder_officer=None)
    entry = HandedOver(
        officer=officer.name if officer else "",
        from_agency=old.code if moved else "",
        from_name=old.name if moved else "",
        to_agency=new.code if moved else "",
        to_name=new.name if moved else "",
    )
    return record(dossier, entry, by=standing, at=at)
