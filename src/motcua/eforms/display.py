"""Answers as people read them: for the review before handing in, and for the officer.

Sections are pages; a row has a label, a text, and whether it changed since another revision.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from motcua.core.moments import local_day
from motcua.core.money import say_dong, say_number
from motcua.core.persons import clean_phone
from motcua.eforms import dates, units
from motcua.eforms.controls import text_of
from motcua.eforms.fields import Field, FieldType, Form
from motcua.eforms.values import is_blank, unit_codes
from motcua.eforms.visibility import columns_asked, counted_fields

NBSP = "\u00a0"
SENT = "Đã gửi"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer. `text` is empty when nothing was answered; `was` is the text it had before."""

    name: str
    label: str
    text: str
    changed: bool = False
    was: str = ""
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """The rows of one page; `key` is the page's, for the link that leads back to it."""

    key: str
    title: str
    rows: list[Row]


def rows(
    form: Form,
    answers: Mapping[str, Any],
    documents: Collection[str] | Mapping[str, str] = (),
    *,
    before: Mapping[str, Any] | None = None,
    day: date | None = None,
    known_units: units.Lookup = units.lookup,
) -> list[Section]:
    """What counts of the answers, page by page; pages without a row are left out.

    `documents` are ids of requirements, or texts by id ("2 tệp, 1,8 MB"). `before` are the answers
    of the revision to compare with. `day` settles which communes are in force; units of both
    revisions are looked up in one query.
    """
    day = day or local_day(datetime.now(UTC))
    codes = {code for data in (answers, before or {}) for code in _codes(form, data)}
    found = known_units(codes, day) if codes else {}
    names = {code: meant[0].text for code, meant in found.items() if len(meant) == 1}
    papers = documents if isinstance(documents, Mapping) else dict.fromkeys(documents, SENT)
    now = _Telling(form, answers, papers, names).all()
    then = None if before is None else _Telling(form, before, papers, names).all()
    sections = [_section(page.key, page.title, now, then) for page in form.pages]
    return [section for section in sections if section.rows]


Told = dict[str, list[Row]]


def _section(key: str, title: str, now: Told, then: Told | None) -> Section:
    told = now.get(key, [])
    if then is None:
        return Section(key=key, title=title, rows=told)
    old = {row.name: row for row in then.get(key, [])}
    marked = [_marked(row, old.get(row.name)) for row in told]
    names = {row.name for row in told}
    gone = [row for name, row in old.items() if name not in names and row.text]
    marked += [_marked(replace(row, text=""), row) for row in gone]
    return Section(key=key, title=title, rows=marked)


def _marked(row: Row, old: Row | None) -> Row:
    """The row with the mark of change."""
    was = old.text if old else ""
    return replace(row, changed=row.text != was, was=was)


def _codes(form: Form, answers: Mapping[str, Any]) -> Iterator[str]:
    shown, counted = counted_fields(form, answers)
    for field in shown:
        yield from unit_codes(field, counted.get(field.name))


class _Telling:
    """One revision, told."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any],
        papers: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        self.form, self.papers, self.names = form, papers, names
        shown, self.answers = counted_fields(form, answers)
        self.shown = {field.name for field in shown}

    def all(self) -> Told:
        """The rows of each page by its key."""
        return {
            page.key: [
                row for field in page.fields if field.name in self.shown for row in self._of(field)
            ]
            for page in self.form.pages
        }

    def _of(self, field: Field) -> Iterator[Row]:
        value = self.answers.get(field.name)
        if field.type is FieldType.DOCUMENT:
            yield self._row(field, field.name, field.label, self.papers.get(field.name, ""))
        elif field.type is FieldType.GROUP and isinstance(value, list) and value:
            for index, cells in enumerate(value):
                yield from self._cells(field, index, cells)
        else:
            yield self._row(field, field.name, field.label, self.text(field, value))

    def _cells(self, group: Field, index: int, cells: Any) -> Iterator[Row]:
        """The columns asked in a row, labelled “Con 1: Họ, chữ đệm, tên”."""
        name, label = f"{group.name}.{index}", f"{group.label} {index + 1}"
        if not isinstance(cells, dict):
            yield self._row(group, name, label, text_of(group, cells))
            return
        shown, scope = columns_asked(group, cells, self.answers)
        for column in shown:
            text = self.text(column, scope.get(column.name))
            yield self._row(column, f"{name}.{column.name}", f"{label}: {column.label}", text)

    def _row(self, field: Field, name: str, label: str, text: str) -> Row:
        return Row(name=name, label=label, text=text, required=field.required)

    def text(self, field: Field, value: Any) -> str:
        """The answer in words; what cannot be read as its type stands as it was typed."""
        if is_blank(field, value):
            return ""
        if field.type is FieldType.ADDRESS and isinstance(value, dict):
            unit = text_of(field, value.get("unit"))
            parts = (text_of(field, value.get("detail")), self.names.get(unit, unit))
            return ", ".join(part for part in parts if part)
        return say(field, value)


def say(field: Field, value: Any) -> str:
    """One answer in words: days dd/mm/yyyy, the labels of choices, amounts in đồng."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, str):
        return _say_text(field, value)
    if isinstance(value, list) and field.type is FieldType.CHOICES:
        return ", ".join(field.label_of(one) for one in value)
    if isinstance(value, int) and field.type is FieldType.MONEY and value >= 0:
        return say_dong(value) if value else f"0{NBSP}đ"
    if isinstance(value, int | float) and field.type in (FieldType.INTEGER, FieldType.NUMBER):
        return say_number(value)
    return text_of(field, value)


def _say_text(field: Field, value: str) -> str:
    if field.type is FieldType.DATE and (day := dates.read_day(value)):
        return dates.say_day(day)
    if field.type is FieldType.TIME and (moment := dates.read_time(value)):
        return dates.say_time(moment)
    if field.type is FieldType.CHOICE:
        return field.label_of(value)
    if field.type is FieldType.PHONE:
        return _say_phone(clean_phone(value))
    return value


def _say_phone(number: str) -> str:
    """0912 345 678; other lengths as they are."""
    if len(number) != 10 or not number.isdigit():
        return number
    return NBSP.join((number[:4], number[4:7], number[7:]))
