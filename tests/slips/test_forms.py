"""The legal forms are dated data: one holds on each day, and a dossier prints that of its day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.slips.facts import ReceiptFacts
from motcua.slips.forms import form_on, forms

DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (date(2018, 6, 21), "Thông tư 01/2018/TT-VPCP"),
        (date(2025, 9, 14), "Thông tư 01/2018/TT-VPCP"),
        (date(2025, 9, 15), "Thông tư 03/2025/TT-VPCP"),
        (date(2026, 12, 1), "Thông tư 03/2025/TT-VPCP"),
    ],
)
def test_the_form_is_that_of_the_day(day: date, instrument: str) -> None:
    assert form_on("01", day).instrument == instrument


@given(DAYS)
def test_from_the_first_form_on_exactly_one_holds(day: date) -> None:
    first = min(form.valid_from for form in forms())
    holding = [form for form in forms() if form.no == "01" and form.holds(day)]

    assert len(holding) == (1 if day >= first else 0)
    assert form_on("01", day) in forms()


def test_periods_follow_each_other_without_a_gap() -> None:
    receipts = [form for form in forms() if form.no == "01"]

    for one, after in pairwise(receipts):
        assert one.valid_to == after.valid_from > one.valid_from + timedelta(days=1)
    assert receipts[-1].valid_to is None


def test_an_unknown_form_is_no_form() -> None:
    with pytest.raises(KeyError):
        form_on("99", date(2026, 1, 1))


def test_every_line_names_a_fact_and_its_source() -> None:
    known = {"code", "desk", "applicant", "identifier", "address", "phone", "email", "request"}
    known |= {"authorised_by", "papers", "sets", "time_limit", "received_at", "appointment"}
    known |= {"return_at", "register"}

    assert ReceiptFacts.__dataclass_fields__.keys() == {"values", "officer", "online"}
    for form in forms():
        assert {line.key for line in form.rows} <= known
        assert form.source
        assert "" in form.number
