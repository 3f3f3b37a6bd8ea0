"""Money: said as Vietnamese write it, read as they type it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.money import FREE, LARGEST, NBSP, BadAmount, parse_dong, say_dong, say_number

amounts = st.integers(0, LARGEST)


@given(amounts)
def test_an_amount_that_is_said_is_read_again(amount: int) -> None:
    said = say_dong(amount)

    assert parse_dong(said) == amount
    assert parse_dong(said.upper().replace(NBSP, " ")) == amount
    assert parse_dong(str(amount)) == amount


@given(st.integers(1, LARGEST), st.sampled_from(" .,"), st.sampled_from(["", "đ", " đồng", " VNĐ"]))
def test_any_one_mark_may_group_the_digits(amount: int, mark: str, unit: str) -> None:
    assert parse_dong(f"{amount:,}".replace(",", mark) + unit) == amount


@given(st.text())
def test_whatever_is_typed_is_an_amount_or_refused_with_an_example(text: str) -> None:
    try:
        assert 0 <= parse_dong(text) <= LARGEST
    except BadAmount as refused:
        assert "ví dụ 200.000" in str(refused)


@pytest.mark.parametrize(
    ("amount", "said"), [(0, FREE), (8_000, "8.000 đ"), (200_000, "200.000 đ"), (999, "999 đ")]
)
def test_money_is_said_with_dots_and_its_sign(amount: int, said: str) -> None:
    assert say_dong(amount) == said.replace(" đ", f"{NBSP}đ")


def test_an_amount_to_pay_is_never_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        say_dong(-1)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("200 nghìn", 200_000),
        ("200k", 200_000),
        ("1,5 triệu đồng", 1_500_000),
        ("1.5tr", 1_500_000),
        ("1.500 nghìn", 1_500_000),
        ("  135.000   VND ", 135_000),
        ("miễn phí", 0),
    ],
)
def test_everyday_spellings_are_read(typed: str, amount: int) -> None:
    assert parse_dong(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        *("", "đ", "hai trăm", "-5", "1.50", "12,5", "2,00", "1.000,50", "1.00.000", "1.000 000"),
        *("5 USD", "1,0001 nghìn", "٣", "1e5", "200.000.00", "9" * 20, "9" * 5000),
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadAmount) as refused:
        parse_dong(typed)

    assert len(str(refused.value)) <= 110


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Decimal("96.4"), "96,4"),
        (0.5, "0,5"),
        (Decimal("3.00"), "3"),
        (Decimal("1E+3"), "1.000"),
        (1234567, "1.234.567"),
        (Decimal("-2.50"), "-2,5"),
        (100, "100"),
    ],
)
def test_numbers_have_a_comma_for_parts_and_dots_for_thousands(number: Decimal, said: str) -> None:
    assert say_number(number) == said
