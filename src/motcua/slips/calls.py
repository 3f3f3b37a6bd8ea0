"""Which slips an entry of the journal calls for. Knows the law's occasions, prints nothing."""

from collections.abc import Iterable, Iterator

from motcua.core.deadlines import TimeUnit
from motcua.dossiers.holding import limit_of
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.slips.kinds import SlipKind

ACCEPTED = {"dossier.accepted", "dossier.received"}
_SUPPLEMENTED = "dossier.supplemented"
_NEW_DAY = {_SUPPLEMENTED, "dossier.resumed"}
_HANDED_IN = {"dossier.submitted", "dossier.received", "dossier.corrected", _SUPPLEMENTED}
_CLOSED = {"dossier.result_returned", "dossier.withdrawn", "dossier.expired"}
_ONE_TO_ONE = {
    "dossier.supplement_requested": SlipKind.SUPPLEMENT,
    "dossier.refused": SlipKind.REFUSAL,
    "dossier.apologised": SlipKind.APOLOGY,
}


def called_for(dossier: Dossier, entry: JournalEntry) -> Iterator[SlipKind]:
    """In the order in which they are printed.

    Acceptance gives a receipt; so do a supplement after it and the end of a suspension, for the
    appointment is another then; none where the procedure is settled at once, unless it is asked for
    (Decree 61/2018, Article 17(4)): then an officer draws it up. A
    withdrawal after acceptance is answered with the notice of stopping (Decree 118/2025, Article
    21), and whatever was handled ends with its control sheet.
    """
    if entry.kind in _HANDED_IN:
        yield SlipKind.APPLICATION
    if gives_receipt(dossier) and _is_promise(dossier, entry):
        yield SlipKind.RECEIPT
    if entry.kind in _ONE_TO_ONE:
        yield _ONE_TO_ONE[entry.kind]
    if entry.kind == "dossier.withdrawn" and dossier.accepted_at is not None:
        yield SlipKind.STOPPING
    if entry.kind in _CLOSED and dossier.accepted_at is not None:
        yield SlipKind.CONTROL_SHEET


def gives_receipt(dossier: Dossier) -> bool:
    """Is a receipt given without being asked for? Not where the procedure is settled at once."""
    limit = limit_of(dossier)
    return limit is None or limit.unit is not TimeUnit.AT_ONCE


def promise_of(dossier: Dossier, entries: Iterable[JournalEntry]) -> JournalEntry | None:
    """The entry that last made or moved the appointment, which a receipt would tell."""
    made = [entry for entry in entries if _is_promise(dossier, entry)]
    return made[-1] if made else None


def _is_promise(dossier: Dossier, entry: JournalEntry) -> bool:
    after_acceptance = dossier.accepted_at is not None and dossier.accepted_at < entry.at
    return entry.kind in ACCEPTED or (entry.kind in _NEW_DAY and after_acceptance)
