"""Answers as people read them, and what changed between two revisions."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.eforms import display
from motcua.eforms.definitions import Form
from motcua.eforms.validation import visible_fields
from tests.eforms.drawn import FEW, TODAY, answers_to, forms, known
from tests.eforms.test_definitions import BIRTH, NAME, PAPER, PLACE, form_of, group_of

FORMS_AND_ANSWERS = forms().flatmap(
    lambda form: st.tuples(st.just(form), answers_to(form), answers_to(form))
)


def sections(form: Form, answers: Any, documents: Any = (), **more: Any) -> list[display.Section]:
    return display.rows(form, answers, documents, day=TODAY, known_units=known, **more)


def told(form: Form, answers: Any, documents: Any = (), **more: Any) -> dict[str, str]:
    shown = sections(form, answers, documents, **more)
    return {row.name: row.text for section in shown for row in section.rows}


@FEW
@given(FORMS_AND_ANSWERS)
def test_whatever_was_answered_can_be_shown(
    case: tuple[Form, dict[str, Any], dict[str, Any]],
) -> None:
    form, answers, _ = case

    names = {name.partition(".0")[0] for name in told(form, answers)}

    singles = {f.name for f in visible_fields(form, answers) if f.type != "group"}
    assert singles <= names


@FEW
@given(FORMS_AND_ANSWERS)
def test_what_changed_is_marked_with_what_it_was(
    case: tuple[Form, dict[str, Any], dict[str, Any]],
) -> None:
    form, answers, before = case
    old = told(form, before)

    for section in sections(form, answers, before=before):
        for row in section.rows:
            assert row.was == old.get(row.name, "")
            assert row.changed == (row.text != row.was)
    assert not any(
        row.changed for section in sections(form, answers, before=answers) for row in section.rows
    )


@pytest.mark.parametrize(
    ("kind", "more", "value", "text"),
    [
        ("date", {}, "2026-11-21", "21/11/2026"),
        ("date", {}, "31/11/2026", "31/11/2026"),
        ("time", {}, "05:40", "5 giờ 40"),
        ("choice", {"options": PLACE["options"]}, "home", "Tại nhà"),
        ("choice", {"options": PLACE["options"]}, "mars", "mars"),
        ("choices", {"options": PLACE["options"]}, ["home", "abroad"], "Tại nhà, Ở nước ngoài"),
        ("boolean", {}, True, "Có"),
        ("boolean", {}, False, "Không"),
        ("money", {}, 200_000, "200.000\u00a0đ"),
        ("money", {}, 0, "0\u00a0đ"),
        ("number", {}, 1234.5, "1.234,5"),
        ("integer", {}, 1234, "1.234"),
        ("phone", {}, "+84 912 345 678", "0912\u00a0345\u00a0678"),
        ("address", {}, {"unit": "09190", "detail": "Số 5"},
         "Số 5, Phường Võ Cường, tỉnh Bắc Ninh"),
        ("address", {}, {"unit": "xã nào đó"}, "xã nào đó"),
        ("text", {}, None, ""),
        ("text", {}, {"a": 1}, '{"a": 1}'),
    ],
)  # fmt: skip
def test_an_answer_is_told_in_words(kind: str, more: dict[str, Any], value: Any, text: str) -> None:
    form = form_of({"name": "x", "type": kind, "label": "Mục", **more})

    assert told(form, {"x": value})["x"] == text


def test_sections_are_pages_and_rows_of_groups_are_numbered() -> None:
    form = form_of(group_of(NAME | {"name": "name", "label": "Họ tên"}, BIRTH), PAPER)
    answers = {"applicant.name": "An", "kids": [{"name": "Bình"}, {"birth": "2020-01-02"}]}

    who, what = sections(form, answers, {"d1": "2 tệp, 1,8 MB"})

    assert (who.key, who.title, who.rows[0].text) == ("who", "Người nộp", "An")
    assert [(row.name, row.label, row.text) for row in what.rows] == [
        ("kids.0.name", "Con 1: Họ tên", "Bình"),
        ("kids.0.birth", "Con 1: Ngày sinh", ""),
        ("kids.1.name", "Con 2: Họ tên", ""),
        ("kids.1.birth", "Con 2: Ngày sinh", "02/01/2020"),
        ("d1", "Giấy chứng sinh", "2 tệp, 1,8 MB"),
    ]
    assert told(form, answers, {"d1"})["d1"] == "Đã gửi"


def test_a_row_that_is_gone_is_shown_as_gone() -> None:
    form = form_of(group_of(NAME | {"name": "name", "label": "Họ tên"}))
    before = {"kids": [{"name": "An"}, {"name": "Bình"}]}

    rows = sections(form, {"kids": [{"name": "An"}]}, before=before)[-1].rows

    assert [(row.name, row.text, row.was, row.changed) for row in rows] == [
        ("kids.0.name", "An", "An", False),
        ("kids.1.name", "", "Bình", True),
    ]


def test_hidden_answers_are_not_shown_and_pages_without_rows_left_out() -> None:
    abroad = {"field": "place", "op": "eq", "value": "abroad"}
    form = form_of(PLACE, {**BIRTH, "when": abroad})

    assert told(form, {"place": "home", "birth": "2020-01-02"})["place"] == "Tại nhà"
    assert "birth" not in told(form, {"place": "home", "birth": "2020-01-02"})


def test_units_of_both_revisions_are_looked_up_at_once() -> None:
    form = form_of({"name": "home", "type": "address", "label": "Nơi ở"})
    asked: list[set[str]] = []

    def lookup(texts: Any, day: date) -> Any:
        asked.append(set(texts))
        return known(texts, day)

    now, then = {"home": {"unit": "09190"}}, {"home": {"unit": "09163"}}
    [section] = display.rows(form, now, before=then, day=TODAY, known_units=lookup)[1:]

    assert asked == [{"09190", "09163"}]
    assert section.rows[0].was == "Phường Kinh Bắc, tỉnh Bắc Ninh"
