"""A forgotten password, another password, another address: only for whom it is."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.throttle import MOST_FAILURES
from tests.portal.entering import EMAIL, PASSWORD, is_in, link, logged_in

NEW = "muoi-hai-con-giap"


def forget(client: Client, email: str) -> None:
    answer = client.post("/quen-mat-khau/", {"email": email})
    assert answer["Location"] == "/da-gui-thu/"


def test_forgotten_password_is_set_anew_once_and_ends_all_sessions(
    hoa: User, inside: Client, client: Client
) -> None:
    forget(client, " HOA@example.com ")
    reset = link()

    assert client.post(reset, {"password": NEW})["Location"] == "/dang-nhap/"

    assert not is_in(inside)
    assert is_in(logged_in(EMAIL, NEW))
    assert client.post(reset, {"password": PASSWORD}).status_code == 404
    assert "vừa được đổi" in mail.outbox[-1].subject


def test_unknown_address_gets_a_letter_and_the_same_page(hoa: User, client: Client) -> None:
    forget(client, "ai@example.com")

    assert mail.outbox[0].to == ["ai@example.com"]
    assert "http" not in mail.outbox[0].body


def test_link_ends_after_two_hours(
    hoa: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(client, EMAIL)
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 2.1 * 3600)

    assert client.get(link()).status_code == 404


def test_officer_whose_address_the_operator_gave_sets_hers_anew(db: None, client: Client) -> None:
    create_account("lan", name="Trần Thị Lan", email="lan@phuong.example", password=PASSWORD)
    forget(client, "Lan@phuong.example")

    client.post(link(), {"password": NEW})

    assert is_in(logged_in("lan@phuong.example", NEW))


def test_an_address_typed_elsewhere_opens_no_account_that_confirmed_another(
    hoa: User, client: Client
) -> None:
    hoa.email = "go-nham@example.com"
    hoa.save()

    forget(client, "go-nham@example.com")

    assert "không có tài khoản" in mail.outbox[0].body


def test_account_out_of_use_is_not_opened(hoa: User, client: Client) -> None:
    forget(client, EMAIL)
    hoa.is_active = False
    hoa.save()

    assert client.get(link()).status_code == 404


def test_changed_password_keeps_this_session_and_ends_the_others(inside: Client, hoa: User) -> None:
    elsewhere = logged_in("hoa", PASSWORD)
    given = {"old_password": PASSWORD, "password": NEW}

    assert inside.post("/tai-khoan/bao-mat/mat-khau/", given)["Location"] == "/tai-khoan/bao-mat/"

    assert is_in(inside)
    assert not is_in(elsewhere)
    assert mail.outbox[-1].to == [EMAIL]


@pytest.mark.parametrize("old", ["", "sai"])
def test_password_is_not_changed_without_the_old_one(inside: Client, hoa: User, old: str) -> None:
    given = {"old_password": old, "password": NEW}

    assert inside.post("/tai-khoan/bao-mat/mat-khau/", given).status_code == 422

    hoa.refresh_from_db()
    assert hoa.check_password(PASSWORD)


def test_an_open_session_does_not_guess_the_old_password(inside: Client, hoa: User) -> None:
    for _ in range(MOST_FAILURES):
        inside.post("/tai-khoan/bao-mat/mat-khau/", {"old_password": "sai", "password": NEW})

    given = {"old_password": PASSWORD, "password": NEW}
    answer = inside.post("/tai-khoan/bao-mat/mat-khau/", given)

    assert answer.status_code == 422
    assert "Đã nhập sai 5 lần" in answer.content.decode()


def test_another_address_counts_once_its_letter_was_opened(inside: Client, hoa: User) -> None:
    given = {"email": "Moi@example.com", "password": PASSWORD}
    assert inside.post("/tai-khoan/bao-mat/thu-dien-tu/", given)["Location"] == "/da-gui-thu/"
    confirm = link()
    stranger = Client()
    assert stranger.get(confirm).status_code == 200
    hoa.refresh_from_db()
    assert hoa.confirmed_email == EMAIL

    assert stranger.post(confirm).status_code == 302

    hoa.refresh_from_db()
    assert (hoa.confirmed_email, hoa.email) == ("moi@example.com", "moi@example.com")
    assert (mail.outbox[-1].to, "Thư điện tử" in mail.outbox[-1].subject) == ([EMAIL], True)
    assert stranger.post(confirm).status_code == 404


def test_anothers_address_is_not_taken_and_the_page_says_nothing(inside: Client, hoa: User) -> None:
    other = create_account("binh", name="Trần Văn Bình")
    other.confirmed_email = "binh@example.com"
    other.save()

    given = {"email": "binh@example.com", "password": PASSWORD}
    assert inside.post("/tai-khoan/bao-mat/thu-dien-tu/", given)["Location"] == "/da-gui-thu/"

    assert "http" not in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["binh@example.com"]


def test_address_that_became_anothers_meanwhile_is_refused(inside: Client, hoa: User) -> None:
    given = {"email": "chung@example.com", "password": PASSWORD}
    inside.post("/tai-khoan/bao-mat/thu-dien-tu/", given)
    other = create_account("binh", name="Trần Văn Bình")
    other.confirmed_email = "chung@example.com"
    other.save()

    assert inside.post(link()).status_code == 404

    hoa.refresh_from_db()
    assert hoa.confirmed_email == EMAIL


@pytest.mark.parametrize("page", ["", "mat-khau/", "thu-dien-tu/"])
def test_pages_of_security_ask_to_log_in_first(client: Client, db: None, page: str) -> None:
    answer = client.get(f"/tai-khoan/bao-mat/{page}")

    assert answer["Location"] == f"/dang-nhap/?next=/tai-khoan/bao-mat/{page}"


def test_page_of_security_says_by_what_one_logs_in(inside: Client) -> None:
    page = inside.get("/tai-khoan/bao-mat/").content.decode()

    assert EMAIL in page
    assert 'href="/tai-khoan/bao-mat/mat-khau/"' in page


def test_log_out_ends_the_session_on_the_server(inside: Client) -> None:
    assert Session.objects.count() == 1

    inside.post("/dang-xuat/")

    assert Session.objects.count() == 0
