"""Answers against a form: nothing breaks it, everything wrong is named at its place."""

import json
from datetime import date
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
from tests.eforms.test_definitions import BIRTH, NAME, PAPER, PLACE, form_of, group_of

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


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("31/11/2025", "Tháng 11 chỉ có 30 ngày: xem lại ngày sinh"),
        ("2025-11-31", "Tháng 11 chỉ có 30 ngày: xem lại ngày sinh"),
        ("29/2/2026", "Tháng 2 năm 2026 chỉ có 28 ngày: xem lại ngày sinh"),
        ("21//2025", "Ngày sinh còn thiếu tháng"),
        ("21//", "Ngày sinh còn thiếu tháng và năm"),
        ("5/13/2025", "Không có tháng 13: xem lại ngày sinh"),
        ("32/1/2025", "Không có ngày 32: xem lại ngày sinh"),
        ("1/1/0000", "Không có năm 0: xem lại ngày sinh"),
        ("1/1/25", "Ghi đủ bốn chữ số của năm: xem lại ngày sinh"),
        ("a/1/2025", "Ghi ngày của ngày sinh bằng số"),
        ("hôm qua", "Ngày sinh cần đủ ngày, tháng, năm, ví dụ 21/11/1990"),
        ("21/11/2025", "Ngày sinh cần ghi năm-tháng-ngày, ví dụ 2025-11-21"),
        ("2026-12-02", "Ngày sinh không thể sau hôm nay, 01/12/2026"),
        ("1019-01-01", "Năm 1019 xa quá: xem lại ngày sinh"),
        (20251121, "Ngày sinh phải ghi bằng chữ"),
        (["2025-11-21"], "Ngày sinh phải ghi bằng chữ"),
        ("2025-11-21\0", "Ngày sinh có ký tự không đọc được: xoá rồi gõ lại"),
    ],
)
def test_a_day_that_cannot_be_is_told_why(value: Any, sentence: str) -> None:
    assert errors_of({**BIRTH, "max": "today"}, value) == [sentence]


def test_today_itself_lies_within_both_bounds() -> None:
    assert errors_of({**BIRTH, "min": "today", "max": "today"}, "2026-12-01") == []
    assert errors_of({**BIRTH, "min": "today"}, "2026-11-30") == [
        "Ngày sinh không thể trước hôm nay, 01/12/2026"
    ]
    assert errors_of({**BIRTH, "min": "2026-12-02"}, "2026-12-01") == [
        "Ngày sinh không thể trước 02/12/2026"
    ]


