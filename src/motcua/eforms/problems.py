"""What is wrong on one page, as the lines of its error summary, each leading to its control."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.eforms import units
from motcua.eforms.checking import FieldError, check
from motcua.eforms.fields import Field, FieldType, Form, Page
from motcua.eforms.wording import ask, control_id


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One line of a page's error summary: pointer, id of the control to mend, the sentence."""

    field: str
    message: str
    anchor: str


def page_problems(
    form: Form,
    page: Page,
    answers: Mapping[str, Any],
    documents: Collection[str] = (),
    *,
    today: date,
    known_units: units.Lookup = units.lookup,
) -> list[Problem]:
    """The lines of one page's error summary, in the order of its fields."""
    checked = check(form, answers, documents, today=today, known_units=known_units)
    lines: list[Problem] = []
    for field in page.fields:
        pointer = f"/{field.name}"
        lacking = [one for one in checked.missing if one.id == field.name]
        errors = [FieldError(field=pointer, message=ask(field)) for _ in lacking]
        errors += [e for e in checked.errors if f"{e.field}/".startswith(f"{pointer}/")]
        for e in errors:
            anchor = _anchor(field, e.field)
            lines.append(Problem(field=e.field, message=e.message, anchor=anchor))
    return lines


def _anchor(field: Field, pointer: str) -> str:
    """The id of the control; that of an address's unit is the id of the address."""
    steps = pointer.split("/")[1:]
    inner = field.columns.get(steps[2]) if len(steps) > 2 else field
    if inner and inner.type is FieldType.ADDRESS and steps[-1] == "unit" and len(steps) % 2 == 0:
        steps.pop()
    return control_id(".".join(steps))
