"""A citizen who answers any form with its own examples, as a browser without scripts sends them."""

import re
from collections.abc import Iterator
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client

from motcua.eforms.description import describe
from motcua.eforms.fields import Form
from motcua.portal.steps import Step
from tests.portal.conftest import pdf

SHOWN = re.compile('name="__shown" value="([^"]+)"')
PARTS = {"date": ("year", "month", "day"), "time": ("hour", "minute")}


def walk(client: Client, begun: str, form: Form) -> list[str]:
    """From the first page of a draft to its review; the keys of the pages that were passed."""
    described = {field["name"]: field for page in describe(form) for field in page["fields"]}
    passed, address = [], begun
    while not address.endswith("/xem-lai/"):
        page = client.get(address)
        assert page.status_code == 200, address
        step: Step = page.context["step"]
        assert step.key not in passed, f"{address} leads nowhere"
        passed.append(step.key)
        drawn = {"__shown": SHOWN.findall(page.content.decode())}
        answer = _send(client, address, step, described, drawn)
        assert answer.status_code == 302, _errors(answer)
        address = answer["Location"]
    return passed


def _send(
    client: Client, address: str, step: Step, described: dict[str, Any], drawn: dict[str, Any]
) -> HttpResponseBase:
    if not step.is_papers:
        names = {field.name for field in step.page.fields} & described.keys()
        return client.post(address, drawn | dict(_posted(described[name] for name in names)))
    for paper in step.asks:
        client.post(f"{address}gui/", {"requirement": paper.name, "file": pdf()})
    return client.post(address)


def _posted(fields: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Names and values of the controls, each field filled in with its example."""
    for field in fields:
        yield from _controls(field["type"], prefix + field["name"], field["example"], field)


def _controls(kind: str, name: str, value: Any, field: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    if value is None or kind == "document":
        return
    if kind in PARTS:
        parts = value.split("-" if kind == "date" else ":")
        yield from ((f"{name}.{part}", text) for part, text in zip(PARTS[kind], parts, strict=True))
    elif kind == "address":
        yield from ((f"{name}.{part}", text) for part, text in value.items())
    elif kind == "group":
        for index, row in enumerate(value):
            columns = [column | {"example": row.get(column["name"])} for column in field["fields"]]
            yield from _posted(columns, f"{name}.{index}.")
    elif kind == "boolean":
        yield from [(name, "true")] if value else []
    else:
        yield (
            name,
            value
            if isinstance(value, list)
            else str(value).replace(".", ",")
            if (isinstance(value, float))
            else str(value),
        )


def _errors(answer: HttpResponseBase) -> str:
    text = bytes(getattr(answer, "content", b"")).decode()
    return text[text.find('class="errors') :][:1000]
