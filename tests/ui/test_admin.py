"""Django's admin in our clothes: under the same content security policy, in the same colours."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from motcua.agencies.models import Agency
from motcua.people.models import Posting, User
from motcua.people.roles import Role
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def operator() -> User:
    """Somebody who holds the posting."""
    user = User.objects.create_user("quantri", "x", name="Đỗ Minh Quân")
    agency = Agency.objects.create(
        code="000.00.00.H05", name="Bắc Ninh", kind=Agency.Kind.PROVINCE, jurisdiction="H05"
    )
    Posting.objects.create(
        user=user, agency=agency, role=Role.OPERATOR, valid_from=date(2020, 1, 1)
    )
    return user


def logged_in(page: Page, live_server: Any, user: User) -> Page:
    """The page with this user's session."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_operators_pages_wear_the_mark(
    live_server: Any, page_at: PageAt, operator: User, width: int, dark: bool
) -> None:
    page = logged_in(page_at(width, dark=dark), live_server, operator)
    page.goto(f"{live_server.url}/quan-tri/", wait_until="networkidle")

    expect(page.locator("#site-name svg")).to_be_visible()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    check_accessibility(page)


@pytest.mark.parametrize("path", ["agency/", "agency/add/", "calendarday/add/"])
def test_lists_and_forms_of_the_admin_need_nothing_inline(
    live_server: Any, page_at: PageAt, operator: User, path: str
) -> None:
    page = logged_in(page_at(SCREEN), live_server, operator)
    page.goto(f"{live_server.url}/quan-tri/agencies/{path}", wait_until="networkidle")

    expect(page.locator("#content")).to_be_visible()
    check_accessibility(page)
