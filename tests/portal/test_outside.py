"""Logging in by somebody else's word, with a real provider on this machine."""

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from motcua.people import identities
from motcua.people.accounts import close_account
from motcua.people.models import OutsideIdentity, User
from motcua.people.oidc import Identity
from tests.oidc_server import CLIENT, SECRET, Provider, new_key, serving
from tests.portal.entering import PASSWORD, is_in
from tests.portal.test_second_step import set_up

DOOR = "/dang-nhap/dinh-danh/"
BACK = "/dang-nhap/dinh-danh/ve/"


@pytest.fixture
def provider(db: None, settings: Any) -> Iterator[Provider]:
    with serving() as found:
        settings.OIDC_ISSUER = found.issuer
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_NAME = "VNeID"
        yield found
        cache.clear()


def there(client: Client, onwards: str = "") -> str:
    """Where the provider sends the browser back to."""
    sent = client.get(DOOR, {"next": onwards} if onwards else {})
    parts = urlsplit(sent["Location"])
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    back = urlsplit(answer.getheader("Location") or "")
    assert back.path == BACK
    return f"{back.path}?{back.query}"


def come_back(client: Client, onwards: str = "") -> Any:
    return client.get(there(client, onwards))


def join(client: Client) -> User:
    """A new account by the provider's word."""
    assert come_back(client)["Location"] == f"{DOOR}moi/"
    assert client.post(f"{DOOR}moi/")["Location"] == "/tai-khoan/"
    return OutsideIdentity.objects.get().user


def test_the_first_time_one_chooses_a_new_account(provider: Provider, client: Client) -> None:
    provider.person |= {"email": "hoa@example.com", "email_verified": True}
    assert come_back(client)["Location"] == f"{DOOR}moi/"
    assert User.objects.count() == 0
    assert "Nguyễn Thị Hoa" in client.get(f"{DOOR}moi/").content.decode()

    client.post(f"{DOOR}moi/")

    user = User.objects.get()
    assert is_in(client)
    assert (user.name, user.email, user.confirmed_email) == (
        "Nguyễn Thị Hoa", "hoa@example.com", None,
    )  # fmt: skip
    assert not user.has_usable_password()


def test_afterwards_the_subject_opens_the_account_and_leads_onwards(
    provider: Provider, client: Client
) -> None:
    user = join(client)
    provider.person["name"] = "Nguyễn Thị Hoa Mai"
    again = Client()

    assert come_back(again, "/tai-khoan/ma-truy-cap/")["Location"] == "/tai-khoan/ma-truy-cap/"

    assert again.get("/tai-khoan/").context["user"] == user
    assert User.objects.count() == 1


def test_another_subject_is_somebody_else(provider: Provider, client: Client) -> None:
    join(client)
    provider.person["sub"] = "001085000999"

    assert come_back(Client())["Location"] == f"{DOOR}moi/"


def test_an_address_alone_opens_nobodys_account(
    provider: Provider, hoa: User, client: Client
) -> None:
    provider.person |= {"email": hoa.confirmed_email, "email_verified": True}

    assert come_back(client)["Location"] == f"{DOOR}moi/"
    client.post(f"{DOOR}moi/")

    assert OutsideIdentity.objects.get().user != hoa


def test_who_has_an_account_logs_in_and_links_it(
    provider: Provider, hoa: User, client: Client
) -> None:
    come_back(client)
    given = {"username": "hoa", "password": PASSWORD, "next": "/tai-khoan/bao-mat/noi/"}
    assert client.post("/dang-nhap/", given)["Location"] == "/tai-khoan/bao-mat/noi/"

    assert client.post("/tai-khoan/bao-mat/noi/", {"password": "sai"}).status_code == 422
    assert not OutsideIdentity.objects.exists()
    client.post("/tai-khoan/bao-mat/noi/", {"password": PASSWORD})

    again = Client()
    come_back(again)
    assert again.get("/tai-khoan/").context["user"] == hoa


def test_one_identity_opens_one_account(provider: Provider, hoa: User, inside: Client) -> None:
    join(Client())

    assert come_back(inside)["Location"] == "/tai-khoan/bao-mat/noi/"
    answer = inside.post("/tai-khoan/bao-mat/noi/", {"password": PASSWORD})

    assert answer.status_code == 409
    assert identities.identities_of(hoa) == []


def test_it_is_unlinked_only_where_a_password_opens_the_account(
    provider: Provider, hoa: User, inside: Client
) -> None:
    stranger = Client()
    join(stranger)
    assert stranger.post("/tai-khoan/bao-mat/bo-noi/").status_code == 409
    who = Identity(issuer=provider.issuer, subject="another")
    identities.link(hoa, who, at=timezone.now())

    assert inside.post("/tai-khoan/bao-mat/bo-noi/", {"password": PASSWORD}).status_code == 302

    assert identities.user_of(who) is None