def test_two_days_in_the_wrong_order_are_both_named() -> None:
    issued = {**BIRTH, "name": "issued", "label": "Ngày cấp giấy", "after_field": "birth"}

    sentence = errors_of(issued, "2026-11-20", BIRTH, birth="2026-11-21")

    assert sentence == ["Ngày cấp giấy (20/11) trước ngày sinh (21/11): xem lại một trong hai"]
    assert errors_of(issued, "2026-11-21", BIRTH, birth="2026-11-21") == []
    assert errors_of(issued, "2026-11-20", BIRTH, birth="21//2026")[0].startswith("Ngày sinh")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("05:40", None),
        ("5:40", "Giờ sinh cần ghi giờ:phút, ví dụ 05:40"),
        ("25:10", "Không có 25 giờ: xem lại giờ sinh"),
        ("10:60", "Không có 60 phút: xem lại giờ sinh"),
        ("10:", "Giờ sinh còn thiếu phút"),
        ("trưa", "Giờ sinh cần đủ giờ và phút, ví dụ 05:40"),
        ("x:10", "Ghi giờ của giờ sinh bằng số"),
        ("05:00", "Giờ sinh sớm nhất là 5 giờ 30"),
        ("17:01", "Giờ sinh muộn nhất là 17 giờ"),
    ],
)
def test_a_time_that_cannot_be_is_told_why(value: str, sentence: str | None) -> None:
    field = {"name": "t", "type": "time", "label": "Giờ sinh", "min": "05:30", "max": "17:00"}

    assert errors_of(field, value) == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("kind", "more", "value", "sentence"),
    [
        ("text", {}, "x" * 1001, "Mục dài 1.001 ký tự, tối đa 1.000"),
        ("text", {}, "a\nb", "Mục có ký tự không đọc được: xoá rồi gõ lại"),
        ("text", {}, "a\x07b", "Mục có ký tự không đọc được: xoá rồi gõ lại"),
        ("text", {}, "a\ufffdb", "Mục có ký tự không đọc được: xoá rồi gõ lại"),
        ("text", {}, 5, "Mục phải ghi bằng chữ"),
        ("text", {"min": 3}, " ab ", "Mục mới có 2 ký tự, cần ít nhất 3"),
        ("textarea", {}, "a\nb", None),
        ("textarea", {}, "x" * 10_001, "Mục dài 10.001 ký tự, tối đa 10.000"),
        ("integer", {}, 3, None),
        ("integer", {}, 3.0, None),
        ("integer", {}, 3.5, "Mục phải là số nguyên, ví dụ 3"),
        ("integer", {}, True, "Mục phải là số nguyên, ví dụ 3"),
        ("integer", {}, "3", "Mục phải là số nguyên, ví dụ 3"),
        ("integer", {"min": 1, "max": 9}, 0, "Mục ít nhất là 1"),
        ("integer", {"min": 1, "max": 9}, 10, "Mục nhiều nhất là 9"),
        ("integer", {}, 10**400, "Mục nhiều nhất là 1.000.000.000.000.000"),
        ("number", {}, 1.5, None),
        ("number", {"max": 1.5}, 1.6, "Mục nhiều nhất là 1,5"),
        ("number", {}, "NaN", "Mục phải là số, ví dụ 1,5"),
        ("money", {}, 0, None),
        ("money", {}, -1, "Mục ít nhất là 0\u00a0đ"),
        ("money", {"max": 200_000}, 200_001, "Mục nhiều nhất là 200.000\u00a0đ"),
        ("money", {}, "200.000", "Mục phải là số đồng, ví dụ 200.000"),
        ("email", {}, "an@example.vn", None),
        ("email", {}, "an@", "Mục cần có dạng ten@noi.vn"),
        ("phone", {}, "0912 345 678", None),
        ("phone", {}, "0912", "Số điện thoại cần 10 số, ví dụ 0912\u00a0345\u00a0678"),
        ("personal_number", {}, "02709000012", "Số định danh có 12 chữ số, mới có 11"),
        ("tax_code", {}, "0100233488", None),
        ("tax_code", {}, "0100233480", "Mã số thuế này không đúng: xem lại từng chữ số"),
        ("boolean", {"required": True}, False, "Đánh dấu vào ô “Mục” để tiếp tục"),
        ("boolean", {}, "true", "Mục: chỉ nhận có hoặc không (true, false)"),
        ("choice", {"options": PLACE["options"]}, "mars", "Chọn mục trong danh sách"),
        ("choice", {"options": PLACE["options"]}, ["home"], "Chọn mục trong danh sách"),
        ("choices", {"options": PLACE["options"]}, ["home"], None),
        ("choices", {"options": PLACE["options"]}, "home", "Chọn mục trong danh sách"),
        ("choices", {"options": PLACE["options"]}, ["mars"], "Chọn mục trong danh sách"),
        (
            "choices",
            {"options": PLACE["options"]},
            ["home", "home"],
            "Mục: một lựa chọn được ghi hai lần",
        ),
        ("choices", {"options": PLACE["options"], "min": 2}, ["home"], "Mục: chọn ít nhất 2"),
        ("group", {"fields": [NAME | {"name": "name"}]}, "x", "Mục phải là một danh sách"),
        ("group", {"fields": [NAME | {"name": "name"}]}, [{}] * 51, "Mục: tối đa 50, đang có 51"),
        (
            "group",
            {"fields": [NAME | {"name": "name"}], "min": 2},
            [{}],
            "Mục: cần ít nhất 2, mới có 1",
        ),
    ],
)
def test_each_type_says_what_it_wants(
    kind: str, more: dict[str, Any], value: Any, sentence: str | None
) -> None:
    field = {"name": "x", "type": kind, "label": "Mục", **more}

    assert errors_of(field, value) == ([sentence] if sentence else [])


def test_rows_are_checked_column_by_column_at_their_pointers() -> None:
    name = {"name": "name", "type": "text", "label": "Họ tên con", "required": True}
    form = form_of(group_of(name, {**BIRTH, "max": "today"}))
    rows = [{"name": 0, "birth": "2027-01-01"}, {"birth": "2020-01-01", "a/b": 1}, "x"]

    result = checked(form, {"kids": rows})

    assert [(error.field, error.message) for error in result.errors] == [
        ("/kids/0/name", "Họ tên con phải ghi bằng chữ"),
        ("/kids/0/birth", "Ngày sinh không thể sau hôm nay, 01/12/2026"),
        ("/kids/1/a~1b", "Không có mục “a/b”"),
        ("/kids/1/name", "Cho biết họ tên con"),
        ("/kids/2", "Con: mỗi dòng gồm nhiều mục có tên"),
    ]


