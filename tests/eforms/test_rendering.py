"""Drawing a page and reading it back: nothing typed is lost, and everybody can use it."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from motcua.eforms.definitions import Field, FieldType, Form, Page
from motcua.eforms.reading import from_post
from motcua.eforms.validation import fields_to_show, merge, page_problems
from tests.eforms.browser import Seen
from tests.eforms.drawn import FEW, TODAY, UNITS, answers_to, fields, forms, known, lines
from tests.eforms.test_definitions import BIRTH, NAME, PLACE, form_of, group_of

PAGE = Template("{% load eforms %}{% form_fields form page answers errors units %}")


def drawn(form: Form, page: Page, answers: Any = None, errors: Any = None) -> Seen:
    context = {"form": form, "page": page, "answers": answers, "errors": errors, "units": UNITS}
    return Seen(PAGE.render(Context(context)))


def read(page: Page, seen: Seen, *pressed: str, **typed: str) -> dict[str, Any]:
    return from_post(page, seen.post(*pressed, **typed), today=TODAY, known_units=known)


def only(*definitions: dict[str, Any]) -> tuple[Form, Page]:
    form = form_of(*definitions)
    return form, form.pages[1]


UNREADABLE_DAYS = st.sampled_from(["31/11/2025", "21//2025", "//2020", "a/b/c", "hôm qua"])
UNREADABLE_TIMES = st.sampled_from(["25:10", "5:", ":40", "trưa"])
DETAILS = st.fixed_dictionaries(
    {"unit": st.sampled_from([u.code for u in UNITS] + ["xã nào đó"])}, optional={"detail": lines()}
)


def answer_to(field: Field) -> st.SearchStrategy[Any]:
    """An answer as the page may hold it: valid, or typed and not readable as its type."""
    values = [option.value for option in field.options]
    several = st.sets(st.sampled_from(values or ["x"]), min_size=1)
    whole = st.integers(-(10**12), 10**12)
    return {
        FieldType.TEXTAREA: st.lists(lines(), min_size=1, max_size=3).map("\n".join),
        FieldType.INTEGER: whole | st.sampled_from(["hai", "1,5"]),
        FieldType.NUMBER: st.floats(-1e9, 1e9) | whole | st.sampled_from(["hai", "1,2,3"]),
        FieldType.MONEY: st.integers(0, 10**12) | st.sampled_from(["-5", "nhiều"]),
        FieldType.DATE: st.dates(date(1000, 1, 1)).map(date.isoformat) | UNREADABLE_DAYS,
        FieldType.TIME: st.times().map(lambda t: t.strftime("%H:%M")) | UNREADABLE_TIMES,
        FieldType.CHOICE: st.sampled_from(values or ["x"]),
        FieldType.CHOICES: several.map(lambda chosen: [v for v in values if v in chosen]),
        FieldType.BOOLEAN: st.booleans(),
        FieldType.ADDRESS: DETAILS,
    }.get(field.type, lines())


@st.composite
def rows_of(draw: st.DrawFn, group: Field) -> list[dict[str, Any]]:
    """Rows in each of which something was filled in; boxes are ticked or not."""
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        kept = draw(st.sets(st.sampled_from(sorted(group.columns)), min_size=1))
        boxes = {c.name for c in group.fields if c.type is FieldType.BOOLEAN}
        row = {c.name: draw(answer_to(c)) for c in group.fields if c.name in kept | boxes}
        if any(value is not False for value in row.values()):
            rows.append(row)
    return rows


@st.composite
def filled_pages(draw: st.DrawFn) -> tuple[Form, Page, dict[str, Any]]:
    """A page with every kind of field, and answers to some of them."""
    kinds = [kind for kind in FieldType if kind is not FieldType.DOCUMENT]
    own = [draw(fields(f"x{number}", [kind], [])) for number, kind in enumerate(kinds)]
    page = Page("what", "Nội dung", tuple(own))
    form = Form("thu", "Thử", (page,))
    answers: dict[str, Any] = {}
    for field in own:
        if field.type is FieldType.GROUP:
            rows = draw(rows_of(field))
            answers |= {field.name: rows} if rows else {}
        elif field.type is FieldType.BOOLEAN or draw(st.booleans()):
            answers[field.name] = draw(answer_to(field))
    return form, page, answers


@FEW
@given(filled_pages())
def test_what_a_page_shows_is_what_it_sends_back(case: tuple[Form, Page, dict[str, Any]]) -> None:
    form, page, answers = case

    again = merge(form, {}, read(page, drawn(form, page, answers)))

    assert again == answers


@FEW
@given(filled_pages())
def test_a_page_left_alone_changes_no_answer_that_was_there(
    case: tuple[Form, Page, dict[str, Any]],
) -> None:
    form, page, answers = case
    patch = read(page, drawn(form, page, answers))

    assert merge(form, answers, patch) == answers


FORMS_AND_ANSWERS = forms().flatmap(lambda form: st.tuples(st.just(form), answers_to(form)))


@pytest.mark.django_db
@FEW
@given(FORMS_AND_ANSWERS)
def test_every_page_can_be_used_by_everybody(case: tuple[Form, dict[str, Any]]) -> None:
    form, answers = case
    for page in form.pages:
        lines_ = page_problems(form, page, answers, today=TODAY, known_units=known)
        seen = drawn(form, page, answers, lines_)

        assert seen.is_closed
        ids = [element.get("id") for element in seen.elements if element.get("id")]
        assert len(ids) == len(set(ids))
        labelled = {label.get("for") for label in seen.all("label")}
        for control in seen.typed():
            inside = any(element.tag == "label" for element in control.inside)
            assert inside or control.get("id") in labelled
            boxed = control.get("type") in ("radio", "checkbox")
            if boxed and control.get("type") == "radio":
                assert any(element.tag == "fieldset" for element in control.inside)
        for element in seen.elements:
            assert set(element.get("aria-describedby").split()) <= set(ids)


@pytest.mark.django_db
@FEW
@given(FORMS_AND_ANSWERS)
def test_the_error_summary_leads_to_a_control_that_is_there(
    case: tuple[Form, dict[str, Any]],
) -> None:
    form, answers = case
    asked = {f.name for page in form.pages for f in fields_to_show(form, page, answers)}
    papers = {field.name for field in form.documents}
    for page in form.pages:
        known_columns = [
            line
            for line in page_problems(form, page, answers, today=TODAY, known_units=known)
            if line.field.split("/")[1] in asked - papers and "Không có mục" not in line.message
        ]
        html = drawn(form, page, answers, known_columns)
        ids = {element.get("id") for element in html.elements}

        assert {line.anchor for line in known_columns} <= ids


def test_a_field_says_its_label_its_hint_and_what_is_wrong_with_it() -> None:
    form, page = only({**NAME, "name": "name", "help": "Như trên căn cước"})

    seen = drawn(form, page, {"name": "A\0"}, {"/name": "Xem lại họ tên"})

    control = seen.named("name")
    assert [label.words for label in seen.all("label")] == ["Họ tên (không bắt buộc)"]
    assert control.get("aria-describedby") == "f-name-h f-name-e"
    assert control.get("aria-invalid") == "true"
    assert seen.by_id("f-name-h").words == "Như trên căn cước"
    assert seen.by_id("f-name-e").words == "Lỗi: Xem lại họ tên"
    assert any("data-error" in element.attributes for element in control.inside)


def test_what_must_be_answered_is_not_marked() -> None:
    form, page = only({**BIRTH, "required": True})

    assert drawn(form, page).all("legend")[0].words == "Ngày sinh"


def test_a_day_is_three_boxes_that_show_what_was_typed() -> None:
    form, page = only(BIRTH)

    seen = drawn(form, page, {"birth": "31/11/2025"}, {"/birth": "Tháng 11 chỉ có 30 ngày"})

    shown = [(c.get("name"), c.get("value"), c.get("inputmode")) for c in seen.typed()]
    assert shown == [
        ("birth.day", "31", "numeric"),
        ("birth.month", "11", "numeric"),
        ("birth.year", "2025", "numeric"),
    ]
    assert seen.by_id("f-birth").get("name") == "birth.day"
    assert seen.all("fieldset")[0].get("aria-describedby") == "f-birth-e"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("21", "11", "2026"), "2026-11-21"),
        (("1", "thg 2", "1990"), "1990-02-01"),
        (("01", "Tháng 02", "1990"), "1990-02-01"),
        (("21/11/1990", "", ""), "1990-11-21"),
        (("1990-11-21", "", ""), "1990-11-21"),
        (("21 11 1990", "", ""), "1990-11-21"),
        (("31", "11", "2025"), "31/11/2025"),
        (("21", "", "2025"), "21//2025"),
        (("", "", ""), None),
        (("1", "1", "56"), "1956-01-01"),
        (("1", "1", "25"), "1/1/25"),
    ],
)
def test_days_are_read_as_people_write_them(
    typed: tuple[str, str, str], answer: str | None
) -> None:
    form, page = only({**BIRTH, "max": "today"})
    names = dict(zip(("birth.day", "birth.month", "birth.year"), typed, strict=True))

    assert read(page, drawn(form, page), **names) == {"birth": answer}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("5", "40"), "05:40"),
        (("5:40", ""), "05:40"),
        (("5h40", ""), "05:40"),
        (("5 giờ 40", ""), "05:40"),
        (("25", "10"), "25:10"),
        (("5", ""), "5:"),
    ],
)
def test_times_are_read_as_people_write_them(typed: tuple[str, str], answer: str) -> None:
    form, page = only({"name": "t", "type": "time", "label": "Giờ sinh"})

    assert read(page, drawn(form, page), **{"t.hour": typed[0], "t.minute": typed[1]}) == {
        "t": answer
    }


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("integer", "1.234", 1234),
        ("integer", "1 234", 1234),
        ("integer", "-3", -3),
        ("integer", "1.23", "1.23"),
        ("integer", "9" * 30, "9" * 30),
        ("number", "1,5", 1.5),
        ("number", "1.5", 1.5),
        ("number", "1.500", 1500),
        ("number", "1.234,5", 1234.5),
        ("number", "một", "một"),
        ("money", "200.000 đ", 200_000),
        ("money", "200 nghìn", 200_000),
        ("money", "9" * 50, "9" * 50),
        ("text", "  Nguyễn\tVăn  ", "Nguyễn Văn"),
        ("text", "Nguyê\u0303n", "Nguyễn"),
        ("text", "   ", None),
        ("textarea", "a\r\nb", "a\nb"),
        ("phone", "0912 345 678", "0912 345 678"),
    ],
)
def test_typed_texts_are_read_as_people_write_them(kind: str, typed: str, answer: Any) -> None:
    form, page = only({"name": "x", "type": kind, "label": "Mục"})

    assert read(page, drawn(form, page), x=typed) == {"x": answer}


def test_few_choices_are_cards_and_many_a_list() -> None:
    many = [{"value": f"v{n}", "label": f"Dân tộc {n}"} for n in range(8)]
    form, page = only(PLACE, {**PLACE, "name": "ethnic", "options": many})

    seen = drawn(form, page, {"place": "home", "ethnic": "v3"})

    assert [c.get("type") for c in seen.typed()] == ["radio", "radio", ""]
    assert seen.named("ethnic").tag == "select"
    assert seen.by_id("f-place").get("name") == "place"
    assert read(page, seen) == {"place": "home", "ethnic": "v3"}


def test_a_choice_is_taken_back_only_where_it_was_drawn() -> None:
    form, page = only(PLACE, {"name": "yes", "type": "boolean", "label": "Đồng ý"})

    assert read(page, drawn(form, page)) == {"place": None, "yes": False}
    assert read(page, Seen("")) == {}


def test_what_one_card_opens_stands_right_after_it() -> None:
    abroad = {"field": "place", "op": "eq", "value": "abroad"}
    country = {"name": "country", "type": "text", "label": "Nước", "when": abroad}
    form, page = only(PLACE, BIRTH, country)

    seen = drawn(form, page)

    names = [control.get("name") for control in seen.typed()]
    assert names == ["place", "place", "country", "birth.day", "birth.month", "birth.year"]
    around = [element.get("class") for element in seen.named("country").inside]
    assert around == ["field", "picks", "field reveal"]
    opening = [label.get("class") for label in seen.all("label") if "pick" in label.get("class")]
    assert opening == ["pick", "pick opens"]


def test_a_field_ruled_out_by_an_earlier_page_is_not_drawn_and_keeps_its_answer() -> None:
    filled = {"field": "applicant.name", "op": "filled"}
    form, page = only({**BIRTH, "when": filled}, group_of(BIRTH, {**PLACE, "when": filled}))
    answers = {"birth": "2020-01-01"}

    without, with_ = drawn(form, page, answers), drawn(form, page, {"applicant.name": "An"})

    assert merge(form, answers, read(page, without)) == answers
    assert with_.named("birth.day")


def test_a_condition_of_the_same_page_is_left_to_the_browser_and_the_server() -> None:
    home = {"field": "place", "op": "ne", "value": "home"}
    form, page = only(PLACE, {**BIRTH, "when": home})

    seen = drawn(form, page, {"place": "home"})

    told = [element.get("data-when") for element in seen.all("fieldset")]
    assert told == ["", '{"field":"place","op":"ne","value":"home"}']


def test_columns_tell_the_browser_the_names_of_their_own_row() -> None:
    when = {"field": "birth", "op": "filled"}
    form, page = only(PLACE, group_of(BIRTH, {**PLACE, "name": "where", "when": when}))

    seen = drawn(form, page, {"kids": [{"birth": "2020-01-01"}]})

    told = [e.get("data-when") for e in seen.all("fieldset") if e.get("data-when")]
    assert told == ['{"field":"kids.0.birth","op":"filled"}']
