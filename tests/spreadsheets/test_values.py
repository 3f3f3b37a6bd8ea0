"""Days, money and numbers survive a real workbook, whichever way they are written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.money import say_dong
from motcua.spreadsheets.cells import letters, number_of
from motcua.spreadsheets.checking import Checked, check
from motcua.spreadsheets.columns import CellKind, Column
from motcua.spreadsheets.reading import read
from tests.spreadsheets.books import book

COLUMNS = (
    Column(key="n", heading="Số", meaning="", kind=CellKind.WHOLE, required=True),
    Column(key="day", heading="Ngày", meaning="", kind=CellKind.DAY),
    Column(key="money", heading="Tiền", meaning="", kind=CellKind.MONEY),
    Column(key="hours", heading="Giờ", meaning="", kind=CellKind.NUMBER),
)
DAYS = st.dates(date(1900, 3, 1), date(2200, 12, 31))
AMOUNTS = st.integers(0, 10**12)
HOURS = st.decimals(0, 1000, places=2)


def checked(*rows: tuple[object, ...]) -> Checked:
    return check(read(book([c.heading for c in COLUMNS], *rows)), COLUMNS, key=("n",))


@given(st.lists(st.tuples(DAYS, AMOUNTS, HOURS), min_size=1, max_size=8))
def test_typed_or_as_text_it_is_the_same(told: list[tuple[date, int, Decimal]]) -> None:
    rows: list[tuple[object, ...]] = []
    for day, amount, hours in told:
        rows.append((len(rows) + 1, day, amount, float(hours)))
        said = say_dong(amount), f"{hours:f}".replace(".", ",")
        rows.append((len(rows) + 1, f"{day:%d/%m/%Y}", *said))

    found = checked(*rows)

    assert found.all_faults == []
    for number, row in enumerate(found.rows):
        day, amount, hours = told[number // 2]
        assert row.values == {"n": number + 1, "day": day, "money": amount, "hours": hours}


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("1.500.000", 1_500_000), ("1,500,000", 1_500_000), ("200 nghìn", 200_000), ("Miễn phí", 0)],
)
def test_amounts_as_people_write_them(cell: str, amount: int) -> None:
    assert checked((1, None, cell)).rows[0].values["money"] == amount


@pytest.mark.parametrize("cell", [1.5, -3, "1.5.0", "một trăm", "1.500,5", True])
def test_what_is_no_amount(cell: object) -> None:
    fault = checked((1, None, cell)).all_faults[0]

    assert (fault.row, fault.column) == (2, "C")


def test_an_amount_that_lost_its_thousands_is_doubted() -> None:
    assert "dấu chấm nghìn" in checked((1, None, 20)).rows[0].remarks[0]


@pytest.mark.parametrize("cell", ["1.500", "2,125", "1.2.3", "tám"])
def test_a_number_that_can_be_read_two_ways_is_refused(cell: str) -> None:
    assert checked((1, None, None, cell)).all_faults[0].column == "D"


@given(st.integers(0, 16_383))
def test_columns_have_the_names_of_spreadsheet_programs(column: int) -> None:
    assert number_of(letters(column)) == column
