"""A declaration on paper: the legal layout where there is one, no answer left out, all numbered."""

from datetime import date
from typing import Any

import pytest

from motcua.eforms.definitions import BadDefinition, Form, form_from_json, form_to_json
from motcua.eforms.printing import Block, blocks

DAY = date(2026, 12, 1)
FIELDS: list[dict[str, Any]] = [
    {"name": "applicant.name", "type": "text", "label": "Họ tên", "required": True},
    {"name": "applicant.birth", "type": "date", "label": "Ngày sinh"},
    {"name": "applicant.year", "type": "integer", "label": "Năm sinh"},
    {"name": "applicant.sex", "type": "choice", "label": "Giới tính",
     "options": [{"value": "m", "label": "Nam"}, {"value": "f", "label": "Nữ"}]},
    {"name": "applicant.sure", "type": "boolean", "label": "Có chắc không?"},
    {"name": "applicant.kids", "type": "group", "label": "Con",
     "fields": [{"name": "name", "type": "text", "label": "Tên"},
                {"name": "birth", "type": "date", "label": "Ngày sinh"}]},
    {"name": "applicant.paper", "type": "document", "label": "Giấy chứng sinh"},
]  # fmt: skip
LAYOUT: dict[str, Any] = {
    "title": "Tờ khai thử",
    "instrument": "Thông tư 00/2026/TT-BTP",
    "parts": [
        {
            "title": "Về trẻ",
            "lines": [
                {"label": "Ngày tháng năm sinh", "fields": ["applicant.birth", "applicant.year"]},
                {"label": "Bằng chữ", "fields": ["applicant.birth"], "style": "in_words"},
                {"label": "Tên", "fields": ["applicant.name"], "style": "capitals"},
            ],
        }
    ],
    "silent": ["applicant.sure"],
}
ANSWERS = {
    "applicant.name": "Nguyễn Thị Ước",
    "applicant.birth": "2025-08-05",
    "applicant.year": 2025,
    "applicant.sex": "f",
    "applicant.sure": True,
    "applicant.kids": [{"name": "An", "birth": "2025-01-02"}, {"name": "Bình"}],
}


def form(layout: dict[str, Any] | None = None) -> Form:
    pages = [{"key": "mot", "title": "Ai?", "fields": FIELDS}]
    more = {"layout": layout} if layout else {}
    return form_from_json({"key": "k", "title": "T", "pages": pages, **more})


def printed(layout: dict[str, Any] | None = None, **changed: Any) -> list[Block]:
    return blocks(form(layout), {**ANSWERS, **changed}, {"applicant.paper": "2 tệp"}, day=DAY)


def by_label(found: list[Block]) -> dict[str, Block]:
    return {block.label: block for block in found}


def test_without_a_layout_the_order_is_that_of_asking() -> None:
    found = printed()

    assert [block.label for block in found] == [
        "Ai?", "Họ tên", "Ngày sinh", "Năm sinh", "Giới tính", "Có chắc không?", "Con",
        "Giấy tờ kèm theo",
    ]  # fmt: skip
    assert [block.number for block in found] == [0, 1, 2, 3, 4, 5, 6, 7]


def test_choices_are_boxes_and_groups_tables_and_days_as_on_forms() -> None:
    found = by_label(printed())

    assert found["Giới tính"].options == [("Nam", False), ("Nữ", True)]
    assert found["Có chắc không?"].options == [("Có", True), ("Không", False)]
    assert found["Con"].columns == ["Tên", "Ngày sinh"]
    assert found["Con"].rows == [["An", "ngày 02 tháng 01 năm 2025"], ["Bình", ""]]
    assert found["Ngày sinh"].text == "ngày 05 tháng 08 năm 2025"
    assert found["Năm sinh"].text == "2025"
    assert found["Giấy tờ kèm theo"].rows == [["Giấy chứng sinh (2 tệp)"]]


def test_a_layout_gives_the_order_and_what_it_does_not_speak_of_follows() -> None:
    found = printed(LAYOUT)

    labels = [block.label for block in found]
    assert labels[:4] == ["Về trẻ", "Ngày tháng năm sinh", "Bằng chữ", "Tên"]
    assert labels[4:] == ["Thông tin khác", "Giới tính", "Con", "Giấy tờ kèm theo"]
    told = by_label(found)
    assert told["Tên"].text == "NGUYỄN THỊ ƯỚC"
    assert told["Bằng chữ"].text.startswith("ngày năm tháng tám năm hai nghìn")


def test_a_line_takes_the_first_field_that_was_answered() -> None:
    found = by_label(printed(LAYOUT, **{"applicant.birth": ""}))

    assert found["Ngày tháng năm sinh"].text == "2025"


def test_a_layout_is_kept_with_the_form() -> None:
    assert form_from_json(form_to_json(form(LAYOUT))) == form(LAYOUT)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"silent": ["stranger"]}, "stranger"),
        ({"parts": [{"lines": [{"label": "x", "fields": ["stranger"]}]}]}, "stranger"),
        ({"parts": [{"lines": [{"label": "x", "fields": [], "style": "red"}]}]}, "unknown style"),
        ({"colour": "red"}, "is wanted"),
        ({"title": 5}, "must be a text"),
        ({"parts": "x"}, "must be a list"),
        ({"silent": [5]}, "names of fields"),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(BadDefinition, match=why):
        form({"title": "T", **wrong})
