"""Which fields count, given the answers: conditions, read from the first page to the last.

A condition sees only answers that count themselves: a hidden answer hides what depends on it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from motcua.core.conditions import holds, truth
from motcua.eforms import values
from motcua.eforms.fields import Field, FieldType, Form, Page


def visible_fields(form: Form, answers: Mapping[str, Any]) -> list[Field]:
    """The fields that are asked, given the answers; a hidden answer hides what depends on it."""
    return counted_fields(form, answers)[0]


def fields_to_show(form: Form, page: Page, answers: Mapping[str, Any]) -> list[Field]:
    """The fields to draw on a page: all but those that nothing on this page could bring in.

    What depends on a field of the same page is drawn; the browser hides it, the server decides.
    """
    counted = counted_fields(form, answers)[1]
    if page.when is not None and not holds(page.when, counted):
        return []
    shown: dict[str, Field] = {}
    for field in page.fields:
        if field.when is None or truth(field.when, counted, shown.keys()) is not False:
            shown[field.name] = field
    return list(shown.values())


def answers_elsewhere(form: Form, page: Page, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What counts on the other pages: all that conditions on this page can see beyond it."""
    counted = counted_fields(form, answers)[1]
    here = {field.name for field in page.fields}
    return {name: value for name, value in counted.items() if name not in here}


def counted_fields(form: Form, answers: Mapping[str, Any]) -> tuple[list[Field], dict[str, Any]]:
    """The fields that are asked, and their answers."""
    counted: dict[str, Any] = {}
    shown: list[Field] = []
    for page in form.pages:
        if page.when is None or holds(page.when, counted):
            shown += _asked(page.fields, answers, counted)
    return shown, counted


def _asked(
    fields: Collection[Field], answers: Mapping[str, Any], counted: dict[str, Any]
) -> Iterator[Field]:
    """The fields whose condition holds, in order; their answers are added to `counted`."""
    for field in fields:
        if field.when is not None and not holds(field.when, counted):
            continue
        if field.name in answers:
            counted[field.name] = answers[field.name]
        yield field


def columns_asked(
    group: Field, row: Mapping[str, Any], answers: Mapping[str, Any]
) -> tuple[list[Field], dict[str, Any]]:
    """The columns that are asked in one row, and the scope their conditions see."""
    scope = {name: value for name, value in answers.items() if name not in group.columns}
    return list(_asked(group.fields, row, scope)), scope


def effective_answers(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is handed in: visible answers that are not blank, in their plain spelling."""
    shown, counted = counted_fields(form, answers)
    kept: dict[str, Any] = {}
    for field in shown:
        value = counted.get(field.name)
        if field.type is FieldType.DOCUMENT or values.is_blank(field, value):
            continue
        if field.type is FieldType.GROUP and isinstance(value, list):
            kept[field.name] = [_effective_row(field, row, counted) for row in value]
        else:
            kept[field.name] = values.cleaned(field, value)
    return kept


def _effective_row(group: Field, row: Any, answers: Mapping[str, Any]) -> Any:
    if not isinstance(row, dict):
        return row
    shown, scope = columns_asked(group, row, answers)
    return {
        column.name: values.cleaned(column, scope[column.name])
        for column in shown
        if not values.is_blank(column, scope.get(column.name))
    }
