"""The hands stay on the keyboard: keys of the queue, the dossier, its acts and the counter."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.core.states import State
from motcua.dossiers import acts
from tests.browser import SCREEN, PageAt
from tests.cast import Cast
from tests.desk.browsing import logged_in
from tests.desk.conftest import now, url

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def press(page: Page, *keys: str) -> None:
    """Keys that stay on the page."""
    for key in keys:
        page.keyboard.press(key)


def go(page: Page, key: str) -> None:
    """A key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state("networkidle")


@pytest.fixture
def page(cast: Cast, live_server: Any, page_at: PageAt) -> Page:
    """The desk officer at a screen."""
    return logged_in(page_at(SCREEN), live_server, cast.desk)


def test_a_dossier_is_found_accepted_and_left_without_the_mouse(
    cast: Cast, live_server: Any, page: Page
) -> None:
    first, second = (cast.submitted(at=cast.at + timedelta(minutes=n)) for n in (0, 1))
    page.goto(f"{live_server.url}/mot-cua/", wait_until="networkidle")

    press(page, "j", "j", "k")
    expect(page.locator("tr[aria-selected=true]")).to_contain_text(first.code.partition("-")[2])
    go(page, "Enter")
    assert page.url.endswith(url(first))
    go(page, "t")
    expect(page.locator("main")).to_contain_text("Xong: tiếp nhận")
    go(page, "j")
    assert page.url.endswith(url(second))
    go(page, "u")
    assert page.url.endswith("/mot-cua/")

    assert now(first).state == State.ACCEPTED


def test_the_key_b_asks_for_a_supplement_with_a_phrase_that_becomes_words(
    cast: Cast, live_server: Any, page: Page
) -> None:
    dossier = cast.submitted()
    page.goto(live_server.url + url(dossier), wait_until="networkidle")
    go(page, "b")

    expect(page.locator("[data-preview]")).to_be_hidden()
    expect(page.locator("[name='message.subject']")).to_be_hidden()
    page.locator("[name='ask.subject']").focus()
    press(page, "Space", "Tab", "Space")

    words = page.locator("[name='message.subject']")
    expect(words).to_have_value("Để trống, xin điền.")
    expect(page.locator("[data-points]")).to_have_text("Việc cần làm: Để trống, xin điền.")
    words.fill("Ghi rõ hơn.")
    expect(page.locator("[data-points]")).to_have_text("Việc cần làm: Ghi rõ hơn.")
    page.locator("[name=pledge]").focus()
    press(page, "Space")
    go(page, "Control+Enter")

    assert now(dossier).state == State.AWAITING_APPLICANT


def test_own_words_are_not_lost_when_a_phrase_is_chosen(
    cast: Cast, live_server: Any, page: Page
) -> None:
    page.goto(live_server.url + url(cast.submitted(), "viec", "request-supplement"))
    page.locator("[name='ask.paper']").check()
    words = page.locator("[name='message.paper']")
    words.fill("Trang 2 bị gấp.")
    page.get_by_text("Giấy đã hết hạn").click()

    expect(words).to_have_value("Trang 2 bị gấp. Giấy đã hết hạn, xin gửi giấy còn hạn.")


def test_without_scripts_every_line_and_phrase_is_there(
    cast: Cast, live_server: Any, page_at: PageAt
) -> None:
    dossier = cast.submitted()
    page = logged_in(page_at(SCREEN, scripts=False), live_server, cast.desk)
    page.goto(live_server.url + url(dossier, "viec", "request-supplement"))
    page.locator("[name='ask.paper']").check()
    page.get_by_text("Giấy đã hết hạn").click()
    page.locator("[name=pledge]").check()
    page.get_by_role("button", name="Yêu cầu bổ sung").click()

    assert now(dossier).state == State.AWAITING_APPLICANT


def test_what_cannot_be_undone_has_no_key(cast: Cast, live_server: Any, page: Page) -> None:
    dossier = cast.submitted()
    page.goto(live_server.url + url(dossier), wait_until="networkidle")

    for act in ("refuse", "withdraw"):
        assert page.locator(f"#viec [href$='/viec/{act}/']").get_attribute("data-key") is None


def test_typing_vietnamese_in_a_field_fires_no_act(
    cast: Cast, live_server: Any, page: Page
) -> None:
    dossier = cast.submitted()
    page.goto(live_server.url + url(dossier, "viec", "refuse"), wait_until="networkidle")
    page.get_by_label("Lý do").focus()
    page.keyboard.type("tbcnju tiếp nhận")

    assert page.url.endswith("/viec/refuse/")
    assert now(dossier).state == State.SUBMITTED


def test_the_handling_officer_hands_on_with_c(
    cast: Cast, live_server: Any, page_at: PageAt
) -> None:
    dossier = acts.accept(cast.submitted(), by=cast.desk, at=cast.at)
    page = logged_in(page_at(SCREEN), live_server, cast.handling)
    page.goto(live_server.url + url(dossier), wait_until="networkidle")
    go(page, "c")
    go(page, "Control+Enter")

    assert now(dossier).step == 1


def test_n_and_a_number_lead_to_the_counter_and_a_service(
    cast: Cast, live_server: Any, page: Page
) -> None:
    page.goto(f"{live_server.url}/mot-cua/", wait_until="networkidle")
    go(page, "n")
    press(page, "/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.locator("h1").click()
    go(page, "1")

    assert page.url.endswith(f"/{cast.service.procedure.code}/{cast.ward.code}/")


def test_all_keys_are_behind_the_question_mark(cast: Cast, live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/mot-cua/", wait_until="networkidle")
    press(page, "?")

    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_hidden()


def test_keys_can_be_switched_off(cast: Cast, live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/mot-cua/", wait_until="networkidle")
    page.get_by_label("Dùng phím tắt").first.uncheck()
    page.locator("h1").click()
    press(page, "n")

    assert page.url.endswith("/mot-cua/")


def test_fields_that_depend_on_others_open_at_once_on_the_heads_page(
    cast: Cast, live_server: Any, page_at: PageAt
) -> None:
    page = logged_in(page_at(SCREEN), live_server, cast.head)
    page.goto(live_server.url + url(cast.at_signing(), "viec", "decide"))
    page.wait_for_load_state("networkidle")

    expect(page.get_by_label("Lý do không chấp thuận")).to_be_hidden()
    page.get_by_label("Không chấp thuận", exact=True).check()
    expect(page.get_by_label("Lý do không chấp thuận")).to_be_visible()
