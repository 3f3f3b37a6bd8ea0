"""The page for those who write a client: every operation and type, made from the description.

Ours instead of the library's: it needs no script, so the content security policy stays strict,
and it reads well on a phone and to a screen reader. Reference for developers, so in English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Json = dict[str, Any]
TITLES = {
    "me": "Who am I",
    "services": "Finding a service",
    "drafts": "Filling in and handing in",
    "dossiers": "Following a dossier",
    "desk": "The desk",
    "audit": "The journal",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One parameter of an operation, or one property of a type."""

    name: str
    where: str
    type: SafeString
    required: bool
    about: SafeString


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One status an operation may answer with."""

    status: int
    about: str
    type: SafeString


@dataclass(frozen=True, kw_only=True)
class Call:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    about: SafeString
    doors: list[str]
    parts: list[Part]
    body: SafeString
    answers: list[Answer]


@dataclass(frozen=True, kw_only=True)
class Type:
    """One type of the description."""

    name: str
    about: SafeString
    parts: list[Part]


class DocsPage(DocsBase):
    """`/api/v1/docs`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The whole reference on one page."""
        schema = api.get_openapi_schema(path_params=kwargs)
        calls = list(_calls(schema))
        context = {
            "api": api,
            "schema_url": self.get_openapi_url(api, kwargs),
            "sections": [
                (tag, title, [call for call in calls if call[0] == tag])
                for tag, title in TITLES.items()
            ],
            "types": list(_types(schema)),
        }
        return render(request, "api/docs.html", context)


def _calls(schema: Json) -> Iterator[tuple[str, Call]]:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield operation["tags"][0], _call(schema, path, method, operation)


def _call(schema: Json, path: str, method: str, operation: Json) -> Call:
    content = operation.get("requestBody", {}).get("content", {})
    return Call(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=_words(operation),
        doors=[name for door in operation.get("security", []) for name in door or ["anybody"]],
        parts=[_parameter(_found(schema, one)) for one in operation["parameters"]],
        body=format_html_join(" ", "{}: {}", ((kind, _type(c)) for kind, c in _bodies(content))),
        answers=[_answer(schema, *one) for one in sorted(operation["responses"].items())],
    )


def _bodies(content: Json) -> Iterator[tuple[str, Json]]:
    for kind, one in content.items():
        yield kind, one["schema"]


def _answer(schema: Json, status: int, response: Json) -> Answer:
    response = _found(schema, response)
    kinds = list(_bodies(response.get("content", {})))
    shown = _type(kinds[0][1]) if kinds else SafeString("")
    return Answer(status=status, about=response["description"], type=shown)


def _parameter(one: Json) -> Part:
    return Part(
        name=one["name"],
        where=one["in"],
        type=_type(one["schema"]),
        required=one["required"],
        about=_words(one),
    )


def _types(schema: Json) -> Iterator[Type]:
    for name, one in sorted(schema["components"]["schemas"].items()):
        required = one.get("required", [])
        yield Type(
            name=name,
            about=_words(one),
            parts=[
                Part(
                    name=key,
                    where="",
                    type=_type(part),
                    required=key in required,
                    about=_words(part),
                )
                for key, part in one.get("properties", {}).items()
            ]
            or [Part(name="", where="", type=_type(one), required=True, about=_words({}))],
        )


def _found(schema: Json, one: Json) -> Json:
    """What a reference points to."""
    found: Any = one
    if "$ref" in one:
        found = schema
        for step in one["$ref"].removeprefix("#/").split("/"):
            found = found[step]
    return dict(found)


def _words(one: Json) -> SafeString:
    """The description, with what stands between backquotes as code."""
    pieces = one.get("description", "").split("`")
    kinds = ("{}", "<code>{}</code>")
    told = ((format_html(kinds[n % 2], piece),) for n, piece in enumerate(pieces))
    return format_html_join("", "{}", told)


def _type(one: Json) -> SafeString:
    """A JSON schema in a few words, with links to the types it names."""
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return format_html('<a href="#type-{}">{}</a>', name, name)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in one:
            return format_html_join(" | ", "{}", ((_type(part),) for part in one[several]))
    if one.get("type") == "array":
        return format_html("list of {}", _type(one.get("items", {})))
    if "enum" in one or "const" in one:
        values = one.get("enum") or [one["const"]]
        return format_html_join(" | ", "<code>{}</code>", ((value,) for value in values))
    return format_html("{}", one.get("format") or one.get("type") or "any JSON")
