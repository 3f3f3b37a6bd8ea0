"""What stays true of the applicant is marked in the form, with where that holds."""

from typing import Any

import pytest

from motcua.eforms.definitions import BadDefinition, form_from_json, form_to_json
from motcua.eforms.fields import Form
from motcua.eforms.reuse import lasts, settled

SELF = {"field": "whose", "op": "eq", "value": "self"}
OPTIONS = [{"value": "self", "label": "Tôi"}, {"value": "child", "label": "Con tôi"}]


def form(reuse: Any = SELF, label: str = "Nơi sinh", kind: str = "text") -> Form:
    birth = {"name": "birth", "type": kind, "label": label, "reuse": reuse}
    return form_from_json(
        {
            "key": "thu",
            "title": "Thử",
            "pages": [
                {
                    "key": "a",
                    "title": "Ai nộp?",
                    "fields": [{"name": "applicant.name", "type": "text", "label": "Họ tên"}],
                },
                {
                    "key": "b",
                    "title": "Cho ai?",
                    "fields": [
                        {"name": "whose", "type": "choice", "label": "Cho ai", "options": OPTIONS},
                        {key: value for key, value in birth.items() if value is not None},
                    ],
                },
            ],
        }
    )


@pytest.mark.parametrize("reuse", [True, SELF, None])
def test_the_mark_is_read_and_written_as_it_was(reuse: Any) -> None:
    assert form_from_json(form_to_json(form(reuse))) == form(reuse)
    assert form_to_json(form(reuse))["pages"][1]["fields"][1].get("reuse") == reuse


def test_a_mark_that_asks_about_nothing_is_refused() -> None:
    with pytest.raises(BadDefinition, match="reuse"):
        form({"field": "other", "op": "eq", "value": "x"})


@pytest.mark.parametrize(
    ("there", "here", "whose", "holds"),
    [
        (form(), form(), "self", True),
        (form(True), form(), "child", True),
        (form(), form(), "child", False),
        (form(None), form(), "self", False),
        (form(), form(None), "self", False),
        (form(label="Nơi sinh của cha"), form(), "self", False),
        (form(label="NƠI SINH"), form(), "self", True),
        (form(kind="textarea"), form(), "self", False),
    ],
)
def test_an_answer_lasts_where_both_forms_mean_the_same(
    there: Form, here: Form, whose: str, holds: bool
) -> None:
    assert lasts(there.fields["birth"], here.fields["birth"], {"whose": whose}) == holds
    name = "applicant.name"
    assert lasts(there.fields[name], here.fields[name], {"whose": whose})


@pytest.mark.parametrize(
    ("after", "answers", "sources"),
    [
        ({"birth": "A"}, {"birth": "A"}, {"birth": "hồ sơ"}),
        ({"birth": "B"}, {"birth": "B"}, {}),
        ({}, {}, {}),
        ({"birth": "A", "whose": "self"}, {"birth": "A", "whose": "self"}, {"birth": "hồ sơ"}),
        ({"birth": "A", "whose": "child"}, {"whose": "child"}, {}),
    ],
)
def test_what_turns_out_to_be_about_another_is_taken_out(
    after: dict[str, Any], answers: dict[str, Any], sources: dict[str, str]
) -> None:
    assert settled(form(), {"birth": "A"}, after, {"birth": "hồ sơ"}) == (answers, sources)
