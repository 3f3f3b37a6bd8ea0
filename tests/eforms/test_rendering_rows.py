"""Groups, addresses and what surrounds a field, drawn and read back."""

from typing import Any

from django.template import Context, Template

from motcua.eforms.definitions import Form, Page, form_from_json
from motcua.eforms.reading import changes_rows, from_post
from motcua.eforms.validation import page_problems
from tests.eforms.browser import Seen
from tests.eforms.drawn import TODAY, UNITS, known
from tests.eforms.test_definitions import BIRTH, NAME, form_of, group_of

PAGE = Template("{% load eforms %}{% form_fields form page answers errors units %}")


def drawn(form: Form, page: Page, answers: Any = None, errors: Any = None) -> Seen:
    context = {"form": form, "page": page, "answers": answers, "errors": errors, "units": UNITS}
    return Seen(PAGE.render(Context(context)))


def read(page: Page, seen: Seen, *pressed: str, **typed: str) -> dict[str, Any]:
    return from_post(page, seen.post(*pressed, **typed), today=TODAY, known_units=known)


def only(*definitions: dict[str, Any]) -> tuple[Form, Page]:
    form = form_of(*definitions)
    return form, form.pages[1]


def test_rows_are_added_and_removed_by_buttons_without_scripts() -> None:
    form, page = only(group_of({**NAME, "name": "name"}, required=True))
    seen = drawn(form, page, {"kids": [{"name": "An"}, {"name": "Bình"}]})

    added = read(page, seen, "__add.kids")
    removed = read(page, seen, "__remove.kids.0")

    assert added == {"kids": [{"name": "An"}, {"name": "Bình"}, {}]}
    assert removed == {"kids": [{"name": "Bình"}]}
    assert changes_rows(seen.post("__add.kids"))
    assert not changes_rows(seen.post())
    assert len(drawn(form, page, added).typed()) == 3
    assert read(page, drawn(form, page, added)) == {"kids": [{"name": "An"}, {"name": "Bình"}]}


def test_enter_in_a_row_saves_and_removes_nothing() -> None:
    form, page = only(group_of({**NAME, "name": "name"}))

    first = drawn(form, page, {"kids": [{"name": "An"}]}).all("button")[0]

    assert first.get("name") == ""
    assert first.get("aria-hidden") == "true"


def test_a_group_that_must_be_filled_begins_with_an_empty_row() -> None:
    column = {**NAME, "name": "name"}
    form, page = only(group_of(column, required=True), group_of(column, name="more"))

    seen = drawn(form, page)

    assert [control.get("name") for control in seen.typed()] == ["kids.0.name"]
    assert read(page, seen) == {"kids": None, "more": None}


def test_no_more_rows_are_offered_than_may_be() -> None:
    form, page = only(group_of({**NAME, "name": "name"}, max=1))

    assert [b.get("name") for b in drawn(form, page).all("button")] == ["", "__add.kids"]
    full = drawn(form, page, {"kids": [{"name": "An"}]})
    assert [b.get("name") for b in full.all("button")] == ["", "__remove.kids.0"]


HOME = {"name": "home", "type": "address", "label": "Nơi ở"}


def test_an_address_offers_the_communes_by_name_and_reads_them_back_as_codes() -> None:
    form, page = only(HOME, {**HOME, "name": "origin"})

    seen = drawn(form, page, {"home": {"unit": "09190", "detail": "Số 5"}})

    assert seen.named("home.unit").get("value") == "Phường Võ Cường, tỉnh Bắc Ninh"
    assert seen.named("home.unit").get("list") == seen.all("datalist")[0].get("id")
    assert len(seen.all("datalist")) == 1
    assert [option.get("value") for option in seen.all("option")] == [u.text for u in UNITS]
    typed = {"origin.unit": "Phường Kinh Bắc, tỉnh Bắc Ninh"}
    assert read(page, seen, **typed) == {
        "home": {"unit": "09190", "detail": "Số 5"},
        "origin": {"unit": "09163"},
    }


def test_a_commune_nobody_knows_is_kept_as_it_was_typed() -> None:
    form, page = only(HOME)

    answers = read(page, drawn(form, page), **{"home.unit": "Xã Nào Đó"})

    assert answers == {"home": {"unit": "Xã Nào Đó"}}
    [line] = page_problems(form, page, answers, today=TODAY, known_units=known)
    assert line.anchor == "f-home"
    assert drawn(form, page, answers, [line]).by_id("f-home").get("value") == "Xã Nào Đó"


def test_browsers_are_told_what_is_the_applicants_own() -> None:
    first = [
        {"name": "applicant.name", "type": "text", "label": "Họ tên"},
        {"name": "applicant.phone", "type": "phone", "label": "Điện thoại"},
        {"name": "applicant.email", "type": "email", "label": "Thư điện tử"},
        {"name": "applicant.birth", "type": "date", "label": "Ngày sinh"},
        {"name": "applicant.home", "type": "address", "label": "Nơi ở"},
    ]
    pages = [{"key": "who", "title": "Người nộp", "fields": first}]
    form = form_from_json({"key": "thu", "title": "Thử", "pages": pages})

    seen = drawn(form, form.pages[0])

    assert {c.get("name"): c.get("autocomplete") for c in seen.typed()} == {
        "applicant.name": "name",
        "applicant.phone": "tel",
        "applicant.email": "email",
        "applicant.birth.day": "bday-day",
        "applicant.birth.month": "bday-month",
        "applicant.birth.year": "bday-year",
        "applicant.home.unit": "off",
        "applicant.home.detail": "street-address",
    }
    assert seen.named("applicant.phone").get("inputmode") == "tel"


def test_a_field_can_be_drawn_alone() -> None:
    form = form_of({**BIRTH, "when": {"field": "applicant.name", "op": "filled"}})
    html = Template("{% load eforms %}{% form_field field answers errors %}").render(
        Context({"field": form.fields["birth"], "answers": {"birth": "2020-01-02"}, "errors": {}})
    )

    assert Seen(html).named("birth.year").get("value") == "2020"


def test_what_was_typed_is_never_markup() -> None:
    form, page = only({**NAME, "name": "name", "label": "<b>Họ</b>"})

    seen = drawn(form, page, {"name": '"><script>alert(1)</script>'}, {"/name": "<i>x</i>"})

    assert seen.all("script", "b", "i") == []
    assert seen.named("name").get("value") == '"><script>alert(1)</script>'
