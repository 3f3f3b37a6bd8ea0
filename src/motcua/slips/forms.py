"""The legal forms of slips as dated data: name, number, rows and signers of each.

A dossier prints the form of the day it was received. A new circular is a new entry in
`data/forms.json`, not code.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "forms.json"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a form: which fact, under which words; `optional` ones are left out if empty."""

    key: str
    label: str
    strong: bool = False
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class SlipForm:
    """One form of one instrument. `number` gives the pattern by kind of agency, "" for others."""

    no: str
    name: str
    instrument: str
    valid_from: date
    valid_to: date | None
    source: str
    template: str
    number: dict[str, str]
    rows: tuple[Line, ...]
    signers: tuple[Line, ...]

    @property
    def title(self) -> str:
        """`Mẫu số 01, Thông tư 03/2025/TT-VPCP`."""
        return f"Mẫu số {self.no}, {self.instrument}"

    def holds(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def form_on(no: str, day: date) -> SlipForm:
    """The form `01` and so on of this day; before the first instrument, the first.

    The desks of 2018 printed the later forms already; raises `KeyError` for a number unknown.
    """
    known = [form for form in forms() if form.no == no]
    if not known:
        raise KeyError(no)
    return next((form for form in known if form.holds(day)), known[0])


@cache
def forms() -> tuple[SlipForm, ...]:
    """Every form, the oldest first."""
    read = [_form(data) for data in json.loads(_DATA.read_text(encoding="utf-8"))]
    return tuple(sorted(read, key=lambda form: (form.no, form.valid_from)))


def _form(data: dict[str, Any]) -> SlipForm:
    until = data["valid_to"]
    return SlipForm(
        **{
            **data,
            "valid_from": date.fromisoformat(data["valid_from"]),
            "valid_to": date.fromisoformat(until) if until else None,
            "rows": tuple(Line(**line) for line in data["rows"]),
            "signers": tuple(Line(**line) for line in data["signers"]),
        }
    )
