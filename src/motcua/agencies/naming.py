"""Which agency somebody means who typed an identifier or a name."""

from datetime import date

from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_force

NEAR = 5


def named(text: str, *, day: date) -> Agency | None:
    """The agency in force of this identifier, or the only one of this name."""
    words = " ".join(text.split())
    agencies = agencies_in_force(day=day)
    found = list(agencies.filter(code=words)[:1]) or list(agencies.filter(name=words)[:2])
    return found[0] if len(found) == 1 else None


def near(text: str, *, day: date) -> list[Agency]:
    """Some whose name holds these words, for whoever wrote it almost right."""
    words = " ".join(text.split())
    return list(agencies_in_force(day=day).filter(name__icontains=words).order_by("code")[:NEAR])
