"""Secrets of links: taken out of the address, kept for one path, worth nothing elsewhere."""

import pytest
from django.test import Client

from motcua.dossiers import drafts
from motcua.dossiers.models import Draft
from tests.cast import Cast
from tests.portal.conftest import fill, hand_in


@pytest.fixture
def begun(cast: Cast) -> Draft:
    """A draft that this browser does not know."""
    return drafts.start(cast.service, at=cast.at)


def test_link_opens_the_draft_and_its_secret_leaves_the_address(
    client: Client, begun: Draft
) -> None:
    answer = client.get(f"/nop-ho-so/{begun.public_id}/?k={begun.secret}")

    assert answer.status_code == 302
    assert answer["Location"] == f"/nop-ho-so/{begun.public_id}/"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    kept = answer.cookies["khoa"]
    assert kept["path"] == f"/nop-ho-so/{begun.public_id}/"
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"
    assert client.get(answer["Location"]).status_code == 200


def test_secret_works_on_every_page_of_the_draft_and_keeps_the_rest_of_the_address(
    client: Client, begun: Draft
) -> None:
    address = f"/nop-ho-so/{begun.public_id}/nguoi-nop/"

    answer = client.get(f"{address}?tu=xem-lai&k={begun.secret}")

    assert answer["Location"] == f"{address}?tu=xem-lai"
    assert client.get(address).status_code == 200


def test_wrong_secret_opens_nothing_and_is_not_kept(client: Client, begun: Draft) -> None:
    answer = client.get(f"/nop-ho-so/{begun.public_id}/?k=wrong", follow=True)

    assert answer.status_code == 404
    assert "Không mở được bản nháp này" in answer.content.decode()
    assert "khoa" not in client.cookies


def test_secret_of_one_draft_does_not_open_another(
    cast: Cast, client: Client, begun: Draft
) -> None:
    other = drafts.start(cast.service, at=cast.at)
    client.cookies["khoa"] = begun.secret

    assert client.get(f"/nop-ho-so/{other.public_id}/").status_code == 404


@pytest.mark.parametrize("address", ["H05-1", "H05-99999999999999999999", "x", "H05-1%00"])
def test_draft_that_is_none_is_answered_as_one_of_somebody_else(
    db: None, client: Client, address: str
) -> None:
    assert client.get(f"/nop-ho-so/{address}/").status_code == 404


def test_draft_of_an_account_opens_when_logged_in_alone(cast: Cast, client: Client) -> None:
    mine = drafts.start(cast.service, by=cast.citizen, at=cast.at)
    address = f"/nop-ho-so/{mine.public_id}/"

    assert client.get(address).status_code == 404
    client.force_login(cast.neighbour)
    assert client.get(address).status_code == 404
    client.force_login(cast.citizen)
    assert client.get(address).status_code == 200


def test_draft_survives_an_ended_session(cast: Cast, client: Client, draft: str) -> None:
    client.post(f"{draft}nguoi-nop/", {"applicant.name": "Nguyễn Thị Hoa"})
    client.force_login(cast.citizen)
    client.post("/dang-xuat/")

    assert 'value="Nguyễn Thị Hoa"' in client.get(f"{draft}nguoi-nop/").content.decode()


def test_pages_of_a_draft_are_kept_by_nobody(client: Client, draft: str) -> None:
    answer = client.get(f"{draft}nguoi-nop/")

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_link_of_the_receipt_opens_all_of_the_dossier_elsewhere(client: Client, draft: str) -> None:
    fill(client, draft)
    code = hand_in(client, draft)
    link = client.get(f"{draft}da-nop/").context["receipt"].track_url
    elsewhere = Client()

    answer = elsewhere.get(link.removeprefix("http://127.0.0.1:8000"))

    assert answer["Location"] == f"/tra-cuu/{code}/"
    assert answer.cookies["khoa"]["path"] == f"/tra-cuu/{code}/"
    assert "Tờ khai đã nộp" in elsewhere.get(answer["Location"]).content.decode()
