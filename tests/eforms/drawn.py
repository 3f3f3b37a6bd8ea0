"""Random forms and random answers: anything a definition allows, anything a person may type."""

import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from motcua.core.conditions import AnyOf, Compare, Condition, Not, Op
from motcua.eforms.definitions import Field, FieldType, Form, Option, Page, sound
from motcua.eforms.units import Unit

FEW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2026, 12, 1)
UNITS = [
    Unit("09190", "Phường Võ Cường", "Tỉnh Bắc Ninh"),
    Unit("09163", "Phường Kinh Bắc", "Tỉnh Bắc Ninh"),
    Unit("00004", "Phường Ba Đình", "Thành phố Hà Nội"),
]


def known(texts: Collection[str], day: date) -> dict[str, list[Unit]]:
    """The units above by code and by full name: no database."""
    return {text: [u for u in UNITS if text in (u.code, u.text)] for text in texts}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["unit", "detail", "c0", "c1"]) | st.text(), inner)
    ),
    max_leaves=8,
)
LABELS = st.sampled_from(
    ["Họ, chữ đệm, tên", "Ngày sinh", "UBND nơi cấp", "Nội dung " * 20, "Số & <tên>"]
)
SCALAR_TYPES = [t for t in FieldType if t not in (FieldType.GROUP, FieldType.DOCUMENT)]
_ALPHABET = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ếỗ<>&\"'")


def lines(least: int = 1, most: int = 30) -> st.SearchStrategy[str]:
    """Text of one line as it is kept: composed, without outer spaces."""
    text = st.text(_ALPHABET, min_size=least, max_size=most)
    return text.map(lambda t: unicodedata.normalize("NFC", t).strip()).filter(
        lambda t: least <= len(t) <= most and t == unicodedata.normalize("NFC", t.strip())
    )


def two(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, Any]]:
    return st.tuples(one, one)


@st.composite
def bounds(draw: st.DrawFn, kind: FieldType) -> tuple[Any, Any]:
    """A pair of limits that fit the type, each of which may be missing."""
    pair: list[Any]
    if kind in (FieldType.TEXT, FieldType.TEXTAREA, FieldType.GROUP):
        pair = sorted(draw(two(st.integers(1, 5))))
    elif kind in (FieldType.INTEGER, FieldType.MONEY):
        pair = sorted(draw(two(st.integers(0, 10**9))))
    elif kind is FieldType.NUMBER:
        numbers = st.floats(-1e6, 1e6, allow_nan=False) | st.integers(-9, 9)
        pair = sorted(draw(two(numbers)))
    elif kind is FieldType.TIME:
        times = st.times().map(lambda t: t.strftime("%H:%M"))
        pair = sorted(draw(two(times)))
    elif kind is FieldType.DATE:
        first, last = draw(day_bounds())
        return first, last
    else:
        return None, None
    low, high = draw(st.tuples(st.booleans(), st.booleans()))
    return pair[0] if low else None, pair[1] if high else None


@st.composite
def day_bounds(draw: st.DrawFn) -> tuple[Any, Any]:
    """Up to today, from today on, between two days, or none."""
    days = st.dates(date(1850, 1, 1), date(2200, 1, 1)).map(date.isoformat)
    first, last = sorted(draw(two(days)))
    spread = (TODAY - timedelta(days=draw(st.integers(0, 9000)))).isoformat()
    pairs: list[tuple[str | None, str | None]] = [(None, None), (None, "today"), ("today", None)]
    pairs += [("today", "today"), (first, last), (spread, "today"), (None, last)]
    return draw(st.sampled_from(pairs))


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    """Two to nine choices: cards or a list."""
    names = draw(st.lists(st.sampled_from("abcdefghi"), min_size=2, max_size=9, unique=True))
    sexes = [Option("male", "Nam"), Option("female", "Nữ")]
    others = [Option(name, f"Lựa chọn {name}") for name in names]
    return tuple(draw(st.sampled_from([sexes, others])))


@st.composite
def fields(
    draw: st.DrawFn, name: str, types: Collection[FieldType], earlier: Collection[Field]
) -> Field:
    """One field that fits after the earlier ones."""
    kind = draw(st.sampled_from(sorted(types)))
    low, high = draw(bounds(kind))
    choosing = kind in (FieldType.CHOICE, FieldType.CHOICES)
    field = Field(
        name=name,
        type=kind,
        label=draw(LABELS),
        help=draw(st.sampled_from(["", "Như ghi trên giấy tờ"])),
        required=draw(st.booleans()),
        options=draw(options()) if choosing else (),
        when=draw(st.none() | conditions(earlier)) if earlier else None,
        min=low,
        max=high,
        fields=tuple(draw(columns(earlier))) if kind is FieldType.GROUP else (),
    )
    return draw(tied(field, earlier))


@st.composite
def tied(draw: st.DrawFn, field: Field, earlier: Collection[Field]) -> Field:
    """Perhaps with fields that it must agree with."""
    days = [f.name for f in earlier if f.type is FieldType.DATE and not f.after_field]
    sexes = [f.name for f in earlier if f.type is FieldType.CHOICE]
    if field.type is FieldType.PERSONAL_NUMBER:
        birth = draw(st.sampled_from([None, *days]))
        return replace(field, birth_field=birth, sex_field=draw(st.sampled_from([None, *sexes])))
    if field.type is FieldType.DATE and days and draw(st.booleans()):
        return replace(field, after_field=draw(st.sampled_from(days)), min=None, max=None)
    return field


@st.composite
def columns(draw: st.DrawFn, outer: Collection[Field]) -> list[Field]:
    """The columns of a group."""
    made: list[Field] = []
    for number in range(draw(st.integers(1, 4))):
        scope = [f for f in outer if f.name not in {c.name for c in made}]
        made.append(draw(fields(f"c{number}", SCALAR_TYPES, [*scope, *made])))
    return made


@st.composite
def conditions(draw: st.DrawFn, earlier: Collection[Field]) -> Condition:
    """A condition about earlier fields, often one that can come true."""
    asked = [field for field in earlier if field.type is not FieldType.DOCUMENT]
    if not asked:
        return AnyOf(())
    field = draw(st.sampled_from(asked))
    values: list[Any] = [o.value for o in field.options] or ["x", 1, True, "2020-01-01"]
    plain = st.builds(
        Compare,
        st.just(field.name),
        st.sampled_from([Op.EQ, Op.NE, Op.LT, Op.GE, Op.CONTAINS]),
        st.sampled_from(values),
    )
    alone = st.builds(Compare, st.just(field.name), st.sampled_from([Op.FILLED, Op.EMPTY]))
    single = draw(plain | alone)
    shapes: list[Condition] = [single, Not(single), AnyOf((single,))]
    return draw(st.sampled_from(shapes))


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A sound form of two or three pages."""
    made: list[Field] = []
    pages = []
    for number in range(draw(st.integers(2, 3))):
        names = [f"applicant.f{n}" if number == 0 else f"p{number}f{n}" for n in range(4)]
        types = SCALAR_TYPES if number == 0 else list(FieldType)
        when = draw(st.none() | conditions(made)) if made else None
        own: list[Field] = []
        for name in names[: draw(st.integers(1, 4))]:
            own.append(draw(fields(name, types, [*made, *own])))
        made += own
        pages.append(Page(f"p{number}", f"Trang {number}", tuple(own), when=when))
    return sound(Form("thu", "Biểu mẫu thử", tuple(pages)))


def answers_to(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Any JSON at all for the fields of a form."""
    return st.dictionaries(st.sampled_from(sorted(form.fields)), ANYTHING)
