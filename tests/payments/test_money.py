"""Money is never lost and never counted twice, in whatever order and however often it is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.core.refusals import Conflict, Refusal, WrongState
from motcua.core.states import Outcome, State
from motcua.dossiers import acts
from motcua.dossiers.verification import faults_of
from motcua.payments import at_the_desk, charging, money, orders
from motcua.payments.gateway import SIGNATURE, sign
from motcua.payments.models import Charge, Money, Order, Refund
from motcua.payments.money import Told
from motcua.payments.orders import Reply
from motcua.payments.queries import charge_of, dossier_of, paid_to, refunds_of
from tests.cast import Cast
from tests.dossiers.scenes import last_entry
from tests.payments.conftest import FEE, accepted, charged

SECRET = "bí mật chung"


def now(charge: Charge) -> Charge:
    return Charge.objects.get(jurisdiction=charge.jurisdiction, pk=charge.pk)


def told(number: str, amount: int, cast: Cast, source: str = Money.Source.BANK) -> Told:
    return Told(source=source, foreign_id=number, amount=amount, came_at=cast.at)


def notice(
    order: Order, *, code: str = "00", number: str = "14000001", **other: str
) -> dict[str, str]:
    """What the gateway's server tells, signed."""
    said = {
        "vnp_Amount": str(order.amount * 100), "vnp_BankCode": "NCB", "vnp_ResponseCode": code,
        "vnp_TransactionStatus": code, "vnp_TransactionNo": number, "vnp_TxnRef": order.number,
        **other,
    }  # fmt: skip
    return {**said, SIGNATURE: sign(SECRET, said)}


def balance(charge: Charge) -> tuple[int, int]:
    """What came, and what it is for: settling the charge, waiting for the rest, going back."""
    charge = now(charge)
    came, back = paid_to(charge), sum(one.amount for one in refunds_of(charge))
    kept = charge.amount if charge.state == Charge.State.PAID else 0
    waits = came if charge.is_due else 0
    return came, kept + waits + back


def test_what_is_published_is_due_once(cast: Cast) -> None:
    dossier = cast.submitted()

    first, again = charged(cast, dossier), charged(cast, dossier)

    assert first.pk == again.pk
    assert (first.amount, first.reference[:4]) == (FEE, "H05P")
    assert Charge.objects.filter(jurisdiction="H05").count() == 1


def test_the_exact_amount_settles_it_and_the_journal_proves_it(cast: Cast, charge: Charge) -> None:
    money.take_in("H05", told("FT1", FEE, cast), charge=charge, at=cast.at)

    dossier = dossier_of(charge)
    assert now(charge).state == Charge.State.PAID
    entry = last_entry(dossier)
    assert entry.kind == "dossier.payment_recorded"
    assert (entry.data["amount"], entry.data["way"]) == (FEE, "transfer")
    assert list(faults_of(dossier)) == []
    assert dossier.state == State.SUBMITTED, "whose turn it is does not change"


def test_a_part_waits_for_the_rest_and_too_much_goes_back(cast: Cast, charge: Charge) -> None:
    money.take_in("H05", told("FT1", FEE - 50_000, cast), charge=charge, at=cast.at)
    assert money.still_due(now(charge)) == 50_000

    money.take_in("H05", told("FT2", 80_000, cast), charge=charge, at=cast.at)

    assert now(charge).state == Charge.State.PAID
    assert [one.amount for one in refunds_of(charge)] == [30_000]


def test_the_same_number_told_twice_is_one_payment(cast: Cast, charge: Charge) -> None:
    for _ in range(3):
        money.take_in("H05", told("FT1", FEE, cast), charge=charge, at=cast.at)

    assert paid_to(charge) == FEE
    with pytest.raises(Conflict):
        money.take_in("H05", told("FT1", FEE + 1, cast), charge=charge, at=cast.at)


def test_money_of_nobody_is_kept_until_somebody_says_whose_it_is(
    cast: Cast, charge: Charge
) -> None:
    came = money.take_in("H05", told("FT9", FEE, cast), charge=None, at=cast.at)

    money.assign(came, charge, at=cast.at)

    assert now(charge).state == Charge.State.PAID
    with pytest.raises(Conflict):
        money.assign(came, charge, at=cast.at)


def test_a_dossier_refused_after_it_was_paid_gives_the_money_back(
    cast: Cast, charge: Charge
) -> None:
    money.take_in("H05", told("FT1", FEE, cast), charge=charge, at=cast.at)
    dossier = acts.refuse(
        dossier_of(charge), by=cast.desk, at=cast.at, reason="Không thuộc thẩm quyền."
    )

    money.give_back_all(dossier, at=cast.at)
    money.give_back_all(dossier, at=cast.at)

    assert now(charge).state == Charge.State.CANCELLED
    assert [one.amount for one in refunds_of(charge)] == [FEE]


def test_who_is_exempt_pays_nothing_and_the_journal_says_why(cast: Cast, charge: Charge) -> None:
    money.take_in("H05", told("FT1", 70_000, cast), charge=charge, at=cast.at)

    money.exempt(dossier_of(charge), by=cast.desk, at=cast.at, basis="Hộ nghèo, Nghị quyết mẫu.")

    assert now(charge).state == Charge.State.EXEMPT
    assert [one.amount for one in refunds_of(charge)] == [70_000]
    assert last_entry(dossier_of(charge)).data["basis"] == "Hộ nghèo, Nghị quyết mẫu."


