"""`{% form_field %}` draws one field, `{% form_fields %}` all fields of a page, with answers in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from motcua.core.moments import local_day
from motcua.eforms.controls import Control, Drawing, nested
from motcua.eforms.fields import Field, FieldType, Form, Page
from motcua.eforms.units import Unit, is_code, lookup
from motcua.eforms.values import unit_codes
from motcua.eforms.visibility import answers_elsewhere, fields_to_show

register = template.Library()
LIST_ID = "f-units"


class Line(Protocol):
    """A line of an error summary, or an error of a check."""

    @property
    def field(self) -> str: ...  # a JSON pointer
    @property
    def message(self) -> str: ...


class _Everything:
    """A field drawn alone does not know its page: every other field may still change."""

    def __contains__(self, name: object) -> bool:
        return True


Errors = Mapping[str, str] | Iterable[Line] | None


@register.simple_tag
def form_field(
    field: Field,
    answers: Mapping[str, Any] | None = None,
    errors: Errors = None,
    units: Sequence[Unit] = (),
) -> SafeString:
    """One field with its answer. `units` are the communes to choose from in an address."""
    drawing = Drawing(open_fields=_Everything())
    return _drawn([field], answers or {}, errors, units, drawing)


@register.simple_tag
def form_fields(
    form: Form,
    page: Page,
    answers: Mapping[str, Any] | None = None,
    errors: Errors = None,
    units: Sequence[Unit] = (),
    sources: Mapping[str, str] | None = None,
) -> SafeString:
    """The fields of a page but its papers, each right after the choice that opens it.

    `sources` say by field where its answer was taken from.
    """
    shown = fields_to_show(form, page, answers or {})
    asked = [field for field in shown if field.type is not FieldType.DOCUMENT]
    elsewhere = answers_elsewhere(form, page, answers or {})
    drawing = Drawing(
        settled=elsewhere,
        open_fields={field.name for field in page.fields},
        sources=sources or {},
    )
    return _drawn(asked, answers or {}, errors, units, drawing)


def _drawn(
    fields: Sequence[Field],
    answers: Mapping[str, Any],
    errors: Errors,
    units: Sequence[Unit],
    drawing: Drawing,
) -> SafeString:
    has_address = any(_asks_address(field) for field in fields)
    names = _names(fields, answers, units) if has_address else {}
    list_id = LIST_ID if has_address and units else ""
    drawing = replace(drawing, errors=_by_pointer(errors), units=names, list_id=list_id)
    controls = nested([drawing.control(field, answers.get(field.name)) for field in fields])
    return _html(controls, [names[unit.code] for unit in units] if list_id else [], list_id)


def _html(controls: list[Control], unit_texts: list[str], list_id: str) -> SafeString:
    context = {"controls": controls, "unit_texts": unit_texts, "list_id": list_id}
    return render_to_string("eforms/fields.html", context)


def _by_pointer(errors: Errors) -> dict[str, str]:
    """The first sentence for each pointer."""
    if isinstance(errors, Mapping):
        return dict(errors)
    first: dict[str, str] = {}
    for line in errors or ():
        first.setdefault(line.field, line.message)
    return first


def _names(
    fields: Sequence[Field], answers: Mapping[str, Any], units: Sequence[Unit]
) -> dict[str, str]:
    """What to write for each code: the name, with the code where several share it."""
    known = {unit.code: unit for unit in units}
    asked = (code for f in fields for code in unit_codes(f, answers.get(f.name)))
    others = {code for code in asked if is_code(code) and code not in known}
    if others:
        found = lookup(others, local_day(datetime.now(UTC)))
        known |= {c: meant[0] for c, meant in found.items() if [u.code for u in meant] == [c]}
    same = Counter(unit.text for unit in known.values())
    return {
        code: unit.text if same[unit.text] == 1 else unit.text_with_code
        for code, unit in known.items()
    }


def _asks_address(field: Field) -> bool:
    return field.type is FieldType.ADDRESS or any(map(_asks_address, field.fields))
