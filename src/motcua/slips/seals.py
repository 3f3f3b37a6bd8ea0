"""The seal of a slip: an HMAC of all that its row says, under the salt of its dossier.

Whoever alters what a slip says, its key or its file without the salt breaks the seal. A print of
the register belongs to no dossier and has a plain hash.
"""

from hashlib import sha256
from typing import Any

from motcua.core.chain import canonical
from motcua.core.moments import iso_utc
from motcua.dossiers.journal import private
from motcua.dossiers.models import Dossier
from motcua.eforms.merging import storable
from motcua.slips.models import Slip


def seal_of(slip: Slip, dossier: Dossier | None, *, file: str) -> str:
    """The seal with this file, by its SHA-256, "" before it is set; "" once the salt was erased."""
    facts = {**_facts(slip), "file": file}
    if dossier is None:
        return sha256(canonical(facts)).hexdigest()
    return private(dossier, facts)


def _facts(slip: Slip) -> dict[str, Any]:
    content: dict[str, Any] = storable({"content": slip.content})
    return {
        **content,
        "kind": str(slip.kind),
        "form": slip.form,
        "entry": slip.entry,
        "number": slip.number,
        "edition": slip.edition,
        "key": slip.key,
        "issued_at": iso_utc(slip.issued_at),
    }