def test_cash_at_the_counter_settles_it_under_the_officers_name(cast: Cast, charge: Charge) -> None:
    dossier = accepted(cast, charge)

    at_the_desk.record(dossier, by=cast.desk, at=cast.at, way="cash", receipt="BL 12")

    assert now(charge).state == Charge.State.PAID
    entry = last_entry(dossier)
    assert (entry.actor_name, entry.data["receipt"]) == ("Trần Thị Lan", "BL 12")
    with pytest.raises(WrongState):
        at_the_desk.record(dossier_of(charge), by=cast.desk, at=cast.at, way="cash")


def test_money_after_the_result_was_returned_still_settles_what_is_due(
    cast: Cast, charge: Charge
) -> None:
    dossier = acts.advance(accepted(cast, charge), by=cast.handling, at=cast.at)
    dossier = acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)
    dossier = acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter")

    money.take_in("H05", told("FT1", FEE, cast), charge=charge, at=cast.at)

    assert now(charge).state == Charge.State.PAID
    assert dossier_of(charge).version == dossier.version, "a closed dossier is sealed"
    assert list(faults_of(dossier_of(charge))) == []


def test_nothing_is_due_for_a_dossier_that_is_closed(cast: Cast) -> None:
    dossier = acts.withdraw(cast.submitted(), by=cast.applicant, at=cast.at)

    assert charging.charge(dossier, at=cast.at) is None
    assert charge_of(dossier) is None
    with pytest.raises(WrongState):
        acts.record_payment(
            dossier, by=cast.desk, at=cast.at, amount=1, way="cash", reference="H05P00000018"
        )


LATER = timedelta(minutes=20)
STEPS = st.lists(
    st.sampled_from(
        ["begin", "paid", "again", "failed", "other_amount", "unsigned", "bank", "part", "cash",
         "withdraw", "exempt"]
    ),
    max_size=9,
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, data=st.data())
def test_every_dong_is_accounted_for_in_any_order(cast: Cast, steps: list[str], data: Any) -> None:
    with transaction.atomic():
        charge = charged(cast, cast.submitted())
        begun: list[Order] = []
        for number, step in enumerate(steps):
            at = cast.at + timedelta(minutes=number)
            try:
                with transaction.atomic():
                    _do(step, number, cast, charge, begun, data, at)
            except Refusal:
                pass
            came, accounted = balance(charge)
            assert came == accounted
            for one in Money.objects.filter(jurisdiction="H05"):
                back = Refund.objects.filter(
                    jurisdiction="H05", money__jurisdiction="H05", money=one
                )
                assert sum(refund.amount for refund in back) <= one.amount
        assert list(faults_of(dossier_of(charge))) == []
        transaction.set_rollback(True)


def _do(
    step: str, number: int, cast: Cast, charge: Charge, begun: list[Order], data: Any, at: Any
) -> None:
    dossier = dossier_of(charge)
    match step:
        case "begin":
            begun.append(orders.begin(dossier, at=at))
        case "bank" | "part" | "cash":
            amount = FEE // 2 if step == "part" else FEE
            source = Money.Source.CASH if step == "cash" else Money.Source.BANK
            money.take_in("H05", told(f"FT{number}", amount, cast, source), charge=charge, at=at)
        case "withdraw":
            if dossier.closed_at is None:
                dossier = acts.withdraw(dossier, by=cast.applicant, at=at)
                money.give_back_all(dossier, at=at)
        case "exempt":
            money.exempt(dossier, by=cast.desk, at=at, basis="Hộ nghèo.")
        case _ if begun:
            order = data.draw(st.sampled_from(begun))
            _tell(step, order, at)


def _tell(step: str, order: Order, at: Any) -> None:
    number = f"9{order.pk}"
    match step:
        case "paid":
            assert orders.notified(notice(order, number=number), SECRET, at=at) in {
                Reply.TAKEN, Reply.TOLD_BEFORE,
            }  # fmt: skip
        case "again":
            orders.notified(notice(order, number=number), SECRET, at=at)
            assert orders.notified(notice(order, number=number), SECRET, at=at) == Reply.TOLD_BEFORE
        case "failed":
            orders.notified(notice(order, code="24", number=number), SECRET, at=at)
        case "other_amount":
            wrong = notice(order, number=number, vnp_Amount=str(order.amount * 100 + 100))
            assert orders.notified(wrong, SECRET, at=at) == Reply.OTHER_AMOUNT
        case "unsigned":
            wrong = {**notice(order, number=number), SIGNATURE: "0" * 128}
            assert orders.notified(wrong, SECRET, at=at) == Reply.NOT_SIGNED


def test_what_the_gateway_does_not_know_of_us_is_answered_so(cast: Cast, charge: Charge) -> None:
    order = orders.begin(dossier_of(charge), at=cast.at)
    strange = notice(order, vnp_TxnRef="H05P0000001800000000")

    assert orders.notified(strange, SECRET, at=cast.at) == Reply.NO_SUCH_ORDER
    assert orders.notified({}, SECRET, at=cast.at) == Reply.NOT_SIGNED
    assert now(charge).state == Charge.State.DUE
