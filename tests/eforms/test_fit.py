"""The check before the form: few questions, exits that lead elsewhere, answers carried along."""

from copy import deepcopy
from typing import Any

import pytest

from motcua.eforms.definitions import BadDefinition, form_from_json, form_to_json
from motcua.eforms.fields import Form
from motcua.eforms.fit import carried, exit_of, unanswered
from tests.cast import FORM

YES_NO = [{"value": "yes", "label": "Có"}, {"value": "no", "label": "Không"}]


def question(name: str, **more: Any) -> dict[str, Any]:
    asked = {"name": name, "type": "choice", "label": f"Có {name} không?", "required": True}
    return {**asked, "options": YES_NO, **more}


def way_out(field: str, **more: Any) -> dict[str, Any]:
    when = {"field": field, "op": "eq", "value": "yes"}
    said = {"title": f"Vì {field}", "text": "Làm cách khác.", "source": "Luật"}
    return {"when": when, **said, **more}


FIT = {
    "questions": [
        question("old"),
        question("foreign", when={"field": "old", "op": "eq", "value": "no"}),
        question("urgent"),
    ],
    "exits": [way_out("old", procedure="2.000635"), way_out("foreign", search="nước ngoài")],
}


def fitted(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = deepcopy(FORM)
    data["pages"][1]["fields"].insert(0, question("urgent"))
    return {**data, "fit": {**FIT, **changes}}


def form(**changes: Any) -> Form:
    return form_from_json(fitted(**changes))


def test_it_is_read_and_written_as_it_was() -> None:
    assert form_to_json(form())["fit"] == FIT
    assert form_from_json(form_to_json(form())) == form()


@pytest.mark.parametrize(
    "changes",
    [
        {"questions": []},
        {"exits": []},
        {"questions": [question(f"q{n}") for n in range(6)]},
        {"questions": [{"name": "old", "type": "text", "label": "Gì?"}]},
        {"questions": [question("old"), question("old")]},
        {"exits": [way_out("unknown")]},
        {"exits": [way_out("old", procedure="1", search="2")]},
        {"exits": [{**way_out("old"), "when": None}]},
        {"exits": [{**way_out("old"), "source": ""}]},
        {"more": 1},
    ],
)
def test_what_could_not_be_used_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadDefinition):
        form(**changes)


@pytest.mark.parametrize(
    ("answers", "lacking", "leads"),
    [
        ({}, ["old", "urgent"], None),
        ({"old": "no"}, ["foreign", "urgent"], None),
        ({"old": "perhaps", "urgent": "no"}, ["old"], None),
        ({"old": "no", "foreign": "no", "urgent": "no"}, [], None),
        ({"old": "no", "foreign": "yes", "urgent": "no"}, [], "Vì foreign"),
        ({"old": "yes", "foreign": "yes", "urgent": "no"}, [], "Vì old"),
    ],
)
def test_the_answers_lead_where_they_should(
    answers: dict[str, Any], lacking: list[str], leads: str | None
) -> None:
    fit = form().fit
    assert fit is not None
    found = exit_of(fit, answers)

    assert [one.name for one in unanswered(fit, answers)] == lacking
    assert (found.title if found else None) == leads


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ({"old": "no", "foreign": "no", "urgent": "yes"}, {"urgent": "yes"}),
        ({"old": "no", "urgent": "yes"}, {}),
        ({}, {}),
    ],
)
def test_answers_go_into_fields_of_the_same_name(
    answers: dict[str, Any], taken: dict[str, Any]
) -> None:
    assert carried(form(), answers) == taken
