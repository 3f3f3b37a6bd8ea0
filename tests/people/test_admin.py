"""The operator's pages: open to operators alone, in Vietnamese, careful with what lasts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from motcua.agencies import calendars
from motcua.agencies.models import AdministrativeUnit, Agency, CalendarDay
from motcua.core.worktime import is_working_day
from motcua.people.accounts import create_account
from motcua.people.models import Posting, Token, User
from motcua.people.roles import Role
from motcua.people.tokens import make_token, user_of_token
from tests.people.conftest import PASSWORD

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
NO_POSTINGS = {"postings-TOTAL_FORMS": "0", "postings-INITIAL_FORMS": "0"}
ROOMS = ("agencies", "people", "processes")

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.urls")]


@pytest.fixture
def desk(operator: User) -> Client:
    """A browser in which the operator is logged in."""
    client = Client()
    client.force_login(operator)
    return client


def models_of_these_rooms() -> list[str]:
    registered = admin.site._registry
    return [m._meta.label_lower for m in registered if m._meta.app_label in ROOMS]


def errors(answer: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = answer.context["adminform"].errors
    return found


def test_all_tables_of_these_rooms_are_there_and_groups_are_not() -> None:
    assert set(models_of_these_rooms()) == {
        "agencies.agency",
        "agencies.administrativeunit",
        "agencies.bankaccount",
        "agencies.calendarday",
        "agencies.lawsetting",
        "people.user",
        "people.posting",
        "people.token",
        "processes.processversion",
    }
    assert Group not in admin.site._registry


@pytest.mark.parametrize("label", models_of_these_rooms())
def test_every_list_can_be_opened_and_searched(desk: Client, label: str) -> None:
    page = desk.get(f"/quan-tri/{label.replace('.', '/')}/?q=a")

    assert page.status_code == 200


@pytest.mark.parametrize("label", models_of_these_rooms())
def test_nobody_else_gets_in(client: Client, citizen: User, label: str) -> None:
    client.force_login(citizen)

    page = client.get(f"/quan-tri/{label.replace('.', '/')}/")

    assert page.status_code == 302


def test_the_front_page_asks_a_few_times_at_most_who_is_here(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        page = desk.get("/quan-tri/")

    assert "phân công" in page.content.decode().lower()


def test_an_agency_is_added_with_its_hours_in_words(desk: Client) -> None:
    desk.post(
        "/quan-tri/agencies/agency/add/",
        {
            "code": "H05.77",
            "name": "Xã Phù Lãng",
            "kind": "commune",
            "jurisdiction": "H05",
            "hours": "T2–T3 7:30–11:30",
        },
    )

    agency = Agency.objects.get(code="H05.77")
    assert agency.opening_hours == {"mon": [["07:30", "11:30"]], "tue": [["07:30", "11:30"]]}
    page = desk.get(f"/quan-tri/agencies/agency/{agency.pk}/change/").content.decode()
    assert "T2–T3 07:30–11:30" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours": "cả ngày"}, "hours"),
        ({"jurisdiction": "G01"}, "jurisdiction"),
        ({"code": "xã"}, "code"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "__all__"),
    ],
)
def test_an_agency_that_cannot_be_is_refused_at_its_field(
    desk: Client, agency: Agency, wrong: dict[str, str], field: str
) -> None:
    facts = {"code": "H05.78", "name": "Xã", "kind": "commune", "jurisdiction": "H05"}

    page = desk.post("/quan-tri/agencies/agency/add/", facts | wrong)

    assert field in errors(page)
    assert Agency.objects.count() == 1


def test_an_agency_cannot_be_put_under_itself(desk: Client, agency: Agency) -> None:
    child = Agency.objects.create(
        code="H05.12.1", name="Tổ", kind="commune", jurisdiction="H05", parent=agency
    )
    facts = {"code": "H05.12", "name": "Phường", "kind": "commune", "jurisdiction": "H05"}

    page = desk.post(
        f"/quan-tri/agencies/agency/{agency.pk}/change/", facts | {"parent": str(child.pk)}
    )

    assert "parent" in errors(page)
    agency.refresh_from_db()
    assert agency.parent is None


def test_agencies_accounts_and_tokens_are_never_deleted(
    desk: Client, agency: Agency, citizen: User
) -> None:
    token, _ = make_token(citizen, name="Phần mềm", scope="all", days=1, at=AT)

    for row in (agency, citizen, token):
        address = f"/quan-tri/{row._meta.label_lower.replace('.', '/')}/{row.pk}/delete/"
        assert desk.post(address, {"post": "yes"}).status_code == 403
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_a_changed_name_of_a_unit_is_found_at_once(desk: Client) -> None:
    desk.post(
        "/quan-tri/agencies/administrativeunit/add/",
        {"code": "09169", "name": "Phường Đáp Cầu", "kind": "commune", "parent_code": "24"},
    )

    assert AdministrativeUnit.objects.get().folded == "phuong dap cau"


def test_a_holiday_that_is_entered_or_deleted_holds_at_once(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    day = date(2026, 12, 24)
    calendars.forget()
    assert is_working_day(calendars.legal_calendar(), day)

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(
            "/quan-tri/agencies/calendarday/add/",
            {"day": "2026-12-24", "name": "Nghỉ", "kind": "holiday"},
        )
    assert not is_working_day(calendars.legal_calendar(), day)

    row = CalendarDay.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"/quan-tri/agencies/calendarday/{row.pk}/delete/", {"post": "yes"})
    assert is_working_day(calendars.legal_calendar(), day)


def test_an_account_is_made_with_a_password_that_is_not_shown(desk: Client) -> None:
    desk.post(
        "/quan-tri/people/user/add/",
        {
            "username": "Yen",
            "name": "Lê Hải Yến",
            "kind": "person",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
            **NO_POSTINGS,
        },
    )

    made = User.objects.get(username="yen")
    assert made.check_password(PASSWORD)
    page = desk.get(f"/quan-tri/people/user/{made.pk}/change/").content.decode()
    assert made.password not in page


def test_the_operator_gives_a_new_password(desk: Client, citizen: User) -> None:
    desk.post(
        f"/quan-tri/people/user/{citizen.pk}/password/",
        {"usable_password": "true", "password1": "la-tre-7-xanh", "password2": "la-tre-7-xanh"},
    )

    citizen.refresh_from_db()
    assert citizen.check_password("la-tre-7-xanh")


@pytest.mark.parametrize(
    ("field", "value"),
    [("personal_number", "123"), ("tax_code", "0100000000"), ("phone", "12")],
)
def test_numbers_of_an_account_are_checked(
    desk: Client, citizen: User, field: str, value: str
) -> None:
    facts = {"username": "lan", "name": "Lan", "kind": "person", "is_active": "on"}

    page = desk.post(
        f"/quan-tri/people/user/{citizen.pk}/change/", facts | NO_POSTINGS | {field: value}
    )

    assert field in errors(page)


def test_an_account_is_put_out_of_use_and_given_a_posting_on_one_page(
    desk: Client, citizen: User, agency: Agency
) -> None:
    desk.post(
        f"/quan-tri/people/user/{citizen.pk}/change/",
        {
            "username": "lan",
            "name": "Trần Thị Lan",
            "kind": "person",
            "phone": "+84 912 345 678",
            "postings-TOTAL_FORMS": "1",
            "postings-INITIAL_FORMS": "0",
            "postings-0-user": str(citizen.pk),
            "postings-0-agency": str(agency.pk),
            "postings-0-role": "desk_officer",
            "postings-0-valid_from": "2026-01-01",
        },
    )

    citizen.refresh_from_db()
    assert not citizen.is_active
    assert citizen.phone == "0912345678"
    assert Posting.objects.get(user=citizen).role == Role.DESK_OFFICER


def test_a_posting_entered_by_mistake_is_deleted(
    desk: Client, citizen: User, agency: Agency
) -> None:
    posting = Posting.objects.create(
        user=citizen, agency=agency, role=Role.HEAD, valid_from=date(2026, 1, 1)
    )

    desk.post(f"/quan-tri/people/posting/{posting.pk}/delete/", {"post": "yes"})

    assert not Posting.objects.filter(pk=posting.pk).exists()


def test_tokens_are_read_and_revoked_but_not_changed(desk: Client, citizen: User) -> None:
    token, secret = make_token(citizen, name="Phần mềm", scope="all", days=30, at=AT)
    assert user_of_token(secret, at=AT) is not None

    page = desk.get(f"/quan-tri/people/token/{token.pk}/change/")
    desk.post(f"/quan-tri/people/token/{token.pk}/change/", {"name": "Khác"})
    assert desk.get("/quan-tri/people/token/add/").status_code == 403
    desk.post(
        "/quan-tri/people/token/",
        {"action": "revoke_chosen", "_selected_action": str(token.pk)},
    )

    assert token.sha256 not in page.content.decode()
    assert Token.objects.get().name == "Phần mềm"
    assert user_of_token(secret, at=AT) is None


def test_accounts_made_elsewhere_are_listed(desk: Client) -> None:
    create_account("yen", name="Lê Hải Yến")

    assert "Lê Hải Yến" in desk.get("/quan-tri/people/user/?q=yen").content.decode()


def test_a_holiday_is_not_announced_backwards(desk: Client) -> None:
    past = CalendarDay.objects.create(day=date(2026, 1, 1), name="Tết", kind="holiday")
    address = "/quan-tri/agencies/calendarday/"

    page = desk.post(f"{address}add/", {"day": "2026-01-05", "name": "Nghỉ", "kind": "holiday"})
    deleted = desk.post(f"{address}{past.pk}/delete/", {"post": "yes"})

    assert "đã qua: không công bố lùi ngày nghỉ" in page.content.decode()
    assert deleted.status_code == 403
    assert list(CalendarDay.objects.all()) == [past]
