"""Is a form fit to be filled in? Looks at names, types, limits, options and conditions."""

import math
import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from motcua.core import conditions
from motcua.core.conditions import Condition
from motcua.core.persons import check_personal_number
from motcua.eforms import dates, values
from motcua.eforms.fields import (
    MAX_ROWS,
    MAX_TEXT,
    MAX_TEXTAREA,
    TODAY,
    BadDefinition,
    Field,
    FieldType,
    Fit,
    Form,
    Page,
)

MOST_QUESTIONS = 5  # before the form: more would be the form itself
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?")
_COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_COUNTED = {
    FieldType.TEXT: MAX_TEXT,
    FieldType.TEXTAREA: MAX_TEXTAREA,
    FieldType.CHOICES: 1000,
    FieldType.GROUP: MAX_ROWS,
}
_NUMBERS = {FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY}
_CHOOSING = {FieldType.CHOICE, FieldType.CHOICES}


def check_sound(form: Form) -> None:
    """Raises `BadDefinition` naming the first thing that is wrong."""
    if not form.pages or not form.pages[0].fields:
        raise BadDefinition("form: there is no page 1 with fields")
    strangers = [f.name for f in form.pages[0].fields if not f.name.startswith("applicant.")]
    if strangers:
        raise BadDefinition(f"page 1 asks who applies: {strangers} must be named 'applicant.…'")
    _unique((page.key for page in form.pages), "form: page key")
    _unique((field.name for page in form.pages for field in page.fields), "form: field name")
    _check_prefixes(form.fields)
    earlier: dict[str, Field] = {}
    for number, page in enumerate(form.pages, 1):
        _check_page(page, f"page {number}", earlier)
    _check_reuse(form.fields)
    if form.fit:
        _check_fit(form.fit)
    _check_ties(form.fields, {}, "form")
    strangers = form.layout.strangers(form.fields) if form.layout else []
    if strangers:
        raise BadDefinition(f"layout: {strangers} are no fields of the form")
    for field in form.fields.values():
        _check_ties(field.columns, form.fields, f"group {field.name!r}")


def _check_fit(fit: Fit) -> None:
    """Few questions that one taps, exits that only ask about them and lead to one place."""
    if not 1 <= len(fit.questions) <= MOST_QUESTIONS or not fit.exits:
        raise BadDefinition(f"fit: 1 to {MOST_QUESTIONS} questions and an exit are wanted")
    _unique((field.name for field in fit.questions), "fit: question")
    _check_page(Page(key="fit", title="fit", fields=fit.questions), "fit", {})
    for field in fit.questions:
        if field.type is not FieldType.CHOICE:
            raise BadDefinition(f"fit, question {field.name!r}: its type must be 'choice'")
    asked = {field.name: field for field in fit.questions}
    for number, one in enumerate(fit.exits, 1):
        _check_condition(one.when, f"fit, exit {number}", asked)
        if one.procedure and one.search:
            raise BadDefinition(f"fit, exit {number}: 'procedure' or 'search', not both")


def _check_reuse(fields: dict[str, Field]) -> None:
    """What the mark depends on may be asked anywhere in the form."""
    for field in fields.values():
        _check_condition(field.reuse, f"field {field.name!r}, reuse", fields)


def check_field(field: Field) -> None:
    """A field that stands alone, outside a form. Raises `BadDefinition`."""
    _check_field(field, f"field {field.name!r}", {})


def _check_prefixes(names: Iterable[str]) -> None:
    """`x` and `x.y` cannot both be names: nested input could not tell them apart."""
    known = set(names)
    for name in known:
        if name.partition(".")[0] in known and "." in name:
            raise BadDefinition(f"form: {name!r} lies inside another field, rename one of them")


def _check_page(page: Page, where: str, earlier: dict[str, Field]) -> None:
    _check_condition(page.when, where, earlier)
    for field in page.fields:
        place = f"{where}, field {field.name!r}"
        if not _NAME.fullmatch(field.name):
            raise BadDefinition(f"{place}: a name is letters, digits, _ and at most one dot")
        _check_condition(field.when, place, earlier)
        _check_field(field, place, earlier)
        earlier[field.name] = field


def _check_field(field: Field, where: str, earlier: dict[str, Field]) -> None:
    if not field.label.strip():
        raise BadDefinition(f"{where}: the label is empty")
    _check_options(field, where)
    _check_limits(field, where)
    _check_columns(field, where, earlier)
    _check_example(field, where)


def _check_options(field: Field, where: str) -> None:
    if bool(field.options) != (field.type in _CHOOSING):
        wants = "needs" if field.type in _CHOOSING else "takes no"
        raise BadDefinition(f"{where}: type {field.type.value!r} {wants} options")
    if any(not option.value.strip() or not option.label.strip() for option in field.options):
        raise BadDefinition(f"{where}: an option has an empty value or label")
    _unique((option.value for option in field.options), f"{where}: option value")
    _unique((option.label for option in field.options), f"{where}: option label")


