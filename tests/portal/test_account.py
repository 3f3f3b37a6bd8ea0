"""The account: what waits, tokens, logging in and out."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from motcua.dossiers import acts, drafts, my_dossiers
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of
from motcua.people.throttle import MOST_FAILURES
from motcua.people.tokens import make_token, tokens_of, user_of_token
from tests.cast import Cast

PASSWORD = "mật khẩu đủ dài 2026"


@pytest.fixture
def known(cast: Cast) -> Cast:
    """The citizen has a password."""
    cast.citizen.set_password(PASSWORD)
    cast.citizen.save(update_fields=["password"])
    return cast


def _index(dossier: Dossier) -> None:
    my_dossiers.index(dossier, entries_of(dossier)[-1])


def test_account_asks_to_log_in_first_and_comes_back(cast: Cast, client: Client) -> None:
    assert client.get("/tai-khoan/")["Location"] == "/dang-nhap/?next=/tai-khoan/"


def test_account_that_has_nothing_explains_and_offers_the_search(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.citizen)

    page = client.get("/tai-khoan/").content.decode()

    assert "Chưa có hồ sơ nào" in page
    assert 'href="/dich-vu/"' in page


def test_account_shows_tasks_open_drafts_and_done(cast: Cast, client: Client) -> None:
    items = [SupplementItem(kind="field", id="subject", message="Ghi rõ.")]
    first = cast.submitted()
    waiting = acts.request_supplement(first, by=cast.desk, at=cast.at, items=items)
    _index(waiting)
    _index(acts.withdraw(cast.submitted(), by=cast.applicant, at=cast.at))
    draft = cast.draft()
    client.force_login(cast.citizen)

    page = client.get("/tai-khoan/")

    assert [row.code for row in page.context["tasks"]] == [waiting.code]
    assert [row.state for row in page.context["over"]] == ["Đã rút"]
    assert f"/nop-ho-so/{draft.public_id}/" in page.content.decode()
    assert f"/tra-cuu/{waiting.code}/bo-sung/" in page.content.decode()


def test_account_shows_nothing_of_the_neighbour(cast: Cast, client: Client) -> None:
    _index(cast.submitted())
    drafts.start(cast.service, by=cast.citizen, at=cast.at)
    client.force_login(cast.neighbour)

    assert "Chưa có hồ sơ nào" in client.get("/tai-khoan/").content.decode()


def test_token_is_shown_once_and_works(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)

    answer = client.post(
        "/tai-khoan/ma-truy-cap/", {"name": "kế toán", "scope": "applicant", "days": "30"}
    )

    assert answer.status_code == 302
    first = client.get(answer["Location"]).content.decode()
    secret = first.partition("<code>")[2].partition("</code>")[0]
    found = user_of_token(secret, at=timezone.now())
    assert found is not None
    assert found[0] == cast.citizen
    again = client.get("/tai-khoan/ma-truy-cap/").content.decode()
    assert secret not in again
    assert "kế toán" in again


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "Ghi mã này dùng cho việc gì."),
        ({"days": "0"}, "Chọn từ 1 đến 365 ngày."),
        ({"days": "mười"}, "Chọn từ 1 đến 365 ngày."),
        ({"days": "9" * 30}, "Chọn từ 1 đến 365 ngày."),
        ({"scope": "all of it"}, "Chọn một trong"),
    ],
)
def test_token_that_cannot_be_made_keeps_what_was_typed(
    cast: Cast, client: Client, typed: dict[str, str], words: str
) -> None:
    client.force_login(cast.citizen)
    wish = {"name": "kế toán", "scope": "applicant", "days": "30"} | typed

    answer = client.post("/tai-khoan/ma-truy-cap/", wish)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{wish["days"]}"' in page
    assert not tokens_of(cast.citizen)


def test_token_is_revoked_by_its_owner_alone(cast: Cast, client: Client) -> None:
    token, secret = make_token(cast.citizen, name="kế toán", scope="applicant", days=30, at=cast.at)
    address = f"/tai-khoan/ma-truy-cap/{token.pk}/thu-hoi/"
    client.force_login(cast.neighbour)
    client.post(address)
    assert user_of_token(secret, at=cast.at) is not None

    client.force_login(cast.citizen)
    client.post(address)

    assert user_of_token(secret, at=cast.at) is None
    assert "Đã thu hồi" in client.get("/tai-khoan/ma-truy-cap/").content.decode()


def test_logging_in_leads_on_to_where_one_wanted_to_go(known: Cast, client: Client) -> None:
    answer = client.post(
        "/dang-nhap/?next=/tai-khoan/ma-truy-cap/",
        {"username": "hoa", "password": PASSWORD, "next": "/tai-khoan/ma-truy-cap/"},
    )

    assert answer["Location"] == "/tai-khoan/ma-truy-cap/"


@pytest.mark.parametrize("next_address", ["", "https://evil.example/", "//evil.example", "js:x"])
def test_logging_in_never_leads_to_another_site(
    known: Cast, client: Client, next_address: str
) -> None:
    answer = client.post(
        "/dang-nhap/", {"username": "hoa", "password": PASSWORD, "next": next_address}
    )

    assert answer["Location"] == "/tai-khoan/"


def test_officer_who_logs_in_comes_to_the_desk(cast: Cast, client: Client) -> None:
    cast.desk.user.set_password(PASSWORD)
    cast.desk.user.save(update_fields=["password"])

    answer = client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})

    assert answer["Location"] == "/mot-cua/"
    assert "Bàn làm việc một cửa" in client.get("/").content.decode()


def test_wrong_password_keeps_the_name_and_not_the_password(known: Cast, client: Client) -> None:
    answer = client.post("/dang-nhap/", {"username": "hoa", "password": "sai rồi"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page
    assert 'value="hoa"' in page
    assert "sai rồi" not in page


def test_passwords_cannot_be_tried_by_machine(known: Cast, client: Client) -> None:
    for _ in range(MOST_FAILURES):
        client.post("/dang-nhap/", {"username": "hoa", "password": "sai"})

    answer = client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})

    assert answer.status_code == 429
    assert "Đợi 15 phút rồi thử lại" in answer.content.decode()


def test_logging_out_ends_the_session_on_the_server(known: Cast, client: Client) -> None:
    client.post("/dang-nhap/", {"username": "hoa", "password": PASSWORD})
    stolen = client.cookies["sessionid"].value
    assert client.get("/tai-khoan/").status_code == 200

    client.post("/dang-xuat/")

    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/tai-khoan/").status_code == 302
    assert not Session.objects.filter(session_key=stolen).exists()


def test_logging_out_takes_a_press_of_the_button(known: Cast, client: Client) -> None:
    client.force_login(known.citizen)

    assert client.get("/dang-xuat/").status_code == 405
    assert client.get("/tai-khoan/").status_code == 200


def test_whoever_is_in_already_is_led_on(known: Cast, client: Client) -> None:
    client.force_login(known.citizen)

    assert client.get("/dang-nhap/")["Location"] == "/tai-khoan/"
