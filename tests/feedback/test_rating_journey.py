"""Rating in a browser: by keyboard, on a phone, without scripts, clean for axe."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.core.states import State
from motcua.dossiers.models import Dossier
from motcua.feedback.queries import rating_of
from tests import cast as people
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.cast import Cast
from tests.desk.browsing import logged_in
from tests.dossiers.scenes import in_state

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A ward with its officers, a citizen, and a service."""
    return people.make()


@pytest.fixture
def returned(cast: Cast) -> Dossier:
    return in_state(cast, State.RETURNED)


def shown(page: Page, name: str) -> None:
    check_accessibility(page)
    check_reflow(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_row_left_out_is_told_then_it_is_given_and_thanked_for(
    cast: Cast, returned: Dossier, live_server: Any, page_at: PageAt, width: int
) -> None:
    page = logged_in(page_at(width), live_server, cast.citizen)
    page.goto(f"{live_server.url}/tra-cuu/{returned.code}/")
    shown(page, f"rating-1-{width}")

    page.locator("input[name=ease][value=satisfied]").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Gửi đánh giá").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[role=alert], .errors").first).to_be_visible()
    shown(page, f"rating-2-{width}")

    for name in ("time", "conduct"):
        page.locator(f"input[name={name}][value=very_satisfied]").focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Gửi đánh giá").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Cảm ơn ông/bà đã đánh giá.")
    shown(page, f"rating-3-{width}")

    found = rating_of(returned)
    assert found is not None
    assert (found.ease, found.conduct) == ("satisfied", "very_satisfied")


def test_without_scripts_on_a_phone(
    cast: Cast, returned: Dossier, live_server: Any, page_at: PageAt
) -> None:
    page = logged_in(page_at(PHONE, scripts=False), live_server, cast.citizen)
    page.goto(f"{live_server.url}/tra-cuu/{returned.code}/danh-gia/")
    for name in ("ease", "time", "conduct"):
        page.locator(f"input[name={name}][value=not_yet_satisfied]").check(force=True)
    page.get_by_role("button", name="Gửi đánh giá").click()

    expect(page.locator("main")).to_contain_text("chưa hài lòng")
