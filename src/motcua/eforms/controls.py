"""How a field looks with an answer in it: names, ids, values and errors, decided before templates.

Every type is one kind of control with one template. Values that cannot be right are shown again
as they were typed.
"""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from motcua.core import conditions
from motcua.core.conditions import Compare, Condition, Op
from motcua.core.money import say_number
from motcua.eforms import dates
from motcua.eforms.fields import MAX_ROWS, Field, FieldType
from motcua.eforms.wording import control_id

FEW = 7
"""Up to so many choices are shown as cards, more as a list."""

_KEYBOARDS = {
    FieldType.INTEGER: "numeric",
    FieldType.MONEY: "numeric",
    FieldType.NUMBER: "decimal",
    FieldType.PERSONAL_NUMBER: "numeric",
    FieldType.TAX_CODE: "numeric",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
}
_WIDTHS = {
    FieldType.INTEGER: "w12",
    FieldType.MONEY: "w12",
    FieldType.NUMBER: "w12",
    FieldType.PHONE: "w20",
    FieldType.PERSONAL_NUMBER: "w20",
    FieldType.TAX_CODE: "w20",
}
_TEMPLATES = {
    FieldType.TEXTAREA: "textarea",
    FieldType.DATE: "parts",
    FieldType.TIME: "parts",
    FieldType.ADDRESS: "address",
    FieldType.CHOICES: "picks",
    FieldType.BOOLEAN: "boolean",
    FieldType.DOCUMENT: "document",
    FieldType.GROUP: "group",
}
# Of the applicant alone: a browser must not offer the person's own data for somebody else.
_AUTOCOMPLETE = {
    "applicant.name": "name",
    "applicant.phone": "tel",
    "applicant.email": "email",
    "applicant.organization": "organization",
}


@dataclass(frozen=True)
class Box:
    """One input of a date, a time or an address."""

    name: str
    id: str
    label: str
    value: str
    width: str = ""
    autocomplete: str = ""
    error: str = ""


