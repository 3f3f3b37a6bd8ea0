"""Log-in by a plain form, and log-out that ends the session on the server."""

import pytest
from django.test import Client
from pytest_django import Settings

from motcua.people.accounts import close_account, create_account
from motcua.people.forms import WRONG
from motcua.people.models import User
from tests.people.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.urls")]


@pytest.fixture
def citizen() -> User:
    """The citizen of the cast, who can log in here."""
    return create_account("lan", name="Trần Thị Lan", password=PASSWORD)


def log_in(client: Client, username: str = "lan", password: str = PASSWORD) -> str:
    answer = client.post("/in/", {"username": username, "password": password})
    return answer.content.decode()


def who(client: Client) -> str:
    return client.get("/who/").content.decode()


def test_the_right_password_opens_a_session(client: Client, citizen: User) -> None:
    assert log_in(client) == "in"
    assert who(client) == "lan"


def test_the_name_may_begin_with_a_capital_as_telephones_write_it(
    client: Client, citizen: User
) -> None:
    assert log_in(client, "Lan ") == "in"


def test_after_log_out_the_old_cookie_opens_nothing(client: Client, citizen: User) -> None:
    log_in(client)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert who(thief) == "lan"

    client.post("/out/")

    assert who(thief) == who(client) == ""


def test_name_and_password_fail_with_the_same_words(client: Client, citizen: User) -> None:
    wrong_password = log_in(client, "lan", "sai")
    wrong_name = log_in(client, "khong-co", PASSWORD)

    assert WRONG in wrong_password
    assert wrong_password == wrong_name


@pytest.mark.parametrize(
    ("username", "password", "words"),
    [("", PASSWORD, "Cho biết tên đăng nhập"), ("lan", "", "Cho biết mật khẩu")],
)
def test_what_is_missing_is_said(
    client: Client, citizen: User, username: str, password: str, words: str
) -> None:
    assert words in log_in(client, username, password)


def test_a_closed_account_fails_with_the_same_words_and_loses_its_sessions(
    client: Client, citizen: User
) -> None:
    log_in(client)

    close_account(citizen, at=citizen.created_at)

    assert who(client) == ""
    assert WRONG in log_in(Client())


def test_demo_accounts_are_refused_in_production(client: Client, settings: Settings) -> None:
    create_account("nguoidan", name="Người dân", password=PASSWORD, demo=True)
    assert log_in(client, "nguoidan") == "in"

    settings.PRODUCTION = True

    assert who(client) == ""
    assert WRONG in log_in(Client(), "nguoidan")


def test_a_changed_password_ends_the_sessions_of_the_old_one(client: Client, citizen: User) -> None:
    log_in(client)

    citizen.set_password("mat-khau-moi-9")
    citizen.save(update_fields=["password"])

    assert who(client) == ""


def test_five_wrong_passwords_close_the_door_for_a_while(client: Client, citizen: User) -> None:
    for _ in range(5):
        assert WRONG in log_in(client, "lan", "sai")

    assert "Đợi 15 phút" in log_in(client)
    assert "Đợi 15 phút" in log_in(client, " LAN")


def test_others_are_not_shut_out_with_one(client: Client, citizen: User) -> None:
    create_account("yen", name="Yến", password=PASSWORD)
    for _ in range(6):
        log_in(client, "lan", "sai")

    assert log_in(client, "yen") == "in"
    assert log_in(Client(REMOTE_ADDR="192.0.2.7"), "lan") == "in"


def test_the_right_password_forgives_earlier_failures(client: Client, citizen: User) -> None:
    for _ in range(4):
        log_in(client, "lan", "sai")
    assert log_in(client) == "in"
    for _ in range(4):
        log_in(client, "lan", "sai")

    assert log_in(client) == "in"
