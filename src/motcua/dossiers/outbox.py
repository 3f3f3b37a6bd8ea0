"""The outbox: what is to be made from an act, afterwards and repeatably.

`put` writes one row in the act's transaction. Consumers are connected in `config`; each is named,
idempotent, and done once per row unless it fails.
"""

from collections.abc import Callable

from motcua.dossiers.models import Dossier, JournalEntry, OutboxRow

Consumer = Callable[[Dossier, JournalEntry], None]
consumers: dict[str, Consumer] = {}


class AlreadyConnectedError(Exception):
    """Two consumers of one name: give the second another."""


def connect(name: str, consumer: Consumer) -> None:
    """Let `consumer` see every entry of every journal, most often in order, at times twice."""
    if name in consumers and consumers[name] is not consumer:
        raise AlreadyConnectedError(name)
    consumers[name] = consumer


def put(entry: JournalEntry) -> OutboxRow:
    """The row for an entry just written; the caller saves it in the same transaction."""
    return OutboxRow(
        jurisdiction=entry.jurisdiction,
        dossier_id=entry.dossier_id,
        entry_number=entry.number,
        kind=entry.kind,
        created_at=entry.at,
        next_at=entry.at,
    )
