"""A birth is registered: from the home page to the receipt, and on the desk to its result.

By keyboard alone, in Vietnamese, at the width of a phone and of a screen, in a real browser against
the running product; every page on the way is looked at by axe.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from motcua.core.moments import local_day
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.journeys.conftest import Running
from tests.journeys.keyboard import Keyboard

BORN = local_day(timezone.now()) - timedelta(days=20)
ANSWERS = {
    "applicant.name": "Phạm Thu Hà",
    "applicant.personal_number": "027198000123",
    "applicant.phone": "0912 345 678",
    "applicant.email": "ha@example.com",
    "relation": "mother",
    "child_name": "Nguyễn Minh An",
    "child_sex": "male",
    "child_birth.day": f"{BORN:%d}",
    "child_birth.month": f"{BORN:%m}",
    "child_birth.year": f"{BORN:%Y}",
    "birth_at": "facility",
    "birth_facility": "Bệnh viện Sản Nhi Bắc Ninh",
    "birth_place.unit": "Phường Võ Cường",
    "birth_place.detail": "Đường Huyền Quang",
    "child_nationality": "VN",
    "child_ethnic": "Kinh",
    "child_hometown.unit": "Phường Võ Cường",
    "child_hometown.detail": "Khu phố Xuân Ổ",
    "mother_known": "yes",
    "mother_name": "Phạm Thu Hà",
    "mother_birth_known": "full",
    "mother_birth.day": "8",
    "mother_birth.month": "3",
    "mother_birth.year": "1998",
    "mother_personal_number": "027198000123",
    "mother_nationality": "VN",
    "mother_ethnic": "Kinh",
    "mother_lives": "vietnam",
    "mother_residence.unit": "Phường Võ Cường",
    "mother_residence.detail": "Số 12, ngõ 5, đường Nguyễn Văn Cừ",
    "parents_married": "no",
    "father_known": "no",
    "birth_paper": "certificate",
    "want_copies": "no",
    "return_method": "online",
}
CODE = re.compile(r"000\.\d\d\.\d\d\.H05-\d{6}-\d{4}")


@pytest.mark.journey
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_birth_is_registered_by_keyboard_alone(
    running: Running, page_at: PageAt, tmp_path: Path, width: int
) -> None:
    citizen = page_at(width)
    code = hand_in(citizen, running, tmp_path)

    for account, act in (
        ("motcua", "Tiếp nhận"),
        ("chuyenvien", "Chuyển bước"),
        ("lanhdao", "Ký kết quả"),
        ("motcua", "Trả kết quả"),
    ):
        do(page_at(width), running, account, code, act)

    citizen.reload()
    look(citizen)
    expect(citizen.locator("main")).to_contain_text("Đã trả kết quả")
    proof = running.motcua("verify")
    assert proof.returncode == 0, proof.stdout


def hand_in(page: Page, running: Running, folder: Path) -> str:
    """From the home page, in one's own words, to the tracking page; answers the code."""
    keys = Keyboard(page)
    page.goto(running.url)
    look(page)
    keys.tab_to("main input[name=q]")
    page.keyboard.type("làm giấy khai sinh cho con")
    keys.enter()
    look(page)
    keys.follow("Thủ tục đăng ký khai sinh")
    look(page)
    keys.follow("phường Võ Cường")
    look(page)
    keys.follow("Bắt đầu nộp hồ sơ")
    look(page)
    keys.fill_in({"registered": "no", "foreign": "no"}, until="Tiếp tục")
    keys.enter()
    look(page)
    keys.follow("Bắt đầu nộp hồ sơ")
    fill_in_every_page(page, keys, folder)
    keys.tab_to("main form input[type=checkbox]")
    page.keyboard.press("Space")
    keys.follow("Nộp hồ sơ")
    look(page)
    found = CODE.search(page.inner_text("main"))
    assert found, page.inner_text("main")
    keys.follow("Theo dõi hồ sơ")
    look(page)
    expect(page.locator("main")).to_contain_text("Chờ tiếp nhận")
    return found[0]


def fill_in_every_page(page: Page, keys: Keyboard, folder: Path) -> None:
    """Page after page of the form, until the review."""
    for _ in range(40):
        look(page)
        if page.url.rstrip("/").endswith("xem-lai"):
            return
        if page.locator("main input[type=file]").count():
            send_paper(page, keys, folder)
            keys.follow("Lưu và tiếp tục")
        else:
            keys.fill_in(ANSWERS, until="Lưu và tiếp tục")
            keys.enter()
        assert page.locator(".errors").count() == 0, page.inner_text("main")
    raise AssertionError("the form does not end")


def send_paper(page: Page, keys: Keyboard, folder: Path) -> None:
    """Choose a photograph of the paper; it is sent at once."""
    photograph = folder / "giấy chứng sinh.jpg"
    Image.new("RGB", (600, 800), "white").save(photograph)
    keys.choose_file("main input[type=file]", photograph)
    expect(page.locator("ul.files")).to_contain_text("giấy chứng sinh")
    page.keyboard.press("Home")


def do(page: Page, running: Running, account: str, code: str, act: str) -> None:
    """An officer logs in, opens the dossier by its code, and does one act."""
    keys = Keyboard(page)
    page.goto(f"{running.url}/dang-nhap/?next=/mot-cua/")
    look(page)
    keys.fill_in({"username": account, "password": running.password}, until="Đăng nhập")
    keys.enter()
    look(page)
    keys.tab_to("main input[name=q]")
    page.keyboard.type(code)
    keys.enter()
    look(page)
    keys.tab_to_text(act, tag="#viec a, #viec button")
    keys.enter()
    if "/viec/" in page.url:
        look(page)
        keys.fill_in({"outcome": "granted", "way": "online"}, until=act)
        keys.enter()
    look(page)
    expect(page.locator("main")).to_contain_text("Xong")


def look(page: Page) -> None:
    """Every page: clean for axe, and never wider than the screen."""
    check_accessibility(page)
    check_reflow(page)
