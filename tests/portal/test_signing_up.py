"""Making one's own account: by a letter, without telling anybody who has one."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from motcua.people import joining, letters
from motcua.people.accounts import close_account, create_account
from motcua.people.models import User
from motcua.people.proofs import Joining
from tests.portal.entering import PASSWORD, link

HOA = {"name": "Nguyễn Thị Hoa", "email": "Hoa@Example.com"}


def ask(client: Client, **facts: str) -> Any:
    return client.post("/dang-ky/", {**HOA, **facts})


def joined(client: Client, **facts: str) -> User:
    ask(client)
    client.post(link(), {"password": PASSWORD, **facts})
    return User.objects.get(confirmed_email="hoa@example.com")


def test_from_name_and_address_to_an_account_that_is_logged_in(db: None, client: Client) -> None:
    assert ask(client)["Location"] == "/da-gui-thu/"
    assert User.objects.count() == 0
    assert "Nguyễn Thị Hoa" in client.get(link()).content.decode()

    answer = client.post(link(), {"password": PASSWORD}, follow=True)

    user = User.objects.get()
    assert answer.redirect_chain == [("/tai-khoan/", 302)]
    assert (user.name, user.email, user.confirmed_email) == (
        "Nguyễn Thị Hoa", "hoa@example.com", "hoa@example.com",
    )  # fmt: skip
    assert f"Tên đăng nhập: {user.username}" in answer.content.decode()
    assert not user.postings.exists()


@pytest.mark.parametrize("name", ["hoa@example.com", " HOA@example.com", "0912345678"])
def test_one_logs_in_by_address_or_telephone(db: None, client: Client, name: str) -> None:
    joined(client, phone="+84 912 345 678")
    other = Client()

    answer = other.post("/dang-nhap/", {"username": name, "password": PASSWORD})

    assert answer["Location"] == "/tai-khoan/"


def test_page_and_pace_are_the_same_for_an_address_that_has_an_account(
    db: None, client: Client
) -> None:
    joined(client)
    other = Client()
    first = other.post("/dang-ky/", {**HOA, "email": "moi@example.com"})

    second = ask(other)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert len(mail.outbox) == 3
    assert "đã có tài khoản" in mail.outbox[-1].subject
    assert "http" not in mail.outbox[-1].body


def test_link_makes_one_account(db: None, client: Client) -> None:
    joined(client)

    answer = client.post(link(), {"password": PASSWORD})

    assert answer.status_code == 404
    assert User.objects.count() == 1


def test_link_ends_after_a_day(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 25 * 3600)

    assert client.get(link()).status_code == 404


@pytest.mark.parametrize("token", ["x", "x:y:z", "W10:1abc:xyz"])
def test_no_link_opens_nothing(db: None, client: Client, token: str) -> None:
    for address in ("dang-ky", "dat-lai-mat-khau", "doi-thu-dien-tu"):
        assert client.get(f"/{address}/{token}/").status_code == 404


def test_a_link_for_one_thing_does_not_do_another(db: None, client: Client) -> None:
    ask(client)
    token = link().split("/")[2]

    assert client.get(f"/dat-lai-mat-khau/{token}/").status_code == 404


def test_telephone_of_another_account_is_no_user_name_and_nobody_is_told(
    db: None, client: Client
) -> None:
    create_account("0912345678", name="Trần Văn Bình")

    user = joined(client, phone="0912 345 678")

    assert user.username.startswith("nd")
    assert user.phone == "0912345678"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": " "}, "Cho biết họ tên"),
        ({"email": ""}, "Cho biết địa chỉ thư điện tử"),
        ({"email": "hoa@"}, "Địa chỉ cần có dạng"),
        ({"email": "hoa@example.com\nbcc: x@example.com"}, "Địa chỉ cần có dạng"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_goes(
    db: None, client: Client, facts: dict[str, str], said: str
) -> None:
    answer = ask(client, **facts)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["", "ngan", "password", "1234567890"])
def test_weak_password_is_refused_and_the_link_goes_on(
    db: None, client: Client, password: str
) -> None:
    ask(client)

    assert client.post(link(), {"password": password}).status_code == 422
    assert client.post(link(), {"password": PASSWORD}).status_code == 302


def test_the_letter_says_nothing_that_the_asker_chose(db: None, client: Client) -> None:
    ask(client, name="Trúng thưởng, mở http://xau.example")

    assert "xau.example" not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_an_address_gets_no_more_than_three_letters_an_hour(db: None, client: Client) -> None:
    for _ in range(letters.MOST_TO_AN_ADDRESS + 2):
        assert ask(client)["Location"] == "/da-gui-thu/"

    assert len(mail.outbox) == letters.MOST_TO_AN_ADDRESS


def test_a_place_that_asks_for_letters_to_everybody_is_stopped(db: None, client: Client) -> None:
    for number in range(letters.MOST_FROM_A_PLACE):
        ask(client, email=f"ai{number}@example.com")

    answer = ask(client, email="nua@example.com")

    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert len(mail.outbox) == letters.MOST_FROM_A_PLACE


def test_a_silent_mail_server_is_told(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(self: EmailBackend, letters: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", silent)

    answer = ask(client)

    assert answer.status_code == 503
    assert "không phải lỗi của ông/bà" in answer.content.decode()


def test_two_links_of_one_address_make_one_account(db: None) -> None:
    wish = Joining(name="Hoa", email="hoa@example.com")

    assert joining.join(wish, password=PASSWORD) is not None
    assert joining.join(wish, password=PASSWORD) is None


def test_the_address_of_a_closed_account_is_free_again(db: None, client: Client) -> None:
    close_account(joined(client), at=timezone.now())
    again = Client()

    ask(again)
    again.post(link(), {"password": PASSWORD})

    assert User.objects.filter(confirmed_email="hoa@example.com", is_active=True).count() == 1


def test_who_is_logged_in_has_an_account(db: None, client: Client) -> None:
    joined(client)

    assert client.get("/dang-ky/")["Location"] == "/tai-khoan/"
