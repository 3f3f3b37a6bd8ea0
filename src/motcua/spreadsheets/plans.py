"""What a table would change, row by row, before anything is changed; and what a table is.

A room describes its own table as a `Sheet`: its columns, how rows become changes, how changes are
written. Everything else is the same for all.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import Column, Value


class Did(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """In Vietnamese."""
        return {"added": "Thêm", "changed": "Sửa", "unchanged": "Giữ nguyên"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One fact before and after, as people read it; empty before where it is new."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one row, or several that belong together, would do.

    `facts` is for whoever writes it; `key` names the thing for what is shown after.
    """

    sheet: str
    rows: tuple[int, ...]
    key: str
    title: str
    did: Did
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    facts: Any = None

    @property
    def said_rows(self) -> str:
        """`5` or `5–8`."""
        first, last = self.rows[0], self.rows[-1]
        return str(first) if first == last else f"{first}–{last}"

    def to_json(self) -> dict[str, Any]:
        """What is shown, kept and compared; without the facts."""
        return {
            "sheet": self.sheet,
            "rows": self.said_rows,
            "key": self.key,
            "title": self.title,
            "did": self.did.value,
            "differences": [[d.heading, d.before, d.after] for d in self.differences],
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who wants it, and when. `by` is None for a command."""

    by: Any
    at: datetime


Planner = Callable[[Sequence[Row], Asked], list[Change]]
Writer = Callable[[Sequence[Change], Asked], None]
Teller = Callable[[Sequence[str], Asked], Mapping[str, str]]


def _tells_nothing(keys: Sequence[str], asked: Asked) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table that can be taken in.

    `plan` blames rows for what is wrong and answers the changes of the others; `write` does them,
    in a transaction that the caller holds; `tell` says after the writing, for changes by their
    key, what is for the importer alone and is kept nowhere (a link to a first password).
    """

    name: str
    title: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    plan: Planner
    write: Writer
    tell: Teller = field(default=_tells_nothing)


def change_of(
    row: Row,
    *,
    key: str,
    title: str,
    before: Mapping[str, Value] | None,
    after: Mapping[str, Value],
    facts: Any = None,
    remarks: Sequence[str] = (),
    is_new: bool = False,
) -> Change:
    """The change of a single row: `before` is None where all of it is new, `is_new` where part."""
    found = tuple(_differences(row.columns, before or {}, after))
    is_new = is_new or before is None
    did = Did.ADDED if is_new else Did.CHANGED if found else Did.UNCHANGED
    return Change(
        sheet=row.sheet,
        rows=(row.number,),
        key=key,
        title=title,
        did=did,
        differences=found,
        remarks=(*row.remarks, *remarks),
        facts=facts,
    )


def digest(changes: Sequence[Change]) -> str:
    """SHA-256 of all that was shown: the same digest, the same changes."""
    shown = json.dumps([change.to_json() for change in changes], ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()


def _differences(
    columns: Sequence[Column], before: Mapping[str, Value], after: Mapping[str, Value]
) -> list[Difference]:
    found = []
    for column in columns:
        if column.key in after:
            old, new = column.say(before.get(column.key)), column.say(after[column.key])
            if old != new:
                found.append(Difference(heading=column.heading, before=old, after=new))
    return found
