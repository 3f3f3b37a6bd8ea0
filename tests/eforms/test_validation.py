"""Answers against a form: nothing breaks it, everything wrong is named at its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.refusals import Incomplete
from motcua.eforms.definitions import Form
from motcua.eforms.validation import (
    Checked,
    check,
    effective_answers,
    fields_to_show,
    merge,
    page_problems,
    visible_fields,
)
from tests.eforms.drawn import ANYTHING, FEW, TODAY, answers_to, forms, known
from tests.eforms.test_definitions import BIRTH, PAPER, PLACE, form_of, group_of

FORMS_AND_ANSWERS = forms().flatmap(lambda form: st.tuples(st.just(form), answers_to(form)))


def checked(form: Form, answers: Any, documents: tuple[str, ...] = ()) -> Checked:
    return check(form, answers, documents, today=TODAY, known_units=known)


def errors_of(field: dict[str, Any], value: Any, *others: dict[str, Any], **more: Any) -> list[str]:
    """The sentences about this one answer."""
    answers = {field["name"]: value, **more}
    return [error.message for error in checked(form_of(*others, field), answers).errors]


@FEW
@given(FORMS_AND_ANSWERS)
def test_whatever_json_comes_is_judged_at_its_place(case: tuple[Form, dict[str, Any]]) -> None:
    form, answers = case

    result = checked(form, answers)

    for error in result.errors:
        assert error.field.split("/")[1] in form.fields
        assert error.message.strip()
    shown = {field.name for field in visible_fields(form, answers)}
    assert {one.id for one in result.missing} <= shown
    assert {error.field.split("/")[1] for error in result.errors} <= shown


@FEW
@given(FORMS_AND_ANSWERS)
def test_hidden_answers_change_nothing(case: tuple[Form, dict[str, Any]]) -> None:
    form, answers = case
    shown = {field.name for field in visible_fields(form, answers)}

    without = {name: value for name, value in answers.items() if name in shown}

    assert checked(form, without) == checked(form, answers)
    assert set(effective_answers(form, answers)) <= shown


@FEW
@given(FORMS_AND_ANSWERS)
def test_each_page_draws_all_that_is_asked_on_it(case: tuple[Form, dict[str, Any]]) -> None:
    form, answers = case
    shown = {field.name for field in visible_fields(form, answers)}

    drawn = {f.name for page in form.pages for f in fields_to_show(form, page, answers)}

    assert shown <= drawn


@FEW
@given(FORMS_AND_ANSWERS)
def test_merging_keeps_every_answer_in_a_spelling_that_can_be_stored(
    case: tuple[Form, dict[str, Any]],
) -> None:
    form, answers = case

    merged = merge(form, {}, answers)

    text = json.dumps(merged, ensure_ascii=False, allow_nan=False)
    text.encode()
    assert "\\u0000" not in text
    assert set(merged) == {name for name, value in answers.items() if value is not None}
    assert merge(form, merged, merged) == merged


@FEW
@given(FORMS_AND_ANSWERS)
def test_a_page_leads_to_each_of_its_problems(case: tuple[Form, dict[str, Any]]) -> None:
    form, answers = case
    whole = checked(form, answers)

    lines = [
        line
        for page in form.pages
        for line in page_problems(form, page, answers, today=TODAY, known_units=known)
    ]

    assert len(lines) == len(whole.missing) + len(whole.errors)
    assert all(line.anchor.startswith("f-") and line.message for line in lines)


@FEW
@given(st.sampled_from([BIRTH, PLACE, group_of(BIRTH)]), ANYTHING)
def test_sentences_are_short_enough_for_the_summary(field: dict[str, Any], value: Any) -> None:
    long = {**field, "label": "Ngày, tháng, năm sinh của người được khai sinh hoặc nhận nuôi"}

    assert all(len(sentence) <= 90 for sentence in errors_of(long, value))


def test_new_answers_lie_over_old_ones_and_null_clears() -> None:
    form = form_of(BIRTH, PLACE, group_of(BIRTH))
    old = {"birth": "2020-01-01", "place": "home", "kids": [{"birth": "2020-01-01"}, {}]}

    new = merge(form, old, {"place": None, "kids": [{}], "applicant": {"name": "An"}})

    assert new == {"birth": "2020-01-01", "kids": [{}], "applicant.name": "An"}
    assert old["place"] == "home"


def test_a_null_for_the_whole_applicant_clears_each_answer() -> None:
    assert merge(form_of(), {"applicant.name": "An"}, {"applicant": None}) == {}


@pytest.mark.parametrize(
    ("patch", "unknown", "meant"),
    [
        ({"brith": "2020-01-01"}, "brith", "birth"),
        ({"name": "An"}, "name", "applicant.name"),
        ({"applicant": {"nmae": "An"}}, "applicant.nmae", "applicant.name"),
        ({"applicant": "An"}, "applicant", "applicant.name"),
        ({"zzz": 1}, "zzz", None),
    ],
)
def test_a_key_the_form_lacks_is_named_with_the_one_that_was_meant(
    patch: dict[str, Any], unknown: str, meant: str | None
) -> None:
    with pytest.raises(Incomplete) as refusal:
        merge(form_of(BIRTH), {}, patch)

    assert refusal.value.status == 422
    assert f"“{unknown}”" in refusal.value.what
    assert refusal.value.facts["errors"][0]["field"] == f"/{unknown}"
    assert refusal.value.facts["suggestions"].get(unknown) == meant
    assert (f"“{meant}”" in refusal.value.mend) == (meant is not None)


def test_a_flood_of_unknown_keys_is_answered_with_the_first_of_them() -> None:
    flood = {f"birth{number}": 1 for number in range(50_000)}
    form = form_of(BIRTH, group_of(BIRTH))

    with pytest.raises(Incomplete) as refusal:
        merge(form, {}, flood)

    assert len(refusal.value.facts["errors"]) == 20
    assert len(checked(form, {"kids": [flood]}).errors) == 20


@pytest.mark.parametrize("patch", [None, [], "x", 5])
def test_answers_that_are_no_object_are_refused(patch: Any) -> None:
    with pytest.raises(Incomplete):
        merge(form_of(), {}, patch)


def test_json_as_deep_as_a_well_is_kept_only_so_far() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = [deep]

    merged = merge(form_of(BIRTH), {}, {"birth": deep})

    assert json.dumps(merged).count("[") < 20
    assert errors_of(BIRTH, merged["birth"]) == ["Ngày sinh phải ghi bằng chữ"]


def test_what_is_missing_is_named_by_field_and_paper() -> None:
    form = form_of({**BIRTH, "required": True}, {**PAPER, "required": True})

    assert [(m.kind, m.id) for m in checked(form, {"birth": " "}).missing] == [
        ("field", "birth"),
        ("document", "d1"),
    ]
    assert checked(form, {"birth": "2020-01-01"}, ("d1",)).is_complete


def test_a_paper_takes_no_answer_and_null_is_no_answer() -> None:
    form = form_of(PAPER)

    assert checked(form, merge(form, {}, {"d1": None})).errors == []
    [error] = checked(form, merge(form, {}, {"d1": "scan.pdf"})).errors
    assert error.field == "/d1"
    assert "gửi tệp bằng POST" in error.message


def test_a_field_is_asked_only_where_its_condition_holds() -> None:
    abroad = {"field": "place", "op": "eq", "value": "abroad"}
    form = form_of(PLACE, {**BIRTH, "required": True, "when": abroad})

    assert checked(form, {"place": "home", "birth": "junk"}).is_complete
    assert checked(form, {"place": "abroad"}).missing[0].id == "birth"


def test_an_answer_that_is_hidden_itself_opens_nothing() -> None:
    abroad = {"field": "place", "op": "eq", "value": "abroad"}
    filled = {"field": "birth", "op": "filled"}
    second = {**BIRTH, "name": "issued", "required": True, "when": filled}
    form = form_of(PLACE, {**BIRTH, "when": abroad}, second)

    assert checked(form, {"place": "home", "birth": "2020-01-01"}).is_complete
