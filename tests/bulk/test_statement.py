"""A bank's statement: each line pays its charge once; the rest waits for its owner or goes back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.payments.models import Charge, Money, Refund
from motcua.payments.queries import dossier_of
from tests import cast as people
from tests.bulk.conftest import send, take
from tests.cast import Cast
from tests.payments.conftest import FEE, charged, with_a_fee
from tests.spreadsheets.books import book

HEAD = ("Mã giao dịch", "Ngày", "Ghi có (đồng)", "Nội dung")
DAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, its service not free any more."""
    return with_a_fee(people.make())


@pytest.fixture
def charge(cast: Cast) -> Charge:
    return charged(cast, cast.submitted())


def statement(*lines: tuple[object, ...]) -> bytes:
    return book(HEAD, *((number, DAY, amount, words) for number, amount, words in lines))


def state(charge: Charge) -> str:
    return Charge.objects.get(jurisdiction="H05", pk=charge.pk).state


def test_a_line_with_the_reference_pays_its_charge_once(admin: Client, charge: Charge) -> None:
    paid = statement(("FT1", "200.000", f"NGUYEN THI HOA {charge.reference} CT"))

    take(admin, "statement", paid)
    take(admin, "statement", paid)

    assert state(charge) == Charge.State.PAID
    assert Money.objects.filter(jurisdiction="H05").count() == 1
    assert dossier_of(charge).version == 2, "the journal tells of it once"


def test_money_of_nobody_finds_its_owner_when_the_line_comes_again(
    admin: Client, charge: Charge
) -> None:
    page = take(admin, "statement", book((*HEAD, "Sổ hồ sơ"), ("FT2", DAY, FEE, "nop phi", "H05")))
    assert "chưa rõ của hồ sơ nào" in page
    assert state(charge) == Charge.State.DUE

    take(admin, "statement", statement(("FT2", FEE, charge.reference)))

    assert state(charge) == Charge.State.PAID


def test_too_much_is_to_go_back_and_an_operator_notes_it(admin: Client, charge: Charge) -> None:
    take(admin, "statement", statement(("FT3", FEE + 50_000, charge.reference)))
    (refund,) = Refund.objects.filter(jurisdiction="H05")

    sent = admin.post(
        "/quan-tri/payments/refund/", {"action": "note_done", "_selected_action": refund.pk}
    )

    assert sent.status_code == 302
    (refund,) = Refund.objects.filter(jurisdiction="H05")
    assert (refund.amount, refund.done_by != "") == (50_000, True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("FT4", "-200.000", "x"), "Ghi có"),
        (("FT4", "0", "x"), "lớn hơn 0"),
        (("FT4", "hai trăm", "x"), "Ghi có"),
        (("FT4", FEE, "không có mã"), "Không rõ tiền này thuộc sổ hồ sơ nào"),
        (("", FEE, "x"), "Mã giao dịch"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_taken(
    admin: Client, charge: Charge, line: Any, words: str
) -> None:
    good = ("FT1", FEE, charge.reference)

    address = send(admin, "statement", statement(good, line))

    assert words in admin.get(address).content.decode()
    assert state(charge) == Charge.State.DUE
