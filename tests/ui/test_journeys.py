"""The design system in a real browser: accessible at two widths, and what the scripts add."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.ui.pages import autosaved

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

EXAMPLES = Path(__file__).parents[1] / "core" / "conditions.json"
GALLERIES = ["/giao-dien/", "/giao-dien/loi/", "/giao-dien/ban-lam-viec/", "/khong-co/"]


@pytest.fixture
def open_page(live_server: Any, page_at: PageAt) -> Callable[..., Page]:
    """`open_page("/giao-dien/", 360)`: the page of the running server at that width."""

    def at(path: str, width: int = SCREEN, **options: bool) -> Page:
        page = page_at(width, **options)
        page.goto(live_server.url + path, wait_until="networkidle")
        return page

    return at


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, SCREEN])
@pytest.mark.parametrize("path", GALLERIES)
def test_the_gallery_breaks_no_rule_of_accessibility(
    open_page: Callable[..., Page], path: str, width: int, dark: bool
) -> None:
    page = open_page(path, width, dark=dark)

    check_accessibility(page)
    check_reflow(page)


@pytest.mark.parametrize("path", GALLERIES)
def test_the_gallery_reflows_on_the_narrowest_screen(
    open_page: Callable[..., Page], path: str
) -> None:
    check_reflow(open_page(path, 320))


def test_dialogs_break_no_rule_either(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/ban-lam-viec/")
    page.get_by_role("link", name="Từ chối…").click()

    expect(page.get_by_role("dialog")).to_be_visible()
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_dialog_opens_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/", scripts=False)
    page.get_by_role("link", name="Rút hồ sơ…").click()

    expect(page.get_by_role("button", name="Rút hồ sơ", exact=True)).to_be_visible()


def test_focus_goes_to_the_errors_and_each_leads_to_its_field(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/giao-dien/loi/", PHONE)

    assert page.title().startswith("Lỗi: ")
    expect(page.locator(".errors").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ngày", exact=True)).to_be_focused()


def test_the_browser_reads_conditions_as_python_does(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/")
    examples = json.loads(EXAMPLES.read_text())

    held = page.evaluate(
        """async (examples) => {
            const { holds } = await import('/static/ui/conditions.js');
            return examples.map((example) => holds(example.condition, example.answers));
        }""",
        examples,
    )

    wrong = [e for e, got in zip(examples, held, strict=True) if got is not e["holds"]]
    assert not wrong
    assert len(examples) >= 20


def test_fields_appear_and_disappear_with_the_answers_they_depend_on(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/thu/bieu-mau/", PHONE)
    age, number = page.get_by_label("Tuổi"), page.get_by_label("Số thẻ")
    expect(age).to_be_hidden()

    page.get_by_label("Có", exact=True).check()
    expect(number).to_be_hidden()
    age.fill("3")
    expect(number).to_be_visible()
    age.fill("12")
    expect(number).to_be_hidden()
    age.fill("5")
    page.get_by_label("Không", exact=True).check()
    expect(age).to_be_hidden()
    expect(number).to_be_hidden()


def test_without_scripts_every_field_is_there(open_page: Callable[..., Page]) -> None:
    page = open_page("/thu/bieu-mau/", PHONE, scripts=False)

    expect(page.get_by_label("Tuổi")).to_be_visible()
    expect(page.get_by_label("Số thẻ")).to_be_visible()


def test_what_is_typed_is_saved_while_typing_and_the_page_says_so(
    open_page: Callable[..., Page],
) -> None:
    autosaved.clear()
    page = open_page("/thu/bieu-mau/", PHONE)
    page.get_by_label("Có", exact=True).check()
    page.get_by_label("Tuổi").press_sequentially("41", delay=50)

    expect(page.get_by_role("status")).to_have_text(re.compile(r"Đã lưu lúc \d+ giờ \d\d"))
    assert [post["age"] for post in autosaved] == ["41"]


def test_a_lost_network_is_said_and_tried_again(open_page: Callable[..., Page]) -> None:
    autosaved.clear()
    page = open_page("/thu/bieu-mau/", PHONE)
    page.route("**/thu/luu/", lambda route: route.abort())
    page.get_by_label("Có", exact=True).check()
    expect(page.get_by_role("status")).to_contain_text("chưa lưu được")

    page.unroute("**/thu/luu/")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu", timeout=10_000)
    assert [post["has_child"] for post in autosaved] == ["yes"]


def test_leaving_the_page_at_once_still_saves(open_page: Callable[..., Page]) -> None:
    autosaved.clear()
    page = open_page("/thu/bieu-mau/", PHONE)
    page.get_by_label("Không", exact=True).check()
    page.goto(page.url.replace("/thu/bieu-mau/", "/giao-dien/"), wait_until="networkidle")

    assert [post["has_child"] for post in autosaved] == ["no"]


def a_file(name: str) -> FilePayload:
    """A file to choose."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": b"x" * 1000}


