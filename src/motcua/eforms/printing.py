"""Answers laid out as a declaration on paper: numbered lines, ticked boxes, tables.

In the order of the form's legal layout where it has one, else as they were asked; what the layout
does not speak of follows at the end, so that no answer is left out. Knows no PDF.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from motcua.core.numerals import spell_day
from motcua.eforms import units
from motcua.eforms.controls import text_of
from motcua.eforms.dates import read_day
from motcua.eforms.display import say
from motcua.eforms.fields import Field, FieldType, Form
from motcua.eforms.layouts import PrintLine, PrintPart, Style
from motcua.eforms.values import is_blank, unit_codes
from motcua.eforms.visibility import columns_asked, counted_fields

MOST_BOXES = 6
MORE, PAPERS = "Thông tin khác", "Giấy tờ kèm theo"
NO_PAPERS = "Không có"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One thing on the page: `heading`, `line`, `boxes`, `table` or `list`."""

    type: str
    number: int = 0
    label: str = ""
    text: str = ""
    options: list[tuple[str, bool]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        return asdict(self)


def blocks(
    form: Form,
    answers: Mapping[str, Any],
    papers: Mapping[str, str],
    *,
    day: date,
    known_units: units.Lookup = units.lookup,
) -> list[Block]:
    """The whole declaration, numbered through. `papers` are texts by id ("2 tệp")."""
    page = _Page(form, answers, day, known_units)
    found = [*page.parts(), *page.papers(papers)]
    return _numbered(found)


def _numbered(found: list[Block]) -> list[Block]:
    number, out = 0, []
    for block in found:
        number += block.type != "heading"
        out.append(block if block.type == "heading" else _with_number(block, number))
    return out


def _with_number(block: Block, number: int) -> Block:
    return Block(**{**vars(block), "number": number})


class _Page:
    """One revision of the answers, on its way to paper."""

    def __init__(
        self, form: Form, answers: Mapping[str, Any], day: date, known_units: units.Lookup
    ) -> None:
        self.form = form
        shown, self.answers = counted_fields(form, answers)
        self.shown = {one.name: one for one in shown if one.type is not FieldType.DOCUMENT}
        codes = {c for one in shown for c in unit_codes(one, self.answers.get(one.name))}
        known = known_units(codes, day) if codes else {}
        self.units = {code: meant[0].text for code, meant in known.items() if len(meant) == 1}

    def parts(self) -> Iterator[Block]:
        """The parts of the layout, or the pages, each under its heading."""
        for part in self._parts():
            found = [block for line in part.lines for block in self._line(line)]
            if found and part.title:
                yield Block(type="heading", label=part.title)
            yield from found

    def papers(self, papers: Mapping[str, str]) -> Iterator[Block]:
        """What was handed in with it; nothing for a form that asks for no paper."""
        asked = list(self.form.documents)
        if asked:
            named = [f"{one.label} ({papers[one.name]})" for one in asked if one.name in papers]
            yield Block(type="list", label=PAPERS, rows=[[name] for name in named or [NO_PAPERS]])

    def _parts(self) -> Iterator[PrintPart]:
        layout = self.form.layout
        if layout is None or not layout.parts:
            for page in self.form.pages:
                yield PrintPart(title=page.title, lines=tuple(_own(one) for one in page.fields))
            return
        yield from layout.parts
        spoken = set(layout.names())
        rest = [_own(one) for name, one in self.shown.items() if name not in spoken]
        yield PrintPart(title=MORE, lines=tuple(rest))

    def _line(self, line: PrintLine) -> Iterator[Block]:
        fields = [self.shown[name] for name in line.fields if name in self.shown]
        answered = [one for one in fields if not is_blank(one, self.answers.get(one.name))]
        if len(fields) == 1 and fields[0].type is FieldType.GROUP:
            yield from self._table(line, fields[0])
        elif len(fields) == 1 and line.style is Style.BOXES:
            yield self._boxes(line, fields[0])
        elif fields:
            texts = [self._text(one, self.answers[one.name], line.style) for one in answered]
            text = ", ".join(texts) if line.joined else (texts or [""])[0]
            yield Block(type="line", label=line.label, text=text)

    def _boxes(self, line: PrintLine, one: Field) -> Block:
        value = self.answers.get(one.name)
        chosen = value if isinstance(value, list) else [value]
        options = [(option.label, option.value in chosen) for option in one.options]
        if one.type is FieldType.BOOLEAN:
            options = [("Có", value is True), ("Không", value is False)]
        return Block(type="boxes", label=line.label, options=options)

    def _table(self, line: PrintLine, group: Field) -> Iterator[Block]:
        value = self.answers.get(group.name)
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        columns = [column.label for column in group.fields]
        yield Block(
            type="table",
            label=line.label,
            columns=columns,
            rows=[self._cells(group, row) for row in rows],
        )

    def _cells(self, group: Field, row: Mapping[str, Any]) -> list[str]:
        asked, scope = columns_asked(group, row, self.answers)
        names = {column.name for column in asked}
        return [
            self._text(column, scope.get(column.name), Style.PLAIN) if column.name in names else ""
            for column in group.fields
        ]

    def _text(self, one: Field, value: Any, style: Style) -> str:
        if is_blank(one, value):
            return ""
        if one.type is FieldType.DATE and (day := read_day(value)):
            return spell_day(day) if style is Style.IN_WORDS else say_day_on_paper(day)
        if one.type is FieldType.ADDRESS and isinstance(value, dict):
            unit = text_of(one, value.get("unit"))
            parts = (text_of(one, value.get("detail")), self.units.get(unit, unit))
            return ", ".join(part for part in parts if part)
        text = str(value) if _is_plain_number(one, value) else say(one, value)
        return text.upper() if style is Style.CAPITALS else text


def _is_plain_number(one: Field, value: Any) -> bool:
    """A year is written without a point behind its thousands."""
    return one.type is FieldType.INTEGER and isinstance(value, int) and 0 <= value < 10_000


def say_day_on_paper(day: date) -> str:
    """`ngày 05 tháng 08 năm 2025`, as forms write it."""
    return f"ngày {day:%d} tháng {day:%m} năm {day.year:04}"


def _own(one: Field) -> PrintLine:
    """A field as a line of its own: few choices are boxes."""
    few = one.type in (FieldType.CHOICE, FieldType.CHOICES) and len(one.options) <= MOST_BOXES
    boxes = few or one.type is FieldType.BOOLEAN
    return PrintLine(
        label=one.label, fields=(one.name,), style=Style.BOXES if boxes else Style.PLAIN
    )
