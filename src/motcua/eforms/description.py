"""A form as the API shows it: pages → fields with everything a client needs to fill them in."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from motcua.core import conditions
from motcua.core.conditions import All, Condition
from motcua.core.moments import local_day
from motcua.eforms import units
from motcua.eforms.dates import limit
from motcua.eforms.examples import examples
from motcua.eforms.fields import TODAY, Field, FieldType, Form, Page


def describe(
    form: Form, *, today: date | None = None, unit: str | None = None
) -> list[dict[str, Any]]:
    """The pages, each with its fields; a page's condition is part of that of its fields.

    Each `example` is valid today. `unit` is the code of a commune for the examples of addresses;
    left out, one is looked up where the form asks for an address.
    """
    day = today or local_day(datetime.now(UTC))
    if unit is None:
        unit = units.example(day) if _asks_address(form.fields.values()) else ""
    made = examples(form.fields, today=day, unit=unit)
    return [
        {
            "key": page.key,
            "title": page.title,
            "help": page.help,
            "fields": [
                _field(field, _when(page, field), made.get(field.name), day)
                for field in page.fields
            ],
        }
        for page in form.pages
    ]


def describe_fields(
    fields: Iterable[Field], *, today: date | None = None, unit: str | None = None
) -> list[dict[str, Any]]:
    """Fields that stand alone (those of an act at the desk), in the shape of `describe`."""
    page = Page(key="", title="", fields=tuple(fields))
    described = describe(Form(key="", title="", pages=(page,)), today=today, unit=unit)
    return list(described[0]["fields"])


def _when(page: Page, field: Field) -> Condition | None:
    if page.when and field.when:
        return All((page.when, field.when))
    return page.when or field.when


def _field(field: Field, when: Condition | None, example: Any, today: date) -> dict[str, Any]:
    columns = example[0] if field.type is FieldType.GROUP and example else {}
    return {
        "name": field.name,
        "type": field.type.value,
        "label": field.label,
        "help": field.help,
        "required": field.required,
        "example": example,
        "options": [{"value": one.value, "label": one.label} for one in field.options],
        "when": conditions.to_json(when) if when else None,
        "min": _bound(field.min, today),
        "max": _bound(field.max, today),
        "fields": [_field(c, c.when, columns.get(c.name), today) for c in field.fields],
    }


def _bound(value: Any, today: date) -> Any:
    """A bound of "today" as the day it is."""
    day = limit(value, today) if value == TODAY else None
    return day.isoformat() if day else value


def _asks_address(fields: Iterable[Field]) -> bool:
    return any(f.type is FieldType.ADDRESS or _asks_address(f.fields) for f in fields)
