"""What the room does when it hears of an act."""

from motcua.core.states import State
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.payments.charging import charge
from motcua.payments.money import give_back_all

ENDED_UNDECIDED = {State.REFUSED, State.WITHDRAWN, State.EXPIRED}


def follow(dossier: Dossier, entry: JournalEntry) -> None:
    """A charge comes with the dossier, and goes when it ends without a decision."""
    if State(dossier.state) in ENDED_UNDECIDED:
        give_back_all(dossier, at=entry.at)
    else:
        charge(dossier, at=entry.at)
