"""The legal forms of slips as dated data: name, number, paper, rows and signers of each.

Two sets so far: the six of Circular 01/2018/TT-VPCP and the seven of Circular 03/2025/TT-VPCP. A
dossier prints the forms of the day it was received. A new circular is a new file in `data/`.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from motcua.slips.kinds import SlipKind

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a form: a fact under its label, or a sentence with facts in braces.

    `optional` lines are left out when their fact is empty.
    """

    key: str = ""
    label: str = ""
    text: str = ""
    strong: bool = False
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class SlipForm:
    """One form of one instrument. `number` gives the pattern by kind of agency, "" for others."""

    kind: SlipKind
    no: str
    name: str
    instrument: str
    paper: str
    template: str
    number: dict[str, str]
    rows: tuple[Line, ...]
    signers: tuple[Line, ...]
    columns: tuple[Line, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """`Mẫu số 01, Thông tư 03/2025/TT-VPCP`."""
        return f"Mẫu số {self.no}, {self.instrument}"

    def label_of(self, key: str) -> str:
        """The words under which the form gives this fact."""
        return next((line.label for line in self.rows if line.key == key), key)


@dataclass(frozen=True, kw_only=True)
class FormSet:
    """The forms of one instrument and the days on which they are the ones to print."""

    instrument: str
    source: str
    valid_from: date
    valid_to: date | None
    forms: dict[SlipKind, SlipForm]

    def holds(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def set_on(day: date) -> FormSet:
    """The set of this day; before the first instrument, the first.

    The desks of 2018 printed the later forms already.
    """
    return next((one for one in sets() if one.holds(day)), sets()[0])


def form_on(kind: SlipKind, day: date) -> SlipForm | None:
    """The form of this kind on this day; None where that day's instrument has none."""
    return set_on(day).forms.get(kind)


@cache
def sets() -> tuple[FormSet, ...]:
    """Every set, the oldest first."""
    read = [json.loads(file.read_text(encoding="utf-8")) for file in _DATA.glob("*.json")]
    return tuple(sorted((_set(data) for data in read), key=lambda one: one.valid_from))


def _set(data: dict[str, Any]) -> FormSet:
    until = data["valid_to"]
    forms = [_form(one, data["instrument"]) for one in data["forms"]]
    return FormSet(
        instrument=data["instrument"],
        source=data["source"],
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=date.fromisoformat(until) if until else None,
        forms={form.kind: form for form in forms},
    )


def _form(data: dict[str, Any], instrument: str) -> SlipForm:
    lines = {
        part: tuple(Line(**line) for line in data.get(part, ()))
        for part in ("rows", "signers", "columns")
    }
    named = {"kind": SlipKind(data["kind"]), "instrument": instrument}
    return SlipForm(**{**data, **named, **lines, "shown": tuple(data["shown"])})
