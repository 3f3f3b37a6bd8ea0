"""What each type of field says of an answer that it cannot take."""

from datetime import date
from typing import Any

import pytest

from motcua.eforms.definitions import Form
from motcua.eforms.validation import (
    Checked,
    check,
    effective_answers,
    page_problems,
)
from tests.eforms.drawn import TODAY, known
from tests.eforms.test_definitions import BIRTH, NAME, PLACE, form_of, group_of


def checked(form: Form, answers: Any, documents: tuple[str, ...] = ()) -> Checked:
    return check(form, answers, documents, today=TODAY, known_units=known)


def errors_of(field: dict[str, Any], value: Any, *others: dict[str, Any], **more: Any) -> list[str]:
    """The sentences about this one answer."""
    answers = {field["name"]: value, **more}
    return [error.message for error in checked(form_of(*others, field), answers).errors]


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
        ("2025-11-21\0", "Ngày sinh có ký tự không đọc được: xóa rồi gõ lại"),
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
        ("text", {}, "a\nb", "Mục có ký tự không đọc được: xóa rồi gõ lại"),
        ("text", {}, "a\x07b", "Mục có ký tự không đọc được: xóa rồi gõ lại"),
        ("text", {}, "a\ufffdb", "Mục có ký tự không đọc được: xóa rồi gõ lại"),
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
        ({"detail": "Số 5"}, "/abode/unit", "Cho biết xã, phường của nơi ở"),
        ({"unit": 5}, "/abode/unit", "Cho biết xã, phường của nơi ở"),
        ({"unit": "99999"}, "/abode/unit", "Không thấy xã, phường “99999”: chọn trong danh sách"),
        ({"unit": "09190", "detail": 5}, "/abode/detail", "Nơi ở phải ghi bằng chữ"),
        ({"unit": "09190", "street": "x"}, "/abode/street", "Không có mục “street”"),
        ("Bắc Ninh", "/abode", "Nơi ở gồm xã, phường và số nhà, đường"),
    ],
)
def test_an_address_is_a_unit_in_force_and_a_detail(
    value: Any, pointer: str | None, sentence: str | None
) -> None:
    form = form_of({"name": "abode", "type": "address", "label": "Nơi ở"})

    errors = checked(form, {"abode": value}).errors

    assert [(error.field, error.message) for error in errors] == (
        [(pointer, sentence)] if pointer else []
    )


def test_units_of_all_addresses_are_looked_up_at_once() -> None:
    home = {"name": "abode", "type": "address", "label": "Nơi ở"}
    form = form_of(home, group_of({**home, "name": "abode"}))
    asked: list[set[str]] = []

    def lookup(texts: Any, day: date) -> Any:
        asked.append(set(texts))
        return known(texts, day)

    rows = [{"abode": {"unit": "09163"}}, {"abode": {"unit": "x"}}]
    check(form, {"abode": {"unit": "09190"}, "kids": rows}, today=TODAY, known_units=lookup)
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
