"""The tracking page offers to take a dossier into one's account, and only where it would work."""

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from tests.cast import Cast
from tests.dossiers import scenes

OFFER = "Đưa vào tài khoản</button>"


@pytest.fixture
def nobodys(cast: Cast) -> Dossier:
    return scenes.filed_by_link(cast)


def opened(client: Client, dossier: Dossier) -> str:
    """The tracking page behind the receipt's link."""
    answer = client.get(f"/tra-cuu/{dossier.code}/?k={dossier.secret}", follow=True)
    return answer.content.decode()


def test_without_an_account_one_is_told_to_log_in_and_comes_back(
    client: Client, nobodys: Dossier
) -> None:
    page = opened(client, nobodys)

    assert OFFER not in page
    assert f'href="/dang-nhap/?next=/tra-cuu/{nobodys.code}/"' in page


def test_one_press_takes_it_into_the_account(cast: Cast, client: Client, nobodys: Dossier) -> None:
    client.force_login(cast.citizen)
    assert OFFER in opened(client, nobodys)

    answer = client.post(f"/tra-cuu/{nobodys.code}/vao-tai-khoan/", follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/tra-cuu/{nobodys.code}/", 302)]
    assert "Đã đưa hồ sơ vào tài khoản" in page
    assert OFFER not in page
    elsewhere = Client()
    elsewhere.force_login(cast.citizen)
    assert elsewhere.get(f"/tra-cuu/{nobodys.code}/to-khai/").status_code == 200


def test_what_is_in_an_account_is_not_offered(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.neighbour)

    assert OFFER not in opened(client, dossier)
    answer = client.post(f"/tra-cuu/{dossier.code}/vao-tai-khoan/")

    assert answer.status_code == 409
    assert "đã ở trong một tài khoản khác" in answer.content.decode()


def test_whoever_has_but_the_code_takes_nothing(
    cast: Cast, client: Client, nobodys: Dossier
) -> None:
    client.force_login(cast.neighbour)

    assert client.post(f"/tra-cuu/{nobodys.code}/vao-tai-khoan/").status_code == 404
