"""Paying as people do it: on the page, at the gateway, through the API, at the counter."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from motcua.agencies.models import BankAccount
from motcua.dossiers.links import track_url
from motcua.payments import gateway
from motcua.payments.models import Charge, Order
from motcua.payments.queries import dossier_of
from tests.api.client import Api, answer, problem
from tests.cast import Cast
from tests.payments.conftest import FEE


@pytest.fixture
def payer(cast: Cast, client: Client) -> Client:
    """The applicant, logged in."""
    client.force_login(cast.citizen)
    return client


def page_of(charge: Charge) -> str:
    return f"/tra-cuu/{dossier_of(charge).code}/nop-phi/"


def now(charge: Charge) -> Charge:
    return Charge.objects.get(jurisdiction=charge.jurisdiction, pk=charge.pk)


def read(client: Client, path: str) -> str:
    return str(client.get(path).content.decode()).replace("\u00a0", " ")


def test_the_tracking_page_leads_to_it_and_it_says_how_to_pay(
    payer: Client, charge: Charge, account: BankAccount
) -> None:
    text = read(payer, page_of(charge))

    assert f'href="{page_of(charge)}"' in read(payer, f"/tra-cuu/{dossier_of(charge).code}/")
    for words in ("Trả 200.000 đ", charge.reference, account.number, account.holder):
        assert words in text
    picture = payer.get(f"{page_of(charge)}ma-qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"


def test_a_stranger_pays_nothing_and_sees_nothing(client: Client, charge: Charge) -> None:
    assert client.get(page_of(charge)).status_code == 404
    assert client.post(page_of(charge)).status_code == 404
    assert client.get(f"{page_of(charge)}ma-qr.svg").status_code == 404


def test_a_free_service_has_no_such_page(cast: Cast, payer: Client) -> None:
    version = cast.service.procedure.current
    assert version is not None
    for method in version.content["methods"]:
        method |= {"fee": 0, "free": True}
    version.save()
    dossier = cast.submitted()

    assert payer.get(f"/tra-cuu/{dossier.code}/nop-phi/").status_code == 302
    assert "nop-phi" not in read(payer, f"/tra-cuu/{dossier.code}/")


def test_at_the_gateway_the_server_tells_and_the_browser_proves_nothing(
    payer: Client, charge: Charge, settings: Any
) -> None:
    sent = payer.post(page_of(charge))
    told = {name: value[0] for name, value in parse_qs(urlsplit(sent["Location"]).query).items()}
    assert gateway.is_signed(settings.PAYMENT_SECRET, told)
    assert told["vnp_Amount"] == str(FEE * 100)

    said = {
        "vnp_Amount": told["vnp_Amount"], "vnp_TxnRef": told["vnp_TxnRef"],
        "vnp_ResponseCode": "00", "vnp_TransactionNo": "14001", "vnp_BankCode": "NCB",
    }  # fmt: skip
    said[gateway.SIGNATURE] = gateway.sign(settings.PAYMENT_SECRET, said)
    payer.get(page_of(charge), said)
    assert now(charge).state == Charge.State.DUE, "what the browser brings changes nothing"

    notice = Client().get("/thanh-toan/thong-bao/", said)

    assert notice.json() == {"RspCode": "00", "Message": "Confirm Success"}
    assert now(charge).state == Charge.State.PAID
    assert "Đã nhận được tiền" in read(payer, page_of(charge))
    assert Client().get("/thanh-toan/thong-bao/", said).json()["RspCode"] == "02"


def test_who_did_not_pay_is_told_so_and_may_again(
    payer: Client, charge: Charge, settings: Any
) -> None:
    payer.post(page_of(charge))
    order = Order.objects.get(jurisdiction="H05")
    said = {
        "vnp_Amount": str(FEE * 100), "vnp_TxnRef": order.number, "vnp_ResponseCode": "24",
    }  # fmt: skip
    said[gateway.SIGNATURE] = gateway.sign(settings.PAYMENT_SECRET, said)

    Client().post("/thanh-toan/thong-bao/", said)

    assert "Lần trả vừa rồi không thành công" in read(payer, page_of(charge))
    assert payer.post(page_of(charge)).status_code == 302
    assert Order.objects.filter(jurisdiction="H05").count() == 2


def test_a_program_reads_what_is_due_and_begins_to_pay(
    cast: Cast, charge: Charge, account: BankAccount
) -> None:
    dossier = dossier_of(charge)
    api = Api(secret=dossier.secret)
    path = f"/dossiers/{dossier.code}"

    (due,) = answer(api.get(path))["payments"]
    assert (due["state"], due["left"]["amount"], due["reference"]) == (
        "due", FEE, charge.reference,
    )  # fmt: skip
    qr = answer(api.post(f"{path}/payments", {"way": "vietqr"}), 201)
    assert account.number in qr["vietqr"]
    there = answer(api.post(f"{path}/payments", {"way": "gateway"}), 201)
    assert charge.reference in there["url"]
    problem(Api().post(f"{path}/payments", {"way": "vietqr"}), 404)
    problem(api.post(f"{path}/payments", {"way": "cash"}), 422)


def test_an_officer_takes_cash_on_the_page_of_the_act(
    client: Client, cast: Cast, charge: Charge
) -> None:
    client.force_login(cast.desk.user)
    dossier = dossier_of(charge)
    page = f"/mot-cua/{dossier.code}/viec/record-payment/"
    assert "Thu phí, lệ phí" in read(client, f"/mot-cua/{dossier.code}/")

    sent = client.post(page, {"way": "cash", "receipt": "BL 7", "version": dossier.version})

    assert sent.status_code == 302
    assert now(charge).state == Charge.State.PAID
    text = read(client, f"/mot-cua/{dossier.code}/")
    assert "đã trả 200.000 đ bằng tiền mặt tại quầy, biên lai BL 7" in text


def test_an_exemption_needs_its_basis(client: Client, cast: Cast, charge: Charge) -> None:
    client.force_login(cast.desk.user)
    dossier = dossier_of(charge)
    page = f"/mot-cua/{dossier.code}/viec/record-payment/"

    client.post(page, {"way": "exempt", "version": dossier.version})
    assert now(charge).is_due

    client.post(page, {"way": "exempt", "basis": "Hộ nghèo", "version": dossier.version})
    assert now(charge).state == Charge.State.EXEMPT


def test_links_of_the_demo_gateway_lead_only_to_us(client: Client, charge: Charge) -> None:
    there = gateway.gateway()
    assert there is not None
    order = Order(charge=charge, number="H05P1", amount=FEE, made_at=timezone.now())
    bad = gateway.address(
        there, order, words="x", back="https://elsewhere.example/", visitor="1.1.1.1"
    )
    good = gateway.address(
        there, order, words="x", back="http://testserver/tra-cuu/", visitor="1.1.1.1"
    )

    for address, status in ((bad, 400), (good.replace("20000000", "10000000"), 400), (good, 200)):
        query = urlsplit(address).query
        assert client.get(f"/cong-thanh-toan-mau/?{query}").status_code == status
    assert track_url(dossier_of(charge))


def test_where_the_fee_is_left_open_an_officer_sets_it_and_the_applicant_pays_online(
    client: Client, cast: Cast, payer: Client
) -> None:
    version = cast.service.procedure.current
    assert version is not None
    for method in version.content["methods"]:
        method |= {"fee": None, "fee_text": "Theo nghị quyết của tỉnh"}
    version.save()
    dossier = cast.accepted()
    officer = Client()
    officer.force_login(cast.desk.user)
    page = f"/mot-cua/{dossier.code}/viec/record-payment/"
    assert "Theo nghị quyết của tỉnh" in read(officer, page)

    officer.post(page, {"way": "online", "amount": "35.000", "version": dossier.version})

    (charge,) = Charge.objects.filter(jurisdiction="H05")
    assert (charge.amount, charge.made_by, charge.state) == (35_000, "Trần Thị Lan", "due")
    assert "Trả 35.000 đ" in read(payer, page_of(charge))
