"""The legal forms are dated data: on each day one set holds, which dossiers of that day print."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.slips.forms import FormSet, form_on, set_on, sets
from motcua.slips.kinds import SlipKind

DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31))
OLD, NEW = date(2025, 9, 14), date(2025, 9, 15)


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (date(2018, 6, 21), "Thông tư 01/2018/TT-VPCP"),
        (OLD, "Thông tư 01/2018/TT-VPCP"),
        (NEW, "Thông tư 03/2025/TT-VPCP"),
        (date(2026, 12, 1), "Thông tư 03/2025/TT-VPCP"),
    ],
)
def test_the_set_is_that_of_the_day(day: date, instrument: str) -> None:
    form = form_on(SlipKind.RECEIPT, day)

    assert form is not None
    assert form.title == f"Mẫu số 01, {instrument}"


@given(DAYS)
def test_from_the_first_set_on_exactly_one_holds(day: date) -> None:
    holding = [one for one in sets() if one.holds(day)]

    assert len(holding) == (1 if day >= sets()[0].valid_from else 0)
    assert set_on(day) in sets()


def test_periods_follow_each_other_without_a_gap() -> None:
    for one, after in pairwise(sets()):
        assert one.valid_to == after.valid_from > one.valid_from + timedelta(days=1)
    assert sets()[-1].valid_to is None


def numbers(one: FormSet) -> dict[str, SlipKind]:
    return {form.no: kind for kind, form in one.forms.items()}


def test_circular_01_of_2018_has_six_forms_of_which_01_to_05_are_a5_and_the_register_a4() -> None:
    assert numbers(set_on(OLD)) == {
        "01": SlipKind.RECEIPT, "02": SlipKind.SUPPLEMENT, "03": SlipKind.REFUSAL,
        "04": SlipKind.APOLOGY, "05": SlipKind.CONTROL_SHEET, "06": SlipKind.REGISTER,
    }  # fmt: skip
    papers = {form.no: form.paper for form in set_on(OLD).forms.values()}
    assert papers == {**dict.fromkeys(("01", "02", "03", "04", "05"), "a5"), "06": "a4"}


def test_circular_03_of_2025_has_seven_with_the_notice_of_stopping_as_05() -> None:
    assert numbers(set_on(NEW)) == {
        "01": SlipKind.RECEIPT, "02": SlipKind.SUPPLEMENT, "03": SlipKind.REFUSAL,
        "04": SlipKind.APOLOGY, "05": SlipKind.STOPPING, "06": SlipKind.CONTROL_SHEET,
        "07": SlipKind.REGISTER,
    }  # fmt: skip
    assert form_on(SlipKind.STOPPING, OLD) is None


@pytest.mark.parametrize("kind", [SlipKind.RECEIPT, SlipKind.REFUSAL])
def test_since_2025_receipt_and_refusal_carry_the_personal_or_tax_number(kind: SlipKind) -> None:
    of_2018, of_2025 = set_on(OLD).forms[kind], set_on(NEW).forms[kind]

    assert "identifier" not in {line.key for line in of_2018.rows}
    assert "identifier" in {line.key for line in of_2025.rows}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (SlipKind.RECEIPT, "{serial}/TNHS", "{serial}/TNHS-BPTNTKQ"),
        (SlipKind.SUPPLEMENT, "{serial}/HDHS", "{serial}/PBS-BPTNTKQ"),
        (SlipKind.REFUSAL, "{serial}", "{serial}/PTC-BPTNTKQ"),
        (SlipKind.APOLOGY, "{serial}/PXL", "{serial}/PXL"),
        (SlipKind.CONTROL_SHEET, "{serial}", "{serial}/PKS-BPTNTKQ"),
    ],
)
def test_the_numbers_are_those_of_the_circular(kind: SlipKind, old: str, new: str) -> None:
    assert set_on(OLD).forms[kind].number[""] == old
    assert set_on(NEW).forms[kind].number[""] == new


def test_every_line_is_a_fact_with_words_or_a_sentence_and_every_set_names_its_source() -> None:
    for one in sets():
        assert one.source
        for form in one.forms.values():
            assert "" in form.number
            for line in (*form.rows, *form.signers, *form.columns):
                assert bool(line.key and line.label) != bool(line.text)
                assert line.text.count("{") == len(re.findall(r"\{[a-z_]+\}", line.text))
