"""The fee table of a procedure: what each case costs from which day to which, where.

Stands with the procedure and beside its published content: a council's resolution sets fees, and a
new version of the content does not take them away. Pure values and their JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One fee. `amount` in đồng, None where only `text` says it; `agency` empty for all.

    `last` is the last day on which it holds, None while it goes on.
    """

    agency: str = ""
    case: str = ""
    amount: int | None = None
    text: str = ""
    first: date
    last: date | None = None
    source: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """Where and for which case: at most one line of these holds on a day."""
        return self.agency, self.case

    def holds(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: FeeLine) -> bool:
        """Is there a day on which both hold?"""
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` reads it back."""
        last = self.last.isoformat() if self.last else None
        return vars(self) | {"first": self.first.isoformat(), "last": last}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FeeLine:
        """A line from the JSON of `to_json`."""
        last = date.fromisoformat(data["last"]) if data["last"] else None
        return cls(**{**data, "first": date.fromisoformat(data["first"]), "last": last})


def lines_of(table: Sequence[Mapping[str, Any]]) -> tuple[FeeLine, ...]:
    """The lines of a procedure's column."""
    return tuple(FeeLine.from_json(line) for line in table)


def in_force(lines: Sequence[FeeLine], agency: str, day: date) -> list[FeeLine]:
    """What holds at this agency on this day; its own lines go before those for all."""
    held = [line for line in lines if line.holds(day)]
    own = [line for line in held if line.agency and line.agency == agency]
    return own or [line for line in held if not line.agency]