@dataclass(frozen=True)
class Pick:
    """One choice, and the controls that it opens."""

    value: str
    label: str
    id: str
    chosen: bool
    opens: tuple["Control", ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a group."""

    legend: str
    id: str
    remove: str
    error: str
    controls: tuple["Control", ...]


@dataclass(frozen=True)
class Control:
    """A field with its answer, ready for its template."""

    field: Field
    name: str
    id: str
    template: str
    value: str = ""
    chosen: bool = False
    error: str = ""
    when: str = ""
    reveal: bool = False
    boxes: tuple[Box, ...] = ()
    picks: tuple[Pick, ...] = ()
    rows: tuple[Row, ...] = ()
    list_id: str = ""
    keyboard: str = ""
    autocomplete: str = ""
    width: str = ""
    source: str = ""

    @property
    def described_by(self) -> str:
        """The ids of hint, source and error, as `aria-describedby` wants them."""
        said = ((self.field.help, "h"), (self.source, "s"), (self.error, "e"))
        return " ".join(f"{self.id}-{end}" for text, end in said if text)

    @property
    def multiple(self) -> bool:
        """May several be chosen?"""
        return self.field.type is FieldType.CHOICES

    @property
    def across(self) -> bool:
        """A few short choices stand side by side."""
        return len(self.picks) <= 3 and all(len(p.label) <= 9 for p in self.picks)

    @property
    def may_grow(self) -> bool:
        """Is there room for another row?"""
        most = self.field.max if isinstance(self.field.max, int) else MAX_ROWS
        return len(self.rows) < most


@dataclass(frozen=True)
class Drawing:
    """What controls are made from: errors by JSON pointer, units by code, id of their list.

    `settled` are the answers that this page cannot change; columns they rule out are not drawn.
    `sources` say by field where an answer was taken from.
    """

    errors: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    list_id: str = ""
    settled: Mapping[str, Any] = field(default_factory=dict)
    open_fields: Container[str] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def control(
        self, field: Field, value: Any, *, prefix: str = "", names: Mapping[str, str] | None = None
    ) -> Control:
        """The control of a field; `prefix` is its row's, `names` those of the row's columns."""
        name = prefix + field.name
        when = conditions.renamed(field.when, names or {}) if field.when else None
        control = Control(
            field=field,
            name=name,
            id=control_id(name),
            template=f"eforms/{_template(field)}.html",
            value=text_of(field, value),
            chosen=value is True,
            error=self._error(_pointer(field, prefix), field),
            when=_json(when),
            keyboard=_KEYBOARDS.get(field.type, ""),
            autocomplete=_AUTOCOMPLETE.get(name, ""),
            width=_WIDTHS.get(field.type, ""),
            source=self.sources.get(name, ""),
        )
        return self._filled(control, value, prefix)

    def _error(self, pointer: str, field: Field) -> str:
        """The sentence at a control; that of an address is also that of its unit."""
        error = self.errors.get(pointer, "")
        if field.type is FieldType.ADDRESS and not error:
            inner = [e for p, e in self.errors.items() if p.startswith(f"{pointer}/")]
            own = self.errors.get(f"{pointer}/detail")
            return next((e for e in inner if e != own), "")
        return error

    def _filled(self, control: Control, value: Any, prefix: str) -> Control:
        """With the parts that its type has."""
        kind = control.field.type
        if kind in (FieldType.DATE, FieldType.TIME):
            return replace(control, boxes=_boxes(control))
        if kind in (FieldType.CHOICE, FieldType.CHOICES):
            chosen = value if isinstance(value, list) else [value]
            return replace(control, picks=_picks(control, chosen))
        if kind is FieldType.ADDRESS:
            boxes = self._address(control, value, _pointer(control.field, prefix))
            return replace(control, boxes=boxes, list_id=self.list_id)
        if kind is FieldType.GROUP:
            return replace(control, rows=tuple(self._rows(control, value)))
        return control

    def _address(self, control: Control, value: Any, pointer: str) -> tuple[Box, ...]:
        parts = value if isinstance(value, dict) else {"unit": value}
        unit, detail = (_plain(parts.get(key)) for key in ("unit", "detail"))
        own = control.name.startswith("applicant.")
        return (
            Box(f"{control.name}.unit", control.id, "Xã, phường, đặc khu",
                self.units.get(unit, unit)),
            Box(f"{control.name}.detail", f"{control.id}-detail", "Số nhà, đường, thôn, tổ dân phố",
                detail, autocomplete="street-address" if own else "",
                error=self.errors.get(f"{pointer}/detail", "")),
        )  # fmt: skip

    def _rows(self, control: Control, value: Any) -> Iterable[Row]:
        group = control.field
        rows = value if isinstance(value, list) else []
        columns = [c for c in group.fields if c.when is None or self._may_be_asked(c.when, group)]
        rows = rows or ([{}] * (group.min if isinstance(group.min, int) else 1))
        for index, row in enumerate(rows if group.required or value else []):
            prefix = f"{control.name}.{index}."
            names = {column: prefix + column for column in group.columns}
            cells = row if isinstance(row, dict) else {}
            yield Row(
                legend=f"{group.label} {index + 1}",
                id=f"{control.id}-{index}",
                remove=f"__remove.{control.name}.{index}",
                error=self.errors.get(f"/{control.name}/{index}", ""),
                controls=tuple(
                    self.control(c, cells.get(c.name), prefix=prefix, names=names) for c in columns
                ),
            )

    def _may_be_asked(self, when: Condition, group: Field) -> bool:
        """Could something on this page still bring in a column with this condition?"""
        unsettled = {
            name
            for name in conditions.fields_of(when)
            if name in group.columns or name in self.open_fields
        }
        return conditions.truth(when, self.settled, unsettled) is not False


def nested(controls: Sequence[Control]) -> list[Control]:
    """The same controls, those that one card of a choice opens put right after that card."""
    by_name = {control.name: control for control in controls}
    top: list[str] = []
    opened: dict[tuple[str, str], list[str]] = {}
    for control in controls:
        place = _opened_by(control.field.when, by_name)
        if place is None:
            top.append(control.name)
        else:
            opened.setdefault(place, []).append(control.name)

    def build(name: str) -> Control:
        control = by_name[name]
        picks = tuple(
            replace(pick, opens=tuple(
                replace(build(inner), reveal=True) for inner in opened.get((name, pick.value), [])
            ))
            for pick in control.picks
        )  # fmt: skip
        return replace(control, picks=picks)

    return [build(name) for name in top]


def _opened_by(when: Condition | None, controls: Mapping[str, Control]) -> tuple[str, str] | None:
    """The card that opens a field, if its condition is just that this card is chosen."""
    if not isinstance(when, Compare) or when.op is not Op.EQ:
        return None
    choice = controls.get(when.field)
    if choice is None or choice.template != "eforms/picks.html" or choice.multiple:
        return None
    value = when.value
    return (when.field, value) if isinstance(value, str) and value in choice.field.values else None


def text_of(field: Field, value: Any) -> str:
    """What stands in a control of one line: numbers as written here, the rest as it is."""
    if field.type is FieldType.MONEY and isinstance(value, int) and not isinstance(value, bool):
        return say_number(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").replace(".", ",")
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _template(field: Field) -> str:
    if field.type is FieldType.CHOICE:
        return "picks" if len(field.options) <= FEW else "select"
    return _TEMPLATES.get(field.type, "text")


def _pointer(field: Field, prefix: str) -> str:
    """`/children/0/name` for a column; a flat name is one step, dots and all."""
    steps = prefix.rstrip(".").rsplit(".", maxsplit=1) if prefix else []
    return "/" + "/".join([*steps, field.name])


def _json(condition: Condition | None) -> str:
    if condition is None:
        return ""
    return json.dumps(conditions.to_json(condition), ensure_ascii=False, separators=(",", ":"))


def _picks(control: Control, chosen: Sequence[Any]) -> tuple[Pick, ...]:
    """The cards; the first has the id of the control, so that the error summary leads to it."""
    return tuple(
        Pick(
            value=option.value,
            label=option.label,
            id=f"{control.id}-{number}" if number else control.id,
            chosen=any(option.value == one for one in chosen),
        )
        for number, option in enumerate(control.field.options)
    )


def _boxes(control: Control) -> tuple[Box, ...]:
    name, first = control.name, control.id
    if control.field.type is FieldType.TIME:
        hour, minute = dates.time_to_parts(control.value)
        return (
            Box(f"{name}.hour", first, "Giờ", hour, "w4"),
            Box(f"{name}.minute", f"{first}-minute", "Phút", minute, "w4"),
        )
    day, month, year = dates.day_to_parts(control.value)
    own = name in ("applicant.birth", "applicant.birth_date", "applicant.birthday")
    hints = ("bday-day", "bday-month", "bday-year") if own else ("", "", "")
    return (
        Box(f"{name}.day", first, "Ngày", day, "w4", hints[0]),
        Box(f"{name}.month", f"{first}-month", "Tháng", month, "w4", hints[1]),
        Box(f"{name}.year", f"{first}-year", "Năm", year, "w6", hints[2]),
    )
