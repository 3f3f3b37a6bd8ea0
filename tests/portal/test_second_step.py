"""The second step: set up, asked for, lost, and demanded of officers."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from motcua.people import second_step
from motcua.people.accounts import create_account
from motcua.people.models import CodeApp, User
from motcua.people.one_time_codes import code_at, key_of
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.people.throttle import MOST_FAILURES
from tests.cast import Cast
from tests.portal.entering import PASSWORD, is_in

SET_UP = "/tai-khoan/bao-mat/lap-ma/"
HALF_MINUTE = timedelta(seconds=30)


def shown_key(client: Client, page: str = SET_UP) -> str:
    """The key as the page shows it, typed into an app."""
    return str(client.get(page).context["key"]).replace(" ", "")


def set_up(client: Client) -> list[str]:
    code = code_at(shown_key(client), timezone.now())
    answer = client.post(SET_UP, {"code": code})
    assert answer.status_code == 200, answer.content.decode()
    return list(answer.context["codes"])


def next_code(user: User) -> str:
    """The code of the next half minute, which a clock that is fast shows already."""
    salt = CodeApp.objects.get(user=user).salt
    return code_at(key_of(salt), timezone.now() + HALF_MINUTE)


def past_the_password(username: str = "hoa", onwards: str = "") -> Client:
    client = Client()
    given = {"username": username, "password": PASSWORD, "next": onwards}
    assert client.post("/dang-nhap/", given)["Location"] == "/dang-nhap/ma/"
    return client


def test_after_setting_up_a_password_alone_opens_nothing(hoa: User, inside: Client) -> None:
    set_up(inside)
    client = past_the_password(onwards="/tai-khoan/ma-truy-cap/")
    assert not is_in(client)

    answer = client.post("/dang-nhap/ma/", {"code": next_code(hoa)})

    assert answer["Location"] == "/tai-khoan/ma-truy-cap/"
    assert is_in(client)
    assert is_in(inside)
    assert "Bước xác nhận" in mail.outbox[0].subject


def test_a_code_counts_once(hoa: User, inside: Client) -> None:
    set_up(inside)
    code = next_code(hoa)
    past_the_password().post("/dang-nhap/ma/", {"code": code})

    again = past_the_password()

    assert again.post("/dang-nhap/ma/", {"code": code}).status_code == 422
    assert not is_in(again)


def test_the_code_of_setting_up_is_used_up(hoa: User, inside: Client) -> None:
    code = code_at(shown_key(inside), timezone.now())
    inside.post(SET_UP, {"code": code})

    assert past_the_password().post("/dang-nhap/ma/", {"code": code}).status_code == 422


def test_a_code_on_paper_opens_once(hoa: User, inside: Client) -> None:
    paper = set_up(inside)
    assert len(set(paper)) == 10
    client = past_the_password()

    assert client.post("/dang-nhap/ma/", {"code": f" {paper[3].upper()} "}).status_code == 302

    assert is_in(client)
    assert second_step.codes_left(hoa) == 9
    assert past_the_password().post("/dang-nhap/ma/", {"code": paper[3]}).status_code == 422


def test_new_codes_on_paper_end_the_old(hoa: User, inside: Client) -> None:
    old = set_up(inside)

    new = inside.post("/tai-khoan/bao-mat/ma-du-phong/", {"password": PASSWORD}).context["codes"]

    assert past_the_password().post("/dang-nhap/ma/", {"code": old[0]}).status_code == 422
    assert past_the_password().post("/dang-nhap/ma/", {"code": new[0]}).status_code == 302


def test_codes_cannot_be_guessed_from_many_places(hoa: User, inside: Client) -> None:
    set_up(inside)
    client = past_the_password()
    for number in range(MOST_FAILURES):
        client.post("/dang-nhap/ma/", {"code": "000000"}, REMOTE_ADDR=f"10.0.0.{number}")

    answer = client.post("/dang-nhap/ma/", {"code": next_code(hoa)}, REMOTE_ADDR="10.0.1.1")

    assert answer.status_code == 422
    assert "Đã nhập sai 5 lần" in answer.content.decode()


@pytest.mark.parametrize("page", ["/dang-nhap/ma/", "/dang-nhap/lap-ma/"])
def test_nobody_half_way_in_is_led_to_the_password(db: None, client: Client, page: str) -> None:
    assert client.get(page)["Location"] == "/dang-nhap/"


def test_half_way_in_ends_after_ten_minutes(
    hoa: User, inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(inside)
    client = past_the_password()
    later = timezone.now() + timedelta(minutes=11)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return cls.fromtimestamp(later.timestamp(), tz)

    monkeypatch.setattr("django.utils.timezone.datetime", Later)

    assert client.get("/dang-nhap/ma/")["Location"] == "/dang-nhap/"


def test_a_changed_password_ends_what_is_half_way(hoa: User, inside: Client) -> None:
    set_up(inside)
    client = past_the_password()
    hoa.set_password("mật khẩu khác hẳn")
    hoa.save()

    assert client.post("/dang-nhap/ma/", {"code": next_code(hoa)})["Location"] == "/dang-nhap/"
    assert not is_in(client)


def test_wrong_code_turns_nothing_on(hoa: User, inside: Client) -> None:
    inside.get(SET_UP)

    assert inside.post(SET_UP, {"code": "000000"}).status_code == 422
    assert not second_step.has_one(hoa)


def test_it_is_turned_off_with_the_password_alone(hoa: User, inside: Client) -> None:
    set_up(inside)

    assert inside.post("/tai-khoan/bao-mat/bo-ma/", {"password": "sai"}).status_code == 422
    assert second_step.has_one(hoa)
    assert inside.post("/tai-khoan/bao-mat/bo-ma/", {"password": PASSWORD}).status_code == 302
    assert not second_step.has_one(hoa)


@pytest.fixture
def officer(cast: Cast, settings: Any) -> User:
    """Where officers must have a second step, one who has none yet."""
    settings.OFFICERS_SECOND_STEP = True
    user = create_account("mai", name="Đỗ Thị Mai", password=PASSWORD)
    give_posting(user, agency=cast.ward, role=Role.DESK_OFFICER, valid_from=date(2020, 1, 1))
    return user


def test_an_officer_who_must_have_it_sets_it_up_before_anything_opens(officer: User) -> None:
    client = Client()
    given = {"username": "mai", "password": PASSWORD}
    assert client.post("/dang-nhap/", given)["Location"] == "/dang-nhap/lap-ma/"
    assert not is_in(client)

    code = code_at(shown_key(client, "/dang-nhap/lap-ma/"), timezone.now())
    answer = client.post("/dang-nhap/lap-ma/", {"code": code})

    assert len(answer.context["codes"]) == 10
    assert client.get("/mot-cua/").status_code == 200
    assert client.post("/tai-khoan/bao-mat/bo-ma/", {"password": PASSWORD}).status_code == 403
    assert second_step.has_one(officer)


def test_citizens_need_none_where_officers_must(hoa: User, settings: Any) -> None:
    settings.OFFICERS_SECOND_STEP = True
    client = Client()

    assert client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD}).status_code == 302
    assert is_in(client)


def test_half_way_in_nobody_sets_up_another(hoa: User, inside: Client) -> None:
    set_up(inside)

    assert past_the_password().get("/dang-nhap/lap-ma/")["Location"] == "/dang-nhap/"
