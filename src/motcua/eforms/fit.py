"""The check before the form: which questions are asked, what is missing, where the answers lead."""

from collections.abc import Mapping
from typing import Any

from motcua.core.conditions import holds
from motcua.eforms.fields import Exit, Field, FieldType, Fit, Form, Page
from motcua.eforms.visibility import visible_fields

KEY = "dung-truong-hop"


def page_of(fit: Fit) -> Page:
    """The questions as a page, to be drawn and read like any other."""
    return Page(key=KEY, title="Có đúng trường hợp của mình không?", fields=fit.questions)


def form_of(fit: Fit) -> Form:
    """A form of the questions alone."""
    return Form(key=KEY, title="", pages=(page_of(fit),))


def asked(fit: Fit, answers: Mapping[str, Any]) -> list[Field]:
    """The questions that are asked, given the answers."""
    return visible_fields(form_of(fit), answers)


def unanswered(fit: Fit, answers: Mapping[str, Any]) -> list[Field]:
    """The questions that still want an answer; what cannot be chosen is none."""
    return [one for one in asked(fit, answers) if answers.get(one.name) not in one.values]


def exit_of(fit: Fit, answers: Mapping[str, Any]) -> Exit | None:
    """The first exit that holds of what counts; None when the form is the right one."""
    counted = {one.name: answers[one.name] for one in asked(fit, answers) if one.name in answers}
    return next((one for one in fit.exits if holds(one.when, counted)), None)


def carried(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that fields of the form take: same name, a choice that they have."""
    if form.fit is None or unanswered(form.fit, answers):
        return {}
    found = {one.name: answers[one.name] for one in asked(form.fit, answers)}
    return {name: value for name, value in found.items() if _takes(form.fields.get(name), value)}


def _takes(field: Field | None, value: Any) -> bool:
    return field is not None and field.type is FieldType.CHOICE and value in field.values
