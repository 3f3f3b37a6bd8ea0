"""Every page of the operator in a browser: nothing for axe, nothing inline, never too wide."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from motcua.people.models import User
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.cast import Cast
from tests.config.test_admin import pages

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def logged_in(page: Page, live_server: Any, user: User) -> Page:
    """The page with this person's session."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_every_page_of_the_operator(
    rows: Cast, operator: User, live_server: Any, page_at: PageAt, width: int
) -> None:
    page = logged_in(page_at(width), live_server, operator)

    for path in pages(rows):
        page.goto(live_server.url + path)
        check_accessibility(page)
        check_reflow(page)
