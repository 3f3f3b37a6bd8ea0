"""The README's picture is made here, so that it shows the product as it is.

`make pictures` keeps it in `docs/pictures/`; an ordinary run makes and forgets it.
"""

import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.conftest import Running

DOCS = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.mark.journey
def test_the_picture_of_the_readme_shows_a_service_found(
    running: Running, browser: Browser, tmp_path: Path
) -> None:
    folder = DOCS if os.environ.get("MOTCUA_PICTURES") else tmp_path
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    page.goto(f"{running.url}/dich-vu/?q=làm giấy khai sinh cho con")

    page.screenshot(path=folder / "portal.png")

    colours = Image.open(folder / "portal.png").convert("RGB").getcolors(1 << 24)
    assert colours
    assert len(colours) > 50
