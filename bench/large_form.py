"""A form of 100 fields and 50 conditions, drawn and checked."""

import time
from typing import Any

from bench.figures import Figure

TIMES, MILLISECONDS = 20, 100


def measure(options: Any) -> list[Figure]:
    """CPU of one drawing and one check of the whole form."""
    from django.utils import timezone

    from motcua.core.moments import local_day
    from motcua.eforms.definitions import form_from_json
    from motcua.eforms.examples import examples
    from motcua.eforms.templatetags.eforms import form_fields
    from motcua.eforms.validation import check

    form, today = form_from_json(_definition()), local_day(timezone.now())
    answers = dict(examples(form.fields, today=today, unit=""))
    began = time.process_time()
    for _ in range(TIMES):
        for page in form.pages:
            form_fields(form, page, answers)
        check(form, answers, (), today=today)
    spent = 1000 * (time.process_time() - began) / TIMES
    return [Figure(name="form of 100 fields", value=spent, unit="ms", goal=MILLISECONDS)]


def _definition() -> dict[str, Any]:
    """Every second field is asked only when the one before it was answered."""
    names = [f"applicant.field_{n}" if n < 10 else f"field_{n}" for n in range(100)]
    fields = [_field(names, number) for number in range(100)]
    pages = [
        {"key": f"page-{n}", "title": f"Trang {n}", "fields": fields[n * 10 : n * 10 + 10]}
        for n in range(10)
    ]
    return {"key": "large", "title": "Tờ khai lớn", "pages": pages}


def _field(names: list[str], number: int) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": names[number],
        "type": ("text", "date", "choice", "phone")[number % 4] if number else "text",
        "label": f"Mục {number}",
    }
    if field["type"] == "choice":
        field["options"] = [{"value": str(n), "label": f"Lựa chọn {n}"} for n in range(4)]
    if number % 2:
        field["when"] = {"field": names[number - 1], "op": "filled"}
    return field