def test_the_second_step_is_asked_here_too(
    provider: Provider, hoa: User, inside: Client, client: Client
) -> None:
    set_up(inside)
    who = Identity(issuer=provider.issuer, subject=str(provider.person["sub"]))
    identities.link(hoa, who, at=timezone.now())

    assert come_back(client)["Location"] == "/dang-nhap/ma/"
    assert not is_in(client)


def test_account_out_of_use_is_not_opened(provider: Provider, hoa: User, client: Client) -> None:
    who = Identity(issuer=provider.issuer, subject=str(provider.person["sub"]))
    identities.link(hoa, who, at=timezone.now())
    hoa.is_active = False
    hoa.save()

    assert come_back(client).status_code == 502
    close_account(hoa, at=timezone.now())
    assert identities.user_of(who) is None


SPOILED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "of another issuer": lambda claims: claims | {"iss": "https://xau.example"},
    "for another client": lambda claims: claims | {"aud": "another"},
    "for several, of another": lambda claims: claims | {"aud": [CLIENT, "x"], "azp": "x"},
    "for several, of nobody": lambda claims: claims | {"aud": [CLIENT, "x"]},
    "run out": lambda claims: claims | {"exp": claims["iat"] - 3600},
    "for ever": lambda claims: {k: v for k, v in claims.items() if k != "exp"},
    "of tomorrow": lambda claims: claims | {"iat": claims["iat"] + 86_400},
    "to another question": lambda claims: claims | {"nonce": "x"},
    "to no question": lambda claims: {k: v for k, v in claims.items() if k != "nonce"},
    "of nobody": lambda claims: claims | {"sub": ""},
    "of a number": lambda claims: claims | {"sub": 12},
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_token_that_does_not_hold_opens_nothing(
    provider: Provider, client: Client, fault: str
) -> None:
    provider.spoil = SPOILED[fault]

    answer = come_back(client)

    assert answer.status_code == 502
    assert "Chưa đăng nhập được bằng tài khoản định danh" in answer.content.decode()
    assert client.get(f"{DOOR}moi/")["Location"] == "/dang-nhap/"


def test_a_token_that_somebody_else_signed_opens_nothing(
    provider: Provider, client: Client
) -> None:
    stranger = new_key()
    forged: Any = dict(stranger.as_dict(private=True)) | {"kid": provider.published.kid}
    provider.key = type(stranger).import_key(forged)

    assert come_back(client).status_code == 502


def test_new_keys_of_the_provider_are_fetched(provider: Provider, client: Client) -> None:
    join(client)
    provider.key = provider.published = new_key()

    assert come_back(Client()).status_code == 302


def test_description_and_keys_are_kept_for_a_while(provider: Provider, client: Client) -> None:
    join(client)
    come_back(Client())

    assert provider.asked.count("/jwks") == 1
    assert provider.asked.count("/.well-known/openid-configuration") == 1


@pytest.mark.parametrize(
    "change", [{"state": "x"}, {"state": ""}, {"code": "x"}, {"iss": "https://xau.example"}]
)
def test_a_way_back_that_is_not_ours_opens_nothing(
    provider: Provider, client: Client, change: dict[str, str]
) -> None:
    parts = urlsplit(there(client))
    query = dict(parse_qsl(parts.query)) | change

    answer = client.get(f"{BACK}?{urlencode(query)}")

    assert answer.status_code == 502


def test_a_way_back_is_gone_once_and_by_whoever_asked(provider: Provider, client: Client) -> None:
    back = there(client)
    assert Client().get(back)["Location"] == "/dang-nhap/"
    assert client.get(back)["Location"] == f"{DOOR}moi/"

    assert client.get(back)["Location"] == "/dang-nhap/"


def test_who_did_not_consent_is_told(provider: Provider, client: Client) -> None:
    provider.refuses = True

    answer = come_back(client)

    assert answer.status_code == 502
    assert "Chưa có sự đồng ý" in answer.content.decode()


def test_a_provider_that_is_silent_or_another_is_told(
    provider: Provider, client: Client, settings: Any
) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert client.get(DOOR).status_code == 502

    settings.OIDC_ISSUER = provider.issuer.replace("127.0.0.1", "localhost")
    assert client.get(DOOR).status_code == 502


def test_without_a_provider_there_is_no_door(db: None, client: Client) -> None:
    assert client.get(DOOR).status_code == 404
    assert DOOR not in client.get("/dang-nhap/").content.decode()


def test_the_log_in_page_offers_it_first_and_keeps_the_way_onwards(
    provider: Provider, client: Client
) -> None:
    page = client.get("/dang-nhap/?next=/tai-khoan/").content.decode()

    assert "Đăng nhập bằng VNeID" in page
    assert f'href="{DOOR}?next=%2Ftai-khoan%2F"' in page
