"""Holidays brought in by the operator in a browser: every page clean, at both widths, no script."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from motcua.agencies.models import CalendarDay
from motcua.core.moments import local_day
from motcua.people.models import User
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.spreadsheets.books import book

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HEAD = ("Ngày", "Tên ngày", "Loại", "Căn cứ")
AHEAD = local_day(timezone.now()) + timedelta(days=40)


def logged_in(page: Page, live_server: Any, user: User) -> Page:
    """The page with this person's session."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def clean(page: Page) -> None:
    """One heading, nothing for axe, no wider than the screen."""
    expect(page.locator("h1")).to_have_count(1)
    check_accessibility(page)
    check_reflow(page)


def send(page: Page, content: bytes, folder: Path) -> None:
    """Choose a file by its label and send it."""
    file = folder / "ngay-nghi.xlsx"
    file.write_bytes(content)
    page.get_by_label("Tệp đã điền").set_input_files(file)
    page.get_by_role("button", name="Gửi và xem trước").press("Enter")
    page.wait_for_url("**/calendar/*/")


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_operator_mends_a_table_sees_what_it_does_and_brings_it_in(
    operator: User, live_server: Any, page_at: PageAt, width: int, tmp_path: Path
) -> None:
    CalendarDay.objects.create(day=AHEAD, name="Tên cũ", kind="holiday", source="TB 1")
    rows = (AHEAD, "Tên mới", "Nghỉ lễ", "TB 1"), ("31/02/2027", "Nghỉ bù Tết", "Nghỉ bù", "TB 2")
    mended = rows[0], ("26/02/2027", "Nghỉ bù Tết", "Nghỉ bù", "TB 2")
    page = logged_in(page_at(width), live_server, operator)

    page.goto(f"{live_server.url}/quan-tri/")
    page.get_by_role("link", name="Nhập bằng bảng tính").click()
    clean(page)
    page.get_by_role("link", name="Ngày nghỉ, ngày làm bù").click()
    clean(page)
    send(page, book(HEAD, *rows), tmp_path)
    expect(page.get_by_role("heading", name="Có 1 chỗ cần sửa")).to_be_visible()
    expect(page.locator(".errors")).to_contain_text(
        "dòng 3, cột A (Ngày): Không có ngày 31/02/2027"
    )
    clean(page)
    page.get_by_role("link", name="gửi lại").click()
    send(page, book(HEAD, *mended), tmp_path)
    expect(page.locator("main")).to_contain_text("đọc là thứ Sáu 26/02/2027")
    clean(page)
    page.get_by_role("button", name="Nhập 2 mục").press("Enter")
    expect(page.get_by_role("heading", name="kết quả nhập")).to_be_visible()
    clean(page)

    assert CalendarDay.objects.get(day=AHEAD).name == "Tên mới"
    assert CalendarDay.objects.count() == 2


def test_it_works_without_scripts(
    operator: User, live_server: Any, page_at: PageAt, tmp_path: Path
) -> None:
    page = logged_in(page_at(PHONE, scripts=False), live_server, operator)
    page.goto(f"{live_server.url}/quan-tri/nhap-bang/calendar/")

    send(page, book(HEAD, (AHEAD, "Nghỉ", "Nghỉ lễ", "")), tmp_path)
    page.get_by_role("button", name="Nhập 1 mục").click()

    expect(page.get_by_role("heading", name="kết quả nhập")).to_be_visible()
    assert CalendarDay.objects.count() == 1


def test_a_first_password_is_set_on_a_clean_page(
    operator: User, live_server: Any, page_at: PageAt, settings: Any
) -> None:
    from motcua.people import invitations

    settings.SITE_URL = live_server.url
    operator.set_unusable_password()
    operator.save(update_fields=["password"])
    page = page_at(PHONE)

    page.goto(invitations.link(operator))
    clean(page)
    for field in page.locator("input[type=password]").all():
        field.fill("mat-khau-rat-dai")
    page.get_by_role("button", name="Đặt mật khẩu").click()

    expect(page.locator("main")).to_contain_text("Mời đăng nhập")
    assert User.objects.get(pk=operator.pk).check_password("mat-khau-rat-dai")
