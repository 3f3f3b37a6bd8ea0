"""What a form is made of: pages, fields, options; all frozen. Knows no procedure and no answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from motcua.core.conditions import Condition
from motcua.eforms.layouts import Layout

TODAY = "today"
MAX_TEXT = 1000
MAX_TEXTAREA = 10_000
MAX_ROWS = 50


class BadDefinition(ValueError):
    """A form that cannot be used; the message (for its author) says where and why."""


class FieldType(StrEnum):
    """The closed list of kinds of field. The values are stored and published: they never change."""

    TEXT = "text"
    TEXTAREA = "textarea"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    EMAIL = "email"
    PHONE = "phone"
    PERSONAL_NUMBER = "personal_number"
    TAX_CODE = "tax_code"
    ADDRESS = "address"
    CHOICE = "choice"
    CHOICES = "choices"
    BOOLEAN = "boolean"
    DOCUMENT = "document"
    GROUP = "group"


@dataclass(frozen=True)
class Option:
    """One choice: the value that is stored, the label that is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question.

    `min` and `max` bound the length of texts, the size of numbers, the day of dates (ISO or
    "today"), the time ("HH:MM"), the count of choices and of rows. `when` says when the field is
    asked. `birth_field` and `sex_field` name the fields a personal number must agree with,
    `after_field` the date that must not be later. `fields` are the columns of a group. `reuse`
    marks what stays true of the applicant from one dossier to the next, and where that holds.
    """

    name: str
    type: FieldType
    label: str
    help: str = ""
    required: bool = False
    example: Any = None
    options: tuple[Option, ...] = ()
    when: Condition | None = None
    min: int | float | str | None = None
    max: int | float | str | None = None
    fields: tuple["Field", ...] = ()
    birth_field: str | None = None
    sex_field: str | None = None
    after_field: str | None = None
    reuse: Condition | None = None

    @cached_property
    def values(self) -> frozenset[str]:
        """The values that may be chosen."""
        return frozenset(option.value for option in self.options)

    @cached_property
    def columns(self) -> dict[str, "Field"]:
        """The fields of a group by name."""
        return {field.name: field for field in self.fields}

    def label_of(self, value: Any) -> str:
        """The label of a value; a value that cannot be chosen is its own label."""
        return next((o.label for o in self.options if o.value == value), str(value))


@dataclass(frozen=True)
class Page:
    """Fields asked together, under one question as title."""

    key: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    when: Condition | None = None


@dataclass(frozen=True)
class Exit:
    """A case that is none for this form: when it holds, what to do instead, and by which rule.

    `procedure` is the code of the right one; `search` are words that find it where no code is
    known. With neither, the text says all there is to do.
    """

    when: Condition
    title: str
    text: str
    source: str
    procedure: str = ""
    search: str = ""


@dataclass(frozen=True)
class Fit:
    """Asked before the form: is it for this case? The first exit that holds leads elsewhere.

    An answer is carried into the form where a field of the same name takes it.
    """

    questions: tuple[Field, ...]
    exits: tuple[Exit, ...]


@dataclass(frozen=True)
class Form:
    """A form: its key names it for ever, its pages are in the order of asking.

    `layout` is how it is printed where the law has a form of its own, `fit` what is asked before.
    """

    key: str
    title: str
    pages: tuple[Page, ...]
    layout: Layout | None = None
    fit: Fit | None = None

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields but the columns of groups, by name, in the order of asking."""
        return {field.name: field for page in self.pages for field in page.fields}

    @property
    def documents(self) -> Iterator[Field]:
        """The papers that the form asks for; a field's name is the requirement's id."""
        return (f for f in self.fields.values() if f.type is FieldType.DOCUMENT)
