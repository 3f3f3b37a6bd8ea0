"""A telephone is set up by its picture alone: what is on the screen is read as an app reads it."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image

from tests.browser import PHONE, SCREEN, PageAt
from tests.journeys.conftest import Running
from tests.journeys.test_every_page import log_in


@pytest.mark.journey
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_picture_says_the_key_that_stands_below(
    running: Running, page_at: PageAt, width: int
) -> None:
    page = page_at(width)
    log_in(page, running, "nguoidan")
    page.goto(f"{running.url}/tai-khoan/bao-mat/lap-ma/")

    seen = page.locator(".qrbox").screenshot(scale="device")
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(seen)).convert("L"))

    shown = "".join(page.locator("main p .code").all_inner_texts())
    assert [parse_qs(urlsplit(code.text).query)["secret"] for code in found] == [[shown]]
