"""A form of a hundred fields and fifty conditions: drawn on one page, and checked."""

from argparse import Namespace
from functools import partial
from typing import Any

from django.utils import timezone

from bench.clock import milliseconds
from bench.figures import Figure, percentile
from motcua.core.moments import local_day
from motcua.eforms import units, validation
from motcua.eforms.definitions import form_from_json
from motcua.eforms.examples import examples
from motcua.eforms.fields import Form
from motcua.eforms.templatetags.eforms import form_fields

FIELDS, CONDITIONS, ROUNDS = 100, 50, 60
GOAL = 100
TYPES = ("text", "choice", "date", "textarea", "integer", "phone", "boolean", "money", "address")


def measure(options: Namespace) -> list[Figure]:
    """What it takes to draw it with answers, and to check them."""
    form = _form()
    today = local_day(timezone.now())
    unit = units.example(today)
    answers = examples(form.fields, today=today, unit=unit)
    known = units.of_province("24", today)
    draw = partial(form_fields, form, form.pages[0], answers, None, known)
    check = partial(validation.check, form, answers, (), today=today)
    drawn = [milliseconds(draw) for _ in range(ROUNDS)]
    checked = [milliseconds(check) for _ in range(ROUNDS)]
    both = [one + other for one, other in zip(drawn, checked, strict=True)]
    name = f"form of {FIELDS} fields, {CONDITIONS} conditions"
    return [
        Figure(name=f"{name}: drawn, median", value=percentile(drawn, 0.5), unit="ms"),
        Figure(name=f"{name}: checked, median", value=percentile(checked, 0.5), unit="ms"),
        Figure(name=f"{name}: both, p95", value=percentile(both), unit="ms", goal=GOAL),
    ]


def _form() -> Form:
    """Every type in turn; each field of the second half is asked because of the one before."""
    fields = [_field(number) for number in range(FIELDS)]
    pages = [{"key": "all", "title": "Tất cả", "fields": fields}]
    return form_from_json({"key": "large", "title": "Tờ khai lớn", "pages": pages})


def _field(number: int) -> dict[str, Any]:
    name, kind = "applicant.f{}", TYPES[number % len(TYPES)]
    field = {"name": name.format(number), "type": kind, "label": f"Mục {number}", "required": True}
    if kind == "choice":
        field["options"] = [{"value": f"v{n}", "label": f"Lựa chọn {n}"} for n in range(4)]
    if number >= FIELDS - CONDITIONS:
        field["when"] = {"field": name.format(number - 1), "op": "filled"}
    return field