def _check_columns(field: Field, where: str, outer: dict[str, Field]) -> None:
    is_group = field.type is FieldType.GROUP
    if bool(field.fields) != is_group:
        raise BadDefinition(
            f"{where}: {'a group needs' if is_group else 'only a group has'} fields"
        )
    _unique((column.name for column in field.fields), f"{where}: field name")
    earlier = dict(outer)
    for column in field.fields:
        place = f"{where}, field {column.name!r}"
        if not _COLUMN.fullmatch(column.name):
            raise BadDefinition(f"{place}: a name in a group is letters, digits and _")
        if column.type in (FieldType.GROUP, FieldType.DOCUMENT):
            raise BadDefinition(f"{place}: a group holds no {column.type.value}")
        _check_condition(column.when, place, earlier)
        _check_field(column, place, earlier)
        earlier[column.name] = column


def _check_condition(when: Condition | None, where: str, earlier: dict[str, Field]) -> None:
    for name in sorted(conditions.fields_of(when)) if when else ():
        if name not in earlier:
            raise BadDefinition(f"{where}: the condition asks about {name!r}, no earlier field")
        if earlier[name].type is FieldType.DOCUMENT:
            raise BadDefinition(f"{where}: the condition asks about the paper {name!r}")


def _check_ties(fields: dict[str, Field], outer: dict[str, Field], where: str) -> None:
    """The named partners exist and are of the kind that can be compared."""
    wanted = {
        "birth_field": (FieldType.PERSONAL_NUMBER, FieldType.DATE),
        "sex_field": (FieldType.PERSONAL_NUMBER, FieldType.CHOICE),
        "after_field": (FieldType.DATE, FieldType.DATE),
    }
    for field in fields.values():
        for tie, (own, other) in wanted.items():
            name = getattr(field, tie)
            if name is None:
                continue
            partner = fields.get(name) or outer.get(name)
            if field.type is not own or partner is None or partner.type is not other:
                raise BadDefinition(f"{where}, field {field.name!r}: {tie} {name!r} does not fit")
            _check_order_possible(field, partner, where)
            if partner is field or (tie == "after_field" and partner.after_field):
                raise BadDefinition(f"{where}, field {field.name!r}: {tie} must not chain")


def _check_order_possible(field: Field, partner: Field, where: str) -> None:
    """A date that must follow another can do so within its own bounds."""
    earliest, latest = dates.read_day(partner.min), dates.read_day(field.max)
    if field.after_field and earliest and latest and earliest > latest:
        raise BadDefinition(f"{where}, field {field.name!r}: ends before {partner.name!r} begins")


def _check_example(field: Field, where: str) -> None:
    """An example that is given is valid; bounds of "today" are judged when it is shown."""
    if field.example is None or TODAY in (field.min, field.max):
        return
    if field.type is FieldType.DOCUMENT:
        raise BadDefinition(f"{where}: a document has no example")
    shape = {FieldType.GROUP: list, FieldType.ADDRESS: dict}.get(field.type)
    error = values.problem(field, field.example, date.max)
    if error is None and field.type is FieldType.PERSONAL_NUMBER:
        error = check_personal_number(field.example)
    if error or (shape and not isinstance(field.example, shape)):
        raise BadDefinition(
            f"{where}: the example {field.example!r} is not valid: {error or shape}"
        )


def _check_limits(field: Field, where: str) -> None:
    low, high = _limit(field, field.min, where), _limit(field, field.max, where)
    if low is not None and high is not None and low > high:
        raise BadDefinition(f"{where}: min {field.min!r} is above max {field.max!r}")
    if field.type in _COUNTED and high == 0:
        raise BadDefinition(f"{where}: max 0 leaves nothing to fill in")
    if field.type is FieldType.CHOICES and low is not None and low > len(field.options):
        raise BadDefinition(f"{where}: min {low} is more than there are options")


def _limit(field: Field, value: Any, where: str) -> Any:
    """The limit as a value that can be compared. "today" bounds nothing beforehand."""
    if value is None:
        return None
    if field.type in _COUNTED:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadDefinition(f"{where}: min and max are whole numbers, not {value!r}")
        if value > _COUNTED[field.type]:
            raise BadDefinition(f"{where}: {value} is above the limit {_COUNTED[field.type]}")
        return value
    if field.type in _NUMBERS:
        return _number_limit(field, value, where)
    if field.type is FieldType.DATE:
        return None if value == TODAY else _parsed(date, value, where, "YYYY-MM-DD or 'today'")
    if field.type is FieldType.TIME:
        return _parsed(time, value, where, "HH:MM")
    raise BadDefinition(f"{where}: min and max mean nothing for type {field.type.value!r}")


def _number_limit(field: Field, value: Any, where: str) -> Any:
    whole = field.type is not FieldType.NUMBER
    good = isinstance(value, int) or (not whole and isinstance(value, float))
    if not good or isinstance(value, bool) or not math.isfinite(value):
        raise BadDefinition(f"{where}: min and max are numbers, not {value!r}")
    if field.type is FieldType.MONEY and value < 0:
        raise BadDefinition(f"{where}: money is never below 0")
    return value


def _parsed(kind: type[date] | type[time], value: Any, where: str, shape: str) -> Any:
    try:
        parsed = kind.fromisoformat(value)
    except (TypeError, ValueError) as bad:
        raise BadDefinition(f"{where}: min and max are written {shape}, not {value!r}") from bad
    if value != parsed.isoformat()[: len(shape.split(" ", maxsplit=1)[0])]:
        raise BadDefinition(f"{where}: min and max are written {shape}, not {value!r}")
    return parsed


def _unique(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadDefinition(f"{what} {name!r} occurs twice")
        seen.add(name)
