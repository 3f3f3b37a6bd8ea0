"""Many acts by one hand in one transaction: for a replay of the past, never for a person's request.

Each act stays what it is: lock, may, can, decide, write, journal; but nothing is to be made of what
is long past, so no row goes to the outbox. Saved is what only several hands at once would need: a
savepoint per act, and a second look at a dossier which this very transaction has written.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from motcua.dossiers import changing


@contextmanager
def many_acts() -> Iterator[None]:
    """Commit all acts within at once, and tell nobody of them; one that is refused undoes all."""
    with transaction.atomic(), changing.holding(), _no_savepoints():
        yield


@contextmanager
def _no_savepoints() -> Iterator[None]:
    """An act within takes part in the whole: it ends well, or nothing of the whole is kept."""
    own = vars(connections[DEFAULT_DB_ALIAS])
    own["savepoint"] = lambda: None  # which `atomic()` takes for an engine that has none
    try:
        yield
    finally:
        del own["savepoint"]
