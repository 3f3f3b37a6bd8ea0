"""Which slips an entry of the journal calls for. Knows the law's occasions, prints nothing."""

from collections.abc import Iterator

from motcua.dossiers.models import Dossier, JournalEntry
from motcua.slips.kinds import SlipKind

ACCEPTED = {"dossier.accepted", "dossier.received"}
_SUPPLEMENTED = "dossier.supplemented"
_NEW_DAY = {_SUPPLEMENTED, "dossier.resumed"}
_HANDED_IN = {"dossier.submitted", "dossier.received", _SUPPLEMENTED}
_CLOSED = {"dossier.result_returned", "dossier.withdrawn", "dossier.expired"}
_ONE_TO_ONE = {
    "dossier.supplement_requested": SlipKind.SUPPLEMENT,
    "dossier.refused": SlipKind.REFUSAL,
    "dossier.apologised": SlipKind.APOLOGY,
}


def called_for(dossier: Dossier, entry: JournalEntry) -> Iterator[SlipKind]:
    """In the order in which they are printed.

    Acceptance gives a receipt; so do a supplement after it and the end of a suspension, for the
    appointment is another then. A
    withdrawal after acceptance is answered with the notice of stopping (Decree 118/2025, Article
    21), and whatever was handled ends with its control sheet.
    """
    after_acceptance = dossier.accepted_at is not None and dossier.accepted_at < entry.at
    if entry.kind in _HANDED_IN:
        yield SlipKind.APPLICATION
    if entry.kind in ACCEPTED or (entry.kind in _NEW_DAY and after_acceptance):
        yield SlipKind.RECEIPT
    if entry.kind in _ONE_TO_ONE:
        yield _ONE_TO_ONE[entry.kind]
    if entry.kind == "dossier.withdrawn" and dossier.accepted_at is not None:
        yield SlipKind.STOPPING
    if entry.kind in _CLOSED and dossier.accepted_at is not None:
        yield SlipKind.CONTROL_SHEET
