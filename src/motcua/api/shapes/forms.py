"""Forms as a client reads them: pages of fields, each with an example that is a valid value."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from pydantic import BaseModel

from motcua.core.moments import local_day
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
    """The form with an example for every field; shared by all who ask: for reading only."""
    return _described(_Very(one), local_day(timezone.now()))


class _Very:
    """This very form as a key: comparing two whole forms takes longer than describing one."""

    def __init__(self, one: Form) -> None:
        self.form = one

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and other.form is self.form


@lru_cache(maxsize=200)
def _described(very: _Very, today: date) -> FormShape:
    pages = [PageShape.model_validate(page) for page in describe(very.form, today=today)]
    return FormShape(key=very.form.key, title=very.form.title, pages=pages)


def fields(some: Iterable[Field]) -> list[FieldShape]:
    """Fields that stand alone, like those of an act."""
    return [FieldShape.model_validate(one) for one in describe_fields(some)]