def test_a_chosen_file_is_sent_at_once_and_nothing_typed_is_lost(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/thu/giay/", PHONE)
    page.get_by_label("Lời nhắn").fill("Gọi sau 17 giờ")
    page.get_by_label("Chọn ảnh hoặc tệp").set_input_files([a_file("chung-sinh.pdf")])

    expect(page.get_by_text("chung-sinh.pdf").first).to_be_visible()
    expect(page.locator("#giay-d1")).to_be_focused()
    expect(page.get_by_label("Lời nhắn")).to_have_value("Gọi sau 17 giờ")


def test_a_dropped_file_is_sent_as_a_chosen_one(open_page: Callable[..., Page]) -> None:
    page = open_page("/thu/giay/")
    page.locator("form.drop").evaluate(
        """(form) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(['x'], 'chung-sinh.pdf'));
            form.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }));
        }"""
    )

    expect(page.get_by_text("chung-sinh.pdf").first).to_be_visible()


def test_a_refused_file_is_explained_at_its_paper(open_page: Callable[..., Page]) -> None:
    page = open_page("/thu/giay/", PHONE)
    page.get_by_label("Chọn ảnh hoặc tệp").set_input_files([a_file("to-khai.docx")])

    expect(page.locator("#giay-d1")).to_contain_text("Tệp .docx không xem được ở đây")


def test_the_keys_of_the_desk_move_act_and_stay_silent_in_text(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/giao-dien/ban-lam-viec/")
    page.evaluate(
        "document.querySelector('[data-key=t]').addEventListener('click', () => "
        "{ document.body.dataset.accepted = Number(document.body.dataset.accepted || 0) + 1; })"
    )
    selected = page.locator('.queue tr[aria-selected="true"]')

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(selected).to_contain_text("Lý Thị Phượng")
    page.keyboard.press("k")
    expect(selected).to_contain_text("Vũ Đức Thịnh")
    expect(selected.get_by_role("link")).to_be_focused()
    page.keyboard.press("x")
    expect(selected.get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("t")
    assert page.evaluate("document.body.dataset.accepted") == "1"

    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("tjx")
    expect(search).to_have_value("tjx")
    assert page.evaluate("document.body.dataset.accepted") == "1"


def test_composing_vietnamese_never_fires_a_key(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/ban-lam-viec/")
    for composing in ("isComposing: true", "keyCode: 229"):
        page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', "
            f"{{ key: 'j', bubbles: true, {composing} }}))"
        )

    expect(page.locator('.queue tr[aria-selected="true"]')).to_have_count(0)


def test_all_keys_are_behind_the_question_mark_and_can_be_switched_off(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/giao-dien/ban-lam-viec/")
    page.keyboard.press("?")
    page.get_by_label("Dùng phím tắt trên máy này").uncheck()
    page.get_by_role("link", name="Đóng").click()
    page.keyboard.press("j")
    expect(page.locator('.queue tr[aria-selected="true"]')).to_have_count(0)

    page.reload()
    page.keyboard.press("j")
    expect(page.locator('.queue tr[aria-selected="true"]')).to_have_count(0)


def test_an_act_the_law_forbids_does_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/ban-lam-viec/")
    before = page.url
    page.get_by_role("button", name="Yêu cầu bổ sung").click(force=True)
    page.keyboard.press("b")

    assert page.url == before


def test_a_first_visit_loads_few_files(open_page: Callable[..., Page], page_at: PageAt) -> None:
    page = page_at(PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(open_page("/khong-co/").url)
    page.wait_for_load_state("networkidle")

    assert len(asked) <= 8 + 1, asked  # the mark in the tab is the ninth
    assert all("127.0.0.1" in url or "localhost" in url for url in asked)
