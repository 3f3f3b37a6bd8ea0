"""What a client is told of a form, and that it can fill it in by that alone."""

import json
from typing import Any

from hypothesis import given

from motcua.core import conditions
from motcua.eforms.definitions import Form, form_from_json
from motcua.eforms.description import describe
from motcua.eforms.validation import check, effective_answers, merge
from tests.eforms.drawn import FEW, TODAY, forms, known
from tests.eforms.test_definitions import BIRTH, PLACE, form_of

KEYS = ["name", "type", "label", "help", "required", "example", "options", "when"]
KEYS += ["min", "max", "fields"]


def fields_of(form: Form) -> list[dict[str, Any]]:
    described = json.loads(json.dumps(describe(form, today=TODAY, unit="09190")))
    return [field for page in described for field in page["fields"]]


@FEW
@given(forms())
def test_a_field_is_told_with_exactly_the_keys_of_the_contract(form: Form) -> None:
    for field in fields_of(form):
        assert list(field) == KEYS
        assert (field["example"] is None) == (field["type"] == "document")
        assert all(list(column) == KEYS for column in field["fields"])
        assert all(list(option) == ["value", "label"] for option in field["options"])


@FEW
@given(forms())
def test_a_client_that_reads_conditions_fills_in_any_form_by_its_examples(form: Form) -> None:
    answers: dict[str, Any] = {}
    for field in fields_of(form):
        asked = field["when"] is None or conditions.holds(conditions.parse(field["when"]), answers)
        if asked and field["example"] is not None:
            answers[field["name"]] = field["example"]

    checked = check(form, merge(form, {}, answers), today=TODAY, known_units=known)

    assert checked.errors == []
    assert [one for one in checked.missing if one.kind != "document"] == []


@FEW
@given(forms())
def test_a_client_that_fills_in_everything_makes_no_mistake_either(form: Form) -> None:
    answers = {field["name"]: field["example"] for field in fields_of(form)}

    checked = check(form, merge(form, {}, answers), today=TODAY, known_units=known)

    assert checked.errors == []
    assert {one.kind for one in checked.missing} <= {"document"}


@FEW
@given(forms())
def test_a_client_that_fills_in_the_missing_by_name_comes_to_an_end(form: Form) -> None:
    examples = {field["name"]: field["example"] for field in fields_of(form)}
    answers: dict[str, Any] = {}
    for _ in range(len(examples) + 1):
        checked = check(form, answers, today=TODAY, known_units=known)
        wanted = {one.id: examples[one.id] for one in checked.missing if one.kind == "field"}
        answers = merge(form, answers, wanted)

    assert not wanted
    assert checked.errors == []


@FEW
@given(forms())
def test_what_is_handed_in_is_as_complete_as_what_was_filled_in(form: Form) -> None:
    answers = {field["name"]: field["example"] for field in fields_of(form)}

    kept = effective_answers(form, merge(form, {}, answers))

    before = check(form, merge(form, {}, answers), today=TODAY, known_units=known)
    assert check(form, kept, today=TODAY, known_units=known) == before


def test_today_as_a_bound_is_told_as_the_day_it_is() -> None:
    form = form_of({**BIRTH, "max": "today"})

    assert fields_of(form)[1]["max"] == "2026-12-01"


def test_the_condition_of_a_page_is_told_with_each_of_its_fields() -> None:
    own = {"field": "birth", "op": "filled"}
    definition = {
        "key": "thu",
        "title": "Thử",
        "pages": [
            {"key": "who", "title": "A", "fields": [{**PLACE, "name": "applicant.place"}]},
            {
                "key": "what",
                "title": "B",
                "when": {"field": "applicant.place", "op": "eq", "value": "home"},
                "fields": [
                    BIRTH,
                    {**BIRTH, "name": "b", "when": {"field": "birth", "op": "filled"}},
                ],
            },
        ],
    }
    told = fields_of(form_from_json(definition))

    assert told[1]["when"] == {"field": "applicant.place", "op": "eq", "value": "home"}
    assert told[2]["when"] == {"all": [told[1]["when"], own]}


def test_the_example_of_a_personal_number_agrees_with_the_examples_it_is_tied_to() -> None:
    sexes = [{"value": "female", "label": "Nữ"}, {"value": "male", "label": "Nam"}]
    form = form_of(
        {
            "name": "number",
            "type": "personal_number",
            "label": "Số định danh",
            "birth_field": "birth",
            "sex_field": "sex",
            "example": "027090000123",
        },
        {**BIRTH, "example": "2003-04-05"},
        {"name": "sex", "type": "choice", "label": "Giới tính", "options": sexes},
    )

    number = fields_of(form)[1]["example"]

    assert number[3:6] == "303"  # a woman born in 20(03)
