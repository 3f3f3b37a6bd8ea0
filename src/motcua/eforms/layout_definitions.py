"""Layouts as data: from JSON to frozen values and back. Refuses what could not be printed."""

from collections.abc import Mapping
from typing import Any

from motcua.eforms.fields import BadDefinition
from motcua.eforms.layouts import Layout, PrintLine, PrintPart, Style

_TEXTS = ("title", "instrument", "promise", "signer")


def layout_from_json(data: Any) -> Layout:
    """The layout that the JSON describes. Raises `BadDefinition` naming what is wrong."""
    _known(data, {*_TEXTS, "parts", "silent"})
    return Layout(
        **{key: _text(data, key) for key in _TEXTS},
        parts=tuple(_part(part) for part in _list(data, "parts")),
        silent=_names(data, "silent"),
    )


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """The JSON that `layout_from_json` reads back as the same layout; defaults are left out."""
    told: dict[str, Any] = {key: getattr(layout, key) for key in _TEXTS}
    told["parts"] = [
        {"title": part.title, "lines": [_line_to_json(line) for line in part.lines]}
        for part in layout.parts
    ]
    told["silent"] = list(layout.silent)
    return {key: value for key, value in told.items() if value}


def _part(data: Any) -> PrintPart:
    _known(data, {"title", "lines"})
    return PrintPart(
        title=_text(data, "title"), lines=tuple(_line(line) for line in _list(data, "lines"))
    )


def _line(data: Any) -> PrintLine:
    _known(data, {"label", "fields", "joined", "style"})
    style = data.get("style", Style.PLAIN)
    if style not in set(Style):
        raise BadDefinition(f"layout: unknown style {style!r}; one of {', '.join(Style)}")
    return PrintLine(
        label=_text(data, "label"),
        fields=_names(data, "fields"),
        joined=data.get("joined") is True,
        style=Style(style),
    )


def _line_to_json(line: PrintLine) -> dict[str, Any]:
    told: dict[str, Any] = {"label": line.label, "fields": list(line.fields)}
    told |= {"joined": True} if line.joined else {}
    return told | ({"style": line.style.value} if line.style is not Style.PLAIN else {})


def _known(data: Any, keys: set[str]) -> None:
    if not isinstance(data, Mapping) or set(data) - keys:
        raise BadDefinition(f"layout: an object of {sorted(keys)} is wanted, not {data!r}")


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise BadDefinition(f"layout: {key!r} must be a text, not {value!r}")
    return value


def _names(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    names = _list(data, key)
    if not all(isinstance(name, str) for name in names):
        raise BadDefinition(f"layout: {key!r} must be names of fields, not {names!r}")
    return tuple(names)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list | tuple):
        raise BadDefinition(f"layout: {key!r} must be a list, not {value!r}")
    return list(value)
