"""The studio in a browser: clean for axe, never wider than the screen, by keyboard alone."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from motcua.catalogue.models import Service
from motcua.people.models import User
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.cast import Cast
from tests.studio.conftest import Publish

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LONG = (
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của "
    "Việt Nam hoặc của nước ngoài cấp hoặc chứng nhận"
)


def logged_in(page: Page, live_server: Any, user: User) -> Page:
    """The page with this person's session."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def clean(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_have_count(1)
    check_accessibility(page)
    check_reflow(page)


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_every_page_of_the_studio(
    cast: Cast, owner: User, published: Publish, live_server: Any, page_at: PageAt, width: int
) -> None:
    new = published(name=LONG, free=False)
    page = logged_in(page_at(width), live_server, owner)
    stranger = logged_in(page_at(width), live_server, cast.citizen)

    clean(page, f"{live_server.url}/soan-thao/")
    clean(page, f"{live_server.url}/soan-thao/?q=xyz")
    clean(page, f"{live_server.url}/soan-thao/loi-tim/?said=karaoke&law=khai%20sinh")
    clean(page, f"{live_server.url}/soan-thao/{new.code}/")
    clean(page, f"{live_server.url}/soan-thao/{cast.service.procedure.code}/")
    clean(page, f"{live_server.url}/soan-thao/quy-trinh/")
    clean(page, f"{live_server.url}/soan-thao/quy-trinh/9.000001/{cast.ward.code}/")
    clean(stranger, f"{live_server.url}/soan-thao/")


def test_a_procedure_is_published_by_keyboard_alone(
    cast: Cast, owner: User, published: Publish, live_server: Any, page_at: PageAt
) -> None:
    new = published()
    page = logged_in(page_at(SCREEN), live_server, owner)
    page.goto(f"{live_server.url}/soan-thao/", wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("dang ky moi")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("link", name=new.name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Cơ quan nhận hồ sơ trên mạng").focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    expect(page.locator("main")).to_contain_text("Đã công bố ở")
    assert Service.objects.offered().filter(procedure=new).count() == 1
