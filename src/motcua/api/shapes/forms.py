"""Forms as a client reads them: pages of fields, each with an example that is a valid value."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from motcua.eforms.definitions import Field, FieldType, Form
from motcua.eforms.description import describe, describe_fields


class OptionShape(BaseModel):
    """What may be chosen: the value to send, the label to read."""

    value: str
    label: str


class FieldShape(BaseModel):
    """One question. `when` says on which other answers it depends; null for always.

    `min` and `max` bound a length, a number, a day, a time or a count, as the type asks. `fields`
    are the columns of a group, whose value is a list of objects; an address is
    `{"unit": code, "detail": text}`; a document takes no answer but a file.
    """

    name: str
    type: FieldType
    label: str
    help: str
    required: bool
    example: Any
    options: list[OptionShape]
    when: dict[str, Any] | None
    min: int | float | str | None
    max: int | float | str | None
    fields: list["FieldShape"]


class PageShape(BaseModel):
    """Questions that are asked together."""

    key: str
    title: str
    help: str
    fields: list[FieldShape]


class FormShape(BaseModel):
    """A form: its pages in the order of asking; the first is about the applicant."""

    key: str
    title: str
    pages: list[PageShape]


def form(one: Form) -> FormShape:
    """The form with an example for every field."""
    pages = [PageShape.model_validate(page) for page in describe(one)]
    return FormShape(key=one.key, title=one.title, pages=pages)


def fields(some: Iterable[Field]) -> list[FieldShape]:
    """Fields that stand alone, like those of an act."""
    return [FieldShape.model_validate(one) for one in describe_fields(some)]
