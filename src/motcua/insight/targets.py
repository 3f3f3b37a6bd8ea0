"""The targets that figures are held to, as data with the day they hold from."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "targets.json"


@dataclass(frozen=True, kw_only=True)
class Targets:
    """Shares from 0 to 1, and how many there must be before one speaks of a share at all."""

    valid_from: date
    take_up: float
    completion: float
    answered_in_time: float
    on_time: float
    least_dossiers: int
    least_ratings: int
    source: str


def targets_on(day: date) -> Targets:
    """Those in force on this day; before the first, the first."""
    known = _targets()
    return next((one for one in reversed(known) if one.valid_from <= day), known[0])


@cache
def _targets() -> tuple[Targets, ...]:
    found = json.loads(FILE.read_text())
    made = [
        Targets(**{**one, "valid_from": date.fromisoformat(one["valid_from"])}) for one in found
    ]
    return tuple(sorted(made, key=lambda one: one.valid_from))