def test_a_column_sees_its_row_before_the_form_around_it() -> None:
    own = {**PLACE, "name": "place"}
    when = {"field": "place", "op": "eq", "value": "abroad"}
    form = form_of(PLACE, group_of(own, {**BIRTH, "required": True, "when": when}))

    result = checked(form, {"place": "abroad", "kids": [{"place": "home"}, {"place": "abroad"}]})

    assert [error.field for error in result.errors] == ["/kids/1/birth"]


def test_a_personal_number_must_agree_with_birth_and_sex_where_they_are_asked() -> None:
    sexes = [{"value": "male", "label": "Nam"}, {"value": "female", "label": "Nữ"}]
    sex = {"name": "sex", "type": "choice", "label": "Giới tính", "options": sexes}
    number = {"name": "n", "type": "personal_number", "label": "Số"}
    number |= {"birth_field": "birth", "sex_field": "sex"}

    def said(**more: Any) -> list[str]:
        return errors_of(number, "027090000123", BIRTH, sex, **more)

    assert said() == said(birth="1990-01-01", sex="male") == []
    assert "sinh năm 1990, ngày sinh ghi 1991" in said(birth="1991-01-01")[0]
    assert "giới tính nam, ở đây ghi nữ" in said(sex="female")[0]


@pytest.mark.parametrize(
    ("value", "pointer", "sentence"),
    [
        ({"unit": "09190", "detail": "Số 5"}, None, None),
        ({"unit": "09190"}, None, None),
        ({"detail": "Số 5"}, "/home/unit", "Cho biết xã, phường của nơi ở"),
        ({"unit": 5}, "/home/unit", "Cho biết xã, phường của nơi ở"),
        ({"unit": "99999"}, "/home/unit", "Không thấy xã, phường “99999”: chọn trong danh sách"),
        ({"unit": "09190", "detail": 5}, "/home/detail", "Nơi ở phải ghi bằng chữ"),
        ({"unit": "09190", "street": "x"}, "/home/street", "Không có mục “street”"),
        ("Bắc Ninh", "/home", "Nơi ở gồm xã, phường và số nhà, đường"),
    ],
)
def test_an_address_is_a_unit_in_force_and_a_detail(
    value: Any, pointer: str | None, sentence: str | None
) -> None:
    form = form_of({"name": "home", "type": "address", "label": "Nơi ở"})

    errors = checked(form, {"home": value}).errors

    assert [(error.field, error.message) for error in errors] == (
        [(pointer, sentence)] if pointer else []
    )


def test_units_of_all_addresses_are_looked_up_at_once() -> None:
    home = {"name": "home", "type": "address", "label": "Nơi ở"}
    form = form_of(home, group_of({**home, "name": "home"}))
    asked: list[set[str]] = []

    def lookup(texts: Any, day: date) -> Any:
        asked.append(set(texts))
        return known(texts, day)

    rows = [{"home": {"unit": "09163"}}, {"home": {"unit": "x"}}]
    check(form, {"home": {"unit": "09190"}, "kids": rows}, today=TODAY, known_units=lookup)
    check(form, {}, today=TODAY, known_units=lookup)

    assert asked == [{"09190", "09163", "x"}]


def test_what_is_handed_in_is_plain() -> None:
    phone = {"name": "phone", "type": "phone", "label": "Điện thoại"}
    form = form_of(
        phone, {"name": "n", "type": "integer", "label": "Số con"}, group_of(NAME | {"name": "a"})
    )

    kept = effective_answers(
        form,
        {"applicant.name": "  An  ", "phone": "+84 912.345.678", "n": 2.0, "kids": [{"a": " "}]},
    )

    assert kept == {"applicant.name": "An", "phone": "0912345678", "n": 2, "kids": [{}]}


def test_the_summary_says_what_is_missing_in_the_words_of_the_field() -> None:
    form = form_of({**BIRTH, "required": True}, {**PLACE, "required": True})

    lines = page_problems(form, form.pages[1], {}, today=TODAY)

    assert [(line.anchor, line.message) for line in lines] == [
        ("f-birth", "Cho biết ngày sinh"),
        ("f-place", "Chọn nơi sinh"),
    ]
