"""Is a slip in somebody's hand one of ours, and does it still hold?

The key on the slip opens this and nothing else: no name, no answers, no paper.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from motcua.agencies.sharding import split_public_id
from motcua.core.moments import local_day
from motcua.slips.models import Slip
from motcua.slips.queries import replaces


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What the verification page shows of a genuine slip; `shown` are more facts with labels."""

    name: str
    instrument: str
    number: str
    code: str
    agency: str
    issued_on: date
    edition: str
    shown: list[tuple[str, str]]
    is_newest: bool


def find(public_id: str, key: str) -> Verified | None:
    """The slip behind the address on it; None when there is none or the key is not its own."""
    pinned = split_public_id(public_id)
    slip = _slip(*pinned) if pinned else None
    if not secrets.compare_digest(key.encode(errors="replace"), slip.key.encode() if slip else b""):
        return None
    return _verified(slip) if slip else None


def _slip(jurisdiction: str, pk: int) -> Slip | None:
    return Slip.objects.filter(jurisdiction=jurisdiction, pk=pk).first()


def _verified(slip: Slip) -> Verified:
    content = slip.content
    return Verified(
        name=content["name"],
        instrument=content["instrument"],
        number=content["number"],
        code=content["code"],
        agency=content["agency"],
        issued_on=local_day(slip.issued_at),
        edition=content["edition"],
        shown=[(label, value) for label, value in content["shown"]],
        is_newest=not _replaced(slip),
    )


def _replaced(slip: Slip) -> bool:
    if slip.dossier_id is None:
        return False
    others = Slip.objects.filter(
        jurisdiction=slip.jurisdiction, dossier=slip.dossier_id, kind=slip.kind
    )
    return any(replaces(other, slip) for other in others.defer("content"))
