"""What a proof tells: a place, and what does not hold there."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What does not hold, and where."""

    place: str
    what: str


Progress = Callable[[int], None]
