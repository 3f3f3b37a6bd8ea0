"""From a posted page to answers. What cannot be read is kept as it was typed, to be shown again.

Names in HTML: `x`; dates `x.day x.month x.year`; times `x.hour x.minute`; addresses `x.unit
x.detail`; rows `children.0.name`. `__shown` names what was drawn though nothing of it may come
back (unticked boxes, groups without rows); `__add.children` and `__remove.children.0` are buttons.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict

from motcua.core.moments import local_day
from motcua.core.money import BadAmount, parse_dong
from motcua.eforms import dates, units
from motcua.eforms.fields import MAX_ROWS, Field, FieldType, Page
from motcua.eforms.units import Unit
from motcua.eforms.values import unreadable

SHOWN, ADD, REMOVE = "__shown", "__add.", "__remove."

_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:[.,][0-9]{1,400})?")
_MIXED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,400}")
_LONGEST_NUMBER = 40


def from_post(
    page: Page,
    post: QueryDict,
    *,
    today: date | None = None,
    known_units: units.Lookup = units.lookup,
) -> dict[str, Any]:
    """The answers of the fields that were drawn, as a patch for `merge`: None clears.

    `today` settles years of two digits and which communes are in force; left out, it is today.
    """
    day = today or local_day(datetime.now(UTC))
    reader = _Reader(post, day)
    typed = {reader.text(key) for key in post if key.endswith(".unit")}
    names = {text for text in typed if 0 < len(text) < 200 and not unreadable(text)}
    reader.found = known_units(names, day) if names else {}
    return dict(reader.read(page.fields, ""))


def changes_rows(post: QueryDict) -> bool:
    """Was a button pressed that adds or removes a row? Then the page is shown again."""
    return any(key.startswith((ADD, REMOVE)) for key in post)


class _Reader:
    """One posted page."""

    def __init__(self, post: QueryDict, today: date) -> None:
        self.post, self.today = post, today
        self.found: Mapping[str, list[Unit]] = {}
        self.shown = set(post.getlist(SHOWN))

    def read(self, fields: tuple[Field, ...], prefix: str) -> Iterator[tuple[str, Any]]:
        """Name and answer of each field that was on the page."""
        for field in fields:
            name = prefix + field.name
            if field.type is not FieldType.DOCUMENT and self._was_drawn(field, name):
                yield field.name, self._answer(field, name)

    def _was_drawn(self, field: Field, name: str) -> bool:
        return name in self.shown or any(f"{name}{part}" in self.post for part in _parts(field))

    def _answer(self, field: Field, name: str) -> Any:
        own = _OWN.get(field.type)
        if own is not None:
            return own(self, field, name)
        text = self.text(name, lines=field.type is FieldType.TEXTAREA)
        return _READ[field.type](text) if text and field.type in _READ else text or None

    def boolean(self, field: Field, name: str) -> bool:
        """Ticked or not; there is no third."""
        return "true" in self.post.getlist(name)

    def choice(self, field: Field, name: str) -> str | None:
        """The value chosen, whether or not it may be."""
        return self.post.get(name) or None

    def choices(self, field: Field, name: str) -> list[str] | None:
        """The values ticked, each once."""
        return list(dict.fromkeys(value for value in self.post.getlist(name) if value)) or None

    def day(self, field: Field, name: str) -> str | None:
        """A day, or its parts as typed."""
        day, month, year = (self.text(f"{name}.{part}") for part in ("day", "month", "year"))
        return dates.day_from_parts(day, month, year, field, self.today) or None

    def time(self, field: Field, name: str) -> str | None:
        """A time, or its parts as typed."""
        hour, minute = (self.text(f"{name}.{part}") for part in ("hour", "minute"))
        return dates.time_from_parts(hour, minute) or None

    def text(self, name: str, *, lines: bool = False) -> str:
        """What was typed, composed and without outer spaces; one line unless told otherwise."""
        text = unicodedata.normalize("NFC", self.post.get(name) or "").replace("\r\n", "\n")
        return (text if lines else re.sub(r"[\t\n\r]", " ", text)).strip()

    def address(self, field: Field, name: str) -> dict[str, str] | None:
        """Unit and detail; a name that means one unit becomes its code."""
        unit, detail = self.text(f"{name}.unit"), self.text(f"{name}.detail")
        meant = self.found.get(unit, [])
        unit = meant[0].code if len(meant) == 1 else unit
        address = {"unit": unit, "detail": detail}
        return {key: part for key, part in address.items() if part} or None

    def rows(self, group: Field, name: str) -> list[dict[str, Any]] | None:
        """The rows in which something was filled in, and a new one where its button was pressed."""
        rows = []
        for index in self._indexes(name):
            row = dict(self.read(group.fields, f"{name}.{index}."))
            row = {key: value for key, value in row.items() if value is not None}
            if any(value is not False for value in row.values()):
                rows.append(row)
        if f"{ADD}{name}" in self.post and len(rows) < MAX_ROWS:
            rows.append({})
        return rows or None

    def _indexes(self, name: str) -> list[int]:
        """The numbers of the rows that came, without the one to be removed."""
        pattern = re.compile(rf"{re.escape(name)}\.([0-9]{{1,4}})\.")
        keys = [*self.post, *(f"{shown}." for shown in self.shown)]
        numbers = {int(found[1]) for key in keys if (found := pattern.match(key))}
        return sorted(n for n in numbers if f"{REMOVE}{name}.{n}" not in self.post)


_OWN: dict[FieldType, Callable[[_Reader, Field, str], Any]] = {
    FieldType.GROUP: _Reader.rows,
    FieldType.ADDRESS: _Reader.address,
    FieldType.BOOLEAN: _Reader.boolean,
    FieldType.CHOICE: _Reader.choice,
    FieldType.CHOICES: _Reader.choices,
    FieldType.DATE: _Reader.day,
    FieldType.TIME: _Reader.time,
}


def _parts(field: Field) -> tuple[str, ...]:
    """What follows the field's name in the names of its controls."""
    return {
        FieldType.DATE: (".day", ".month", ".year"),
        FieldType.TIME: (".hour", ".minute"),
        FieldType.ADDRESS: (".unit", ".detail"),
    }.get(field.type, ("",))


def _integer(text: str) -> int | str:
    plain = re.sub(r"[. ]", "", text) if _GROUPED.fullmatch(text) else text
    return int(plain) if _WHOLE.fullmatch(plain) else text


def _number(text: str) -> float | str:
    """`1.234,5`, `1,5`, `1.5`, `1.500` (a thousand and a half), `1 500`."""
    whole = _integer(text)
    if isinstance(whole, int):
        return whole
    plain = text.replace(".", "") if _MIXED.fullmatch(text) else text
    return float(plain.replace(",", ".")) if _DECIMAL.fullmatch(plain) else text


def _money(text: str) -> int | str:
    try:
        return parse_dong(text) if len(text) <= _LONGEST_NUMBER else text
    except BadAmount:
        return text


_READ = {FieldType.INTEGER: _integer, FieldType.NUMBER: _number, FieldType.MONEY: _money}
