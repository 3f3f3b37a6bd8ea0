"""Numbers that stand for people: what is right is taken, what is wrong is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import persons
from motcua.core.persons import Sex

BIRTHS = st.dates(date(1900, 1, 1), date(2399, 12, 31))
SEXES: st.SearchStrategy[Sex] = st.sampled_from(["male", "female"])


@given(BIRTHS, SEXES)
def test_a_number_made_for_a_person_agrees_with_that_person(birth: date, sex: Sex) -> None:
    number = persons.example_personal_number(birth=birth, sex=sex)

    assert persons.check_personal_number(number, birth=birth, sex=sex) is None


@given(BIRTHS, BIRTHS, SEXES, SEXES)
def test_a_number_of_somebody_else_is_noticed_by_year_or_sex(
    birth: date, other: date, sex: Sex, other_sex: Sex
) -> None:
    number = persons.example_personal_number(birth=birth, sex=sex)

    error = persons.check_personal_number(number, birth=other, sex=other_sex)

    assert (error is None) == (birth.year == other.year and sex == other_sex)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("027090000123", None),
        ("027 090 000 123", None),
        ("027.090.000.123", None),
        ("101305000123", None),
        ("02709000012", "Số định danh có 12 chữ số, mới có 11"),
        ("0270900001234", "Số định danh có 12 chữ số, đang có 13"),
        ("O27090000123", "Số định danh chỉ gồm 12 chữ số: xem lại từng ký tự"),
        ("٠٢٧٠٩٠٠٠٠١٢٣", "Số định danh chỉ gồm 12 chữ số: xem lại từng ký tự"),
        ("", "Số định danh chỉ gồm 12 chữ số: xem lại từng ký tự"),
        ("003090000123", "Ba số đầu của số định danh (003) không phải mã tỉnh: xem lại số"),
        ("999090000123", "Ba số đầu của số định danh (999) không phải mã tỉnh: xem lại số"),
        ("027590000123", "Số định danh là của người sinh năm 2190: xem lại số thứ tư"),
    ],
)
def test_a_personal_number_is_checked_digit_by_digit(written: str, error: str | None) -> None:
    assert persons.check_personal_number(written) == error


def test_the_sentence_says_which_two_facts_disagree() -> None:
    number = "027090000123"

    year = persons.check_personal_number(number, birth=date(1991, 1, 1))
    sex = persons.check_personal_number(number, sex="female")

    assert year == "Số định danh là của người sinh năm 1990, ngày sinh ghi 1991: xem lại"
    assert sex == "Số định danh là của người giới tính nam, ở đây ghi nữ: xem lại"


@pytest.mark.parametrize(
    ("value", "sex"),
    [("male", "male"), ("Nam", "male"), ("nữ", "female"), ("other", None), (1, None), (None, None)],
)
def test_the_usual_values_of_a_choice_say_the_sex(value: object, sex: Sex | None) -> None:
    assert persons.sex_of(value) == sex


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0222) 3823 456", "02223823456"),
        ("1900 1234", "19001234"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_a_telephone_number_is_taken_as_people_write_it(written: str, plain: str) -> None:
    assert persons.check_phone(written) is None
    assert persons.clean_phone(written) == plain
    assert persons.clean_phone(plain) == plain


@pytest.mark.parametrize("written", ["", "12345", "0123456789", "không có", "0912 345 67", "++84"])
def test_what_is_no_telephone_number_is_kept_and_named(written: str) -> None:
    error = persons.check_phone(written)

    assert error == "Số điện thoại cần 10 số, ví dụ 0912\u00a0345\u00a0678"
    assert persons.clean_phone(written) == written


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("0100233488", "0100233488"),
        ("0100 233 488", "0100233488"),
        ("0100233488001", "0100233488-001"),
        ("0100233488-001", "0100233488-001"),
        ("027090000123", "027090000123"),
    ],
)
def test_a_tax_code_is_of_a_business_a_branch_or_a_person(written: str, plain: str) -> None:
    assert persons.check_tax_code(written) is None
    assert persons.clean_tax_code(written) == plain


@given(st.integers(0, 9))
def test_of_ten_last_digits_one_at_most_fits_the_tax_code(last: int) -> None:
    fits = persons.check_tax_code(f"010023348{last}") is None

    assert fits == (last == 8)


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("12", "Mã số thuế có 10, 12 hoặc 13 chữ số, đang có 2"),
        ("01002334AB", "Mã số thuế chỉ gồm chữ số: xem lại từng ký tự"),
        ("0100233489", "Mã số thuế này không đúng: xem lại từng chữ số"),
        ("999090000123", "Ba số đầu của số định danh (999) không phải mã tỉnh: xem lại số"),
    ],
)
def test_a_wrong_tax_code_is_told_why(written: str, error: str) -> None:
    assert persons.check_tax_code(written) == error


@given(st.text())
def test_no_text_breaks_a_check(text: str) -> None:
    for check in (persons.check_personal_number, persons.check_tax_code, persons.check_phone):
        error = check(text)
        assert error is None or 0 < len(error) <= 90
