"""A real Chromium for tests: the fixtures `browser` and `page_at(width)`, and the axe check."""

import os
import shutil
from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PHONE, SCREEN = 360, 1280
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PageAt = Callable[..., Page]
_faults: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, one for the whole run."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("There is no chromium. On Debian: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django's ORM would refuse to work in it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """`page_at(360)`: a fresh page of that width; the test fails on any error of a script or CSP.

    `dark=True` asks for the dark colours, `scripts=False` switches JavaScript off.
    """
    opened: list[Page] = []

    def open_page(width: int, *, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale="vi-VN",
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        opened.append(page)
        _watch(page)
        return page

    yield open_page
    for page in opened:
        check_faults(page)
        page.context.close()


def _watch(page: Page) -> None:
    """Remember every script that fails and everything that the page's policy forbids."""
    faults = _faults.setdefault(page, [])
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if _is_fault(line.text) else None)


def _is_fault(line: str) -> bool:
    return "Content Security Policy" in line or "Uncaught" in line


def check_faults(page: Page) -> None:
    """Fails when a script failed, or wanted what the content security policy forbids."""
    assert not _faults[page], "\n".join(_faults[page])


def check_accessibility(page: Page) -> None:
    """Fails with axe's own report when the page breaks any of its rules."""
    check_faults(page)
    results = Axe().run(page)
    _faults[page].clear()  # axe tries inline styles of its own
    assert results.violations_count == 0, results.generate_report()


def check_reflow(page: Page) -> None:
    """Fails when the page can be scrolled sideways."""
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wider <= 0, f"{page.url} is {wider} px wider than the screen"
