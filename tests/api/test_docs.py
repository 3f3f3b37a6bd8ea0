"""The page for developers in a real browser: accessible, strict, nothing from elsewhere."""

from typing import Any

import pytest

from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_reference_reads_well_and_asks_no_other_host(
    live_server: Any, page_at: PageAt, width: int
) -> None:
    page, asked = page_at(width), list[str]()
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs", wait_until="networkidle")

    assert page.get_by_role("heading", level=1).inner_text() == "API cho phần mềm"
    assert page.get_by_role("heading", name="POST /api/v1/drafts/{draft}/submit").is_visible()
    assert all(url.startswith(live_server.url) for url in asked)
    check_accessibility(page)
    check_reflow(page)


def test_types_are_one_step_away(live_server: Any, page_at: PageAt) -> None:
    page = page_at(SCREEN, scripts=False)
    page.goto(f"{live_server.url}/api/v1/docs")

    page.get_by_role("link", name="CheckedShape").first.click()

    assert page.url.endswith("#type-CheckedShape")
    assert page.get_by_role("heading", name="CheckedShape").is_visible()
