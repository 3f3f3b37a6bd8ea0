"""Forms as data: what can be filled in is taken, what cannot is refused with the reason."""

import json
from typing import Any

import pytest
from hypothesis import given

from motcua.eforms.definitions import BadDefinition, Form, form_from_json, form_to_json
from tests.eforms.drawn import FEW, forms

NAME = {"name": "applicant.name", "type": "text", "label": "Họ tên"}
PAPER = {"name": "d1", "type": "document", "label": "Giấy chứng sinh"}
PLACES = [{"value": "home", "label": "Tại nhà"}, {"value": "abroad", "label": "Ở nước ngoài"}]
PLACE = {"name": "place", "type": "choice", "label": "Nơi sinh", "options": PLACES}
BIRTH = {"name": "birth", "type": "date", "label": "Ngày sinh"}


def form_of(*fields: dict[str, Any], first: dict[str, Any] = NAME) -> Form:
    """A form with these fields on its second page."""
    pages = [{"key": "who", "title": "Người nộp", "fields": [first]}]
    pages += [{"key": "what", "title": "Nội dung", "fields": list(fields)}] if fields else []
    return form_from_json({"key": "thu", "title": "Thử", "pages": pages})


@FEW
@given(forms())
def test_a_form_survives_its_own_json(form: Form) -> None:
    data = json.loads(json.dumps(form_to_json(form)))

    assert form_from_json(data) == form
    assert form_to_json(form_from_json(data)) == data


def test_fields_are_found_by_name_and_papers_by_type() -> None:
    form = form_of(PLACE, PAPER)

    assert list(form.fields) == ["applicant.name", "place", "d1"]
    assert [field.name for field in form.documents] == ["d1"]


def asking(name: str, op: str = "filled") -> dict[str, Any]:
    return {"field": name, "op": op}


def group_of(*columns: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": "kids", "type": "group", "label": "Con", "fields": list(columns), **more}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ([BIRTH, BIRTH], "'birth' occurs twice"),
        ([{**BIRTH, "type": "day"}], "unknown type 'day'"),
        ([{**BIRTH, "type": ["date"]}], "unknown type"),
        ([{**BIRTH, "label": " "}], "'label' must be a text"),
        ([{**BIRTH, "required": "yes"}], "'required' must be true or false"),
        ([{**BIRTH, "colour": "red"}], "unknown keys \\['colour'\\]"),
        ([{**BIRTH, "name": "1st"}], "a name is letters"),
        ([{**BIRTH, "name": "a.b.c"}], "at most one dot"),
        ([{**BIRTH, "name": "applicant"}], "lies inside another field"),
        ([{**BIRTH, "when": asking("place")}, PLACE], "'place', no earlier field"),
        ([{**BIRTH, "when": asking("birth")}], "'birth', no earlier field"),
        ([{**BIRTH, "when": asking("applicant.name", "like")}], "unknown op"),
        ([PAPER, {**BIRTH, "when": asking("d1")}], "about the paper 'd1'"),
        ([{**PLACE, "options": []}], "needs options"),
        ([{**BIRTH, "options": PLACES}], "takes no options"),
        ([{**PLACE, "options": [*PLACES, PLACES[0]]}], "'home' occurs twice"),
        ([{**PLACE, "options": [{"value": "", "label": "x"}]}], "'value' must be a text"),
        ([{**BIRTH, "min": "2026-13-01"}], "written YYYY-MM-DD"),
        ([{**BIRTH, "min": "20260101"}], "written YYYY-MM-DD"),
        ([{**BIRTH, "min": 5}], "written YYYY-MM-DD"),
        ([{**BIRTH, "min": "2026-01-02", "max": "2026-01-01"}], "is above max"),
        ([{**BIRTH, "type": "time", "max": "8:00"}], "written HH:MM"),
        ([{**BIRTH, "type": "text", "max": 1001}], "above the limit 1000"),
        ([{**BIRTH, "type": "text", "max": 0}], "leaves nothing"),
        ([{**BIRTH, "type": "text", "min": 1.5}], "whole numbers"),
        ([{**BIRTH, "type": "integer", "min": 1.5}], "are numbers"),
        ([{**BIRTH, "type": "money", "min": -1}], "never below 0"),
        ([{**BIRTH, "type": "phone", "max": 10}], "mean nothing for type 'phone'"),
        ([{**PLACE, "type": "choices", "min": 3}], "more than there are options"),
        ([{**PLACE, "example": "mars"}], "example 'mars' is not valid"),
        ([{**BIRTH, "example": "2026-02-30"}], "is not valid"),
        ([{**PAPER, "example": "x"}], "a document has no example"),
        ([group_of()], "a group needs fields"),
        ([{**BIRTH, "fields": [BIRTH]}], "only a group has fields"),
        ([group_of(group_of(BIRTH))], "a group holds no group"),
        ([group_of(PAPER)], "a group holds no document"),
        ([group_of({**BIRTH, "name": "a.b"})], "letters, digits and _"),
        ([group_of(BIRTH, BIRTH)], "'birth' occurs twice"),
        ([group_of(BIRTH, max=51)], "above the limit 50"),
        ([group_of({**BIRTH, "when": asking("kids")})], "'kids', no earlier field"),
        ([PLACE, {**BIRTH, "after_field": "place"}], "does not fit"),
        ([{**BIRTH, "after_field": "birth"}], "must not chain"),
        ([{**BIRTH, "sex_field": "applicant.name"}], "does not fit"),
        (
            [
                {**BIRTH, "min": "2026-01-01"},
                {**BIRTH, "name": "issued", "after_field": "birth", "max": "2025-01-01"},
            ],
            "ends before 'birth' begins",
        ),
    ],
)
def test_a_form_nobody_could_fill_in_is_refused(fields: list[dict[str, Any]], named: str) -> None:
    with pytest.raises(BadDefinition, match=named):
        form_of(*fields)


def test_page_one_asks_who_applies() -> None:
    with pytest.raises(BadDefinition, match=r"'birth'\] must be named 'applicant"):
        form_of(first=BIRTH)


@pytest.mark.parametrize("data", [None, [], {}, {"key": "a", "title": "b", "pages": []}, "form"])
def test_what_is_no_form_is_refused(data: Any) -> None:
    with pytest.raises(BadDefinition):
        form_from_json(data)
