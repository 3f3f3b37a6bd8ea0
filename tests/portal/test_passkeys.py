"""Passkeys in a real browser, with the virtual key of Chromium: added, used, refused, removed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Page

from motcua.people import passkeys
from motcua.people.models import Passkey, User
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.portal.entering import PASSWORD, is_in

KEYS = "/tai-khoan/bao-mat/khoa/"
LOGIN = "/dang-nhap/khoa/"
Visit = Callable[..., Page]


@pytest.fixture
def visit(live_server: Any, page_at: PageAt, settings: Any) -> Iterator[Visit]:
    """`visit(360)`: a page of that width with a key in it, whose owner is there."""
    settings.SITE_URL = live_server.url

    def at(width: int = SCREEN, **changed: bool) -> Page:
        page = page_at(width)
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        key = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True, **changed,
        }  # fmt: skip
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
        page.goto(f"{live_server.url}/dang-nhap/")
        return page

    yield at


def log_in(page: Page) -> None:
    page.fill("input[name=username]", "hoa")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/tai-khoan/")


def add(page: Page, live_server: Any, password: str = PASSWORD) -> None:
    page.goto(live_server.url + KEYS)
    page.fill("input[name=name]", "Máy ở nhà")
    page.fill("main input[name=password]", password)
    page.click("main form[data-passkey] button")


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_key_is_added_and_logs_in_without_a_password(
    visit: Visit, live_server: Any, hoa: User, width: int
) -> None:
    page = visit(width)
    log_in(page)
    add(page, live_server)
    page.wait_for_selector("text=Đã thêm khóa")
    check_accessibility(page)
    check_reflow(page)
    assert [key.name for key in passkeys.of(hoa)] == ["Máy ở nhà"]
    assert "Khóa truy cập" in mail.outbox[-1].subject

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/dang-nhap/?next=/tai-khoan/bao-mat/")
    page.click("text=Đăng nhập bằng khóa")
    check_accessibility(page)
    check_reflow(page)
    page.click("main form button")
    page.wait_for_url("**/tai-khoan/bao-mat/")

    assert "Máy ở nhà" in page.inner_text("main")
    assert Passkey.objects.get().used > 0


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_key_is_not_added_without_the_password(visit: Visit, live_server: Any, hoa: User) -> None:
    page = visit()
    log_in(page)

    add(page, live_server, password="sai")

    page.wait_for_selector("text=chưa đúng")
    assert passkeys.of(hoa) == []


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_key_whose_owner_is_not_proved_is_not_taken(
    visit: Visit, live_server: Any, hoa: User
) -> None:
    page = visit(isUserVerified=False)
    log_in(page)

    add(page, live_server)

    page.wait_for_selector("text=Máy này chưa tạo được khóa")
    assert passkeys.of(hoa) == []


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_removed_key_an_overtaken_one_and_a_closed_account_open_nothing(
    visit: Visit, live_server: Any, hoa: User
) -> None:
    page = visit()
    log_in(page)
    add(page, live_server)
    page.wait_for_selector("text=Đã thêm khóa")

    def refused() -> None:
        page.context.clear_cookies()
        page.goto(live_server.url + LOGIN)
        page.click("main form button")
        page.wait_for_selector("text=Chưa dùng được khóa này")

    Passkey.objects.update(used=10_000)
    refused()
    Passkey.objects.update(used=0)
    User.objects.update(is_active=False)
    refused()
    User.objects.update(is_active=True)
    client = Client()
    client.force_login(hoa)
    client.post(f"{KEYS}{Passkey.objects.get().pk}/bo/")
    refused()


@pytest.fixture
def named(settings: Any) -> None:
    settings.SITE_URL = "https://motcua.example"


@pytest.mark.parametrize(
    "told", ["", "x", "[]", "{}", '{"rawId": 1}', '{"id": "eA", "rawId": "eA"}']
)
def test_what_is_no_answer_of_a_key_opens_nothing(
    named: None, hoa: User, client: Client, told: str
) -> None:
    client.get(LOGIN)

    answer = client.post(LOGIN, {"credential": told})

    assert answer.status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("told", ["", "x", "[]", "{}", '{"rawId": 1}'])
def test_what_is_no_key_is_not_kept(named: None, hoa: User, inside: Client, told: str) -> None:
    inside.get(KEYS)

    answer = inside.post(KEYS, {"credential": told, "password": PASSWORD, "name": "x"})

    assert answer.status_code == 422
    assert passkeys.of(hoa) == []


def test_nobody_removes_anothers_key(named: None, hoa: User, inside: Client) -> None:
    other = User.objects.create_user("binh", name="Trần Văn Bình")
    key = Passkey.objects.create(
        user=other, name="x", credential="x", public="x", created_at=other.created_at
    )

    inside.post(f"{KEYS}{key.pk}/bo/")

    assert passkeys.of(other) == [key]


def test_where_the_site_is_a_bare_number_there_are_none(db: None, client: Client) -> None:
    assert client.get(LOGIN).status_code == 404
    assert LOGIN not in client.get("/dang-nhap/").content.decode()
