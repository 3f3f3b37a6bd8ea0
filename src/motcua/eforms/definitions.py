"""Forms as data: from JSON to frozen values and back. Refuses what could not be filled in."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from motcua.core import conditions
from motcua.core.conditions import BadCondition, Condition
from motcua.eforms import layout_definitions
from motcua.eforms.fields import (
    BadDefinition,
    Exit,
    Field,
    FieldType,
    Fit,
    Form,
    Option,
    Page,
)
from motcua.eforms.soundness import check_sound

__all__ = [
    "BadDefinition",
    "Field",
    "FieldType",
    "Form",
    "Option",
    "Page",
    "form_from_json",
    "form_to_json",
    "sound",
]

ALWAYS: dict[str, Any] = {"all": []}
_TIES = ("birth_field", "sex_field", "after_field")


def sound(form: Form) -> Form:
    """The same form, or `BadDefinition` naming what is wrong with it."""
    check_sound(form)
    return form


def form_from_json(data: Any) -> Form:
    """The form that the JSON describes. Raises `BadDefinition` naming what is wrong."""
    where = "form"
    _known_keys(data, where, {"key", "title", "pages", "layout", "fit"})
    pages = tuple(_page(page, f"page {n}") for n, page in enumerate(_list(data, "pages", where), 1))
    layout = layout_definitions.layout_from_json(data["layout"]) if data.get("layout") else None
    fit = _fit(data["fit"]) if data.get("fit") else None
    return sound(Form(_text(data, "key", where), _text(data, "title", where), pages, layout, fit))


def _fit(data: Any) -> Fit:
    _known_keys(data, "fit", {"questions", "exits"})
    questions, exits = _list(data, "questions", "fit"), _list(data, "exits", "fit")
    return Fit(
        questions=tuple(field_from_json(one, "fit") for one in questions),
        exits=tuple(_exit(one, f"fit, exit {n}") for n, one in enumerate(exits, 1)),
    )


def _exit(data: Any, where: str) -> Exit:
    _known_keys(data, where, set(Exit.__dataclass_fields__))
    when = _condition(data, where)
    if when is None:
        raise BadDefinition(f"{where}: 'when' must say in which case it is taken")
    texts = {key: _text(data, key, where) for key in ("title", "text", "source")}
    ways = {key: _text(data, key, where, default="") for key in ("procedure", "search")}
    return Exit(when=when, **texts, **ways)


def _page(data: Any, where: str) -> Page:
    _known_keys(data, where, {"key", "title", "fields", "help", "when"})
    return Page(
        key=_text(data, "key", where),
        title=_text(data, "title", where),
        fields=tuple(field_from_json(one, where) for one in _list(data, "fields", where)),
        help=_text(data, "help", where, default=""),
        when=_condition(data, where),
    )


def field_from_json(data: Any, where: str = "field") -> Field:
    """The field that the JSON describes, not yet checked. Raises `BadDefinition`."""
    name = data.get("name") if isinstance(data, Mapping) else None
    where = f"{where}, field {name!r}"
    _known_keys(data, where, set(Field.__dataclass_fields__))
    return Field(
        name=_text(data, "name", where),
        type=_type(data.get("type"), where),
        label=_text(data, "label", where),
        help=_text(data, "help", where, default=""),
        required=_flag(data, "required", where),
        example=data.get("example"),
        options=tuple(_option(one, where) for one in _list(data, "options", where, default=())),
        when=_condition(data, where),
        min=_limit(data, "min", where),
        max=_limit(data, "max", where),
        fields=tuple(
            field_from_json(one, where) for one in _list(data, "fields", where, default=())
        ),
        reuse=_condition(data | {"reuse": ALWAYS}, where, "reuse")
        if data.get("reuse") is True
        else _condition(data, where, "reuse"),
        **{tie: _text(data, tie, where, default="") or None for tie in _TIES},
    )


def form_to_json(form: Form) -> dict[str, Any]:
    """The JSON that `form_from_json` reads back as the same form; defaults are left out."""
    told = layout_definitions.layout_to_json(form.layout) if form.layout else None
    return {
        "key": form.key,
        "title": form.title,
        "pages": [_page_to_json(page) for page in form.pages],
        **({"layout": told} if told else {}),
        **({"fit": _fit_to_json(form.fit)} if form.fit else {}),
    }


def _fit_to_json(fit: Fit) -> dict[str, Any]:
    exits = [
        {
            "when": conditions.to_json(one.when),
            "title": one.title,
            "text": one.text,
            "source": one.source,
            **{key: way for key in ("procedure", "search") if (way := getattr(one, key))},
        }
        for one in fit.exits
    ]
    return {"questions": [field_to_json(one) for one in fit.questions], "exits": exits}


def _page_to_json(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = {"key": page.key, "title": page.title}
    data |= {"help": page.help} if page.help else {}
    data |= {"when": conditions.to_json(page.when)} if page.when else {}
    return data | {"fields": [field_to_json(field) for field in page.fields]}


def field_to_json(field: Field) -> dict[str, Any]:
    """The JSON of one field; defaults are left out."""
    plain = ("help", "required", "example", "min", "max", *_TIES)
    data: dict[str, Any] = {"name": field.name, "type": field.type.value, "label": field.label}
    for key in plain:
        value = getattr(field, key)
        if value not in ("", None) and value is not False:
            data[key] = value
    if field.type is FieldType.BOOLEAN and field.example is False:
        data["example"] = False
    if field.options:
        data["options"] = [{"value": o.value, "label": o.label} for o in field.options]
    if field.when:
        data["when"] = conditions.to_json(field.when)
    if field.reuse:
        always = conditions.to_json(field.reuse) == ALWAYS
        data["reuse"] = True if always else conditions.to_json(field.reuse)
    if field.fields:
        data["fields"] = [field_to_json(column) for column in field.fields]
    return data


def _known_keys(data: Any, where: str, known: set[str]) -> None:
    if not isinstance(data, Mapping):
        raise BadDefinition(f"{where}: an object is wanted, not {data!r}")
    unknown = sorted(str(key) for key in set(data) - known)
    if unknown:
        raise BadDefinition(f"{where}: unknown keys {unknown}; known are {sorted(known)}")


def _text(data: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if value is None:
        value = default
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise BadDefinition(f"{where}: {key!r} must be a text, not {value!r}")
    return value


def _flag(data: Mapping[str, Any], key: str, where: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise BadDefinition(f"{where}: {key!r} must be true or false, not {value!r}")
    return value


def _list(data: Mapping[str, Any], key: str, where: str, default: Any = None) -> Any:
    value = data.get(key, default)
    if not isinstance(value, list | tuple):
        raise BadDefinition(f"{where}: {key!r} must be a list, not {value!r}")
    return value


def _limit(data: Mapping[str, Any], key: str, where: str) -> int | float | str | None:
    value = data.get(key)
    if value is not None and not _is_limit(value):
        raise BadDefinition(f"{where}: {key!r} must be a number or a text, not {value!r}")
    return value


def _is_limit(value: Any) -> TypeGuard[int | float | str]:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _type(value: Any, where: str) -> FieldType:
    if not isinstance(value, str) or value not in set(FieldType):
        known = ", ".join(kind.value for kind in FieldType)
        raise BadDefinition(f"{where}: unknown type {value!r}; one of {known}")
    return FieldType(value)


def _option(data: Any, where: str) -> Option:
    _known_keys(data, f"{where}, option", {"value", "label"})
    return Option(_text(data, "value", where), _text(data, "label", where))


def _condition(data: Mapping[str, Any], where: str, key: str = "when") -> Condition | None:
    if data.get(key) is None:
        return None
    try:
        return conditions.parse(data[key])
    except BadCondition as bad:
        raise BadDefinition(f"{where}: {bad}") from bad
