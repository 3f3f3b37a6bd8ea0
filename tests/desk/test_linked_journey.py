"""A land dossier goes province, tax office, province: one appointment, the late hours the tax's."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.dossiers import acts, watchdog, worker
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import tracked
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.cast import Cast
from tests.desk.browsing import logged_in
from tests.dossiers.linked import TaxOffice, land_process, tax_office

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
LONG_AGO = timedelta(days=12)


def shown(page: Page, name: str) -> None:
    """Clean, as wide as the screen; kept as a picture where somebody wants to look."""
    expect(page.locator("h1")).to_have_count(1)
    check_accessibility(page)
    check_reflow(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def at_tax(cast: Cast, tax: TaxOffice) -> Dossier:
    """Accepted twelve days ago with three days' time, and with the tax office ever since."""
    land_process(cast, tax)
    at = cast.at - LONG_AGO
    dossier = acts.accept(cast.submitted(at=at), by=cast.desk, at=at)
    there = acts.advance(dossier, by=cast.handling, at=at + timedelta(minutes=20))
    worker.drain("H05", at=cast.at)
    watchdog.look("H05", at=cast.at)
    return there


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_province_tax_office_province(
    cast: Cast, live_server: Any, page_at: PageAt, width: int
) -> None:
    tax = tax_office(cast.at)
    dossier = at_tax(cast, tax)
    site, promised = live_server.url, dossier.appointment
    lead = logged_in(page_at(width), live_server, cast.desk)
    office = logged_in(page_at(width), live_server, tax.officer)

    lead.goto(f"{site}/mot-cua/?viec=noi-khac")
    expect(lead.locator("main")).to_contain_text("Thuế tỉnh Bắc Ninh: Xác định nghĩa vụ tài chính")
    shown(lead, f"1-cho-co-quan-khac-{width}")
    lead.goto(f"{site}/mot-cua/can-chu-y/")
    expect(lead.locator("main")).to_contain_text("Nhắc Thuế tỉnh Bắc Ninh")
    shown(lead, f"2-can-chu-y-{width}")

    office.goto(f"{site}/mot-cua/y-kien/")
    expect(office.locator("main")).to_contain_text("Xác định nghĩa vụ tài chính")
    shown(office, f"3-hop-thu-cua-thue-{width}")
    office.goto(f"{site}/mot-cua/{dossier.code}/viec/advance/")
    shown(office, f"4-chuyen-buoc-{width}")
    office.locator("main form button").last.click()
    expect(office.locator("main")).to_contain_text("Xong: chuyển bước")

    head = logged_in(page_at(width), live_server, cast.head)
    head.goto(f"{site}/mot-cua/{dossier.code}/")
    table = head.locator("section", has_text="Thời gian đã dùng").last
    expect(table).to_contain_text("Thuế tỉnh Bắc Ninh: Xác định nghĩa vụ tài chính")
    expect(table).to_contain_text("trong đó Thuế tỉnh Bắc Ninh")
    shown(head, f"5-ho-so-tro-lai-{width}")
    now = tracked(dossier.code)
    assert now is not None
    assert (now.holder_agency, now.appointment) == (cast.ward, promised)

    citizen = logged_in(page_at(width), live_server, cast.citizen)
    citizen.goto(f"{site}/tra-cuu/{dossier.code}/")
    expect(citizen.locator("main")).to_contain_text("Thuế tỉnh Bắc Ninh")
    shown(citizen, f"6-nguoi-nop-{width}")


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_several_are_asked_on_one_page_and_one_answers(
    cast: Cast, live_server: Any, page_at: PageAt, width: int
) -> None:
    tax, other = tax_office(cast.at), tax_office(cast.at, code="000.26.10.G12", name="xaydung")
    dossier = cast.accepted()
    handling = logged_in(page_at(width), live_server, cast.handling)

    handling.goto(f"{live_server.url}/mot-cua/{dossier.code}/viec/consult/")
    shown(handling, f"7-hoi-y-kien-{width}")
    handling.get_by_label("Cơ quan được hỏi").fill(tax.agency.code)
    handling.get_by_label("Cần hỏi điều gì").fill("Thửa đất còn nợ thuế không?")
    _add(handling, other.agency.code)
    handling.locator("main form button[data-key]").last.click()

    expect(handling.locator("main")).to_contain_text(other.agency.name)
    shown(handling, f"8-da-hoi-{width}")
    office = logged_in(page_at(width), live_server, tax.officer)
    office.goto(f"{live_server.url}/mot-cua/y-kien/{dossier.code}/")
    shown(office, f"9-thue-doc-{width}")


def _add(page: Page, code: str) -> None:
    """The first row of who is asked at once."""
    button = page.get_by_role("button", name="Thêm")
    if button.count():
        button.first.click()
    page.locator("[name^='others'][name$='agency']").first.fill(code)
