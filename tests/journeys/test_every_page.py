"""Every page of the running product, for whom it is: clean for axe, never wider than the screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.journeys.conftest import Running

PUBLIC = (
    "/",
    "/dich-vu/",
    "/dich-vu/?q=khai+sinh",
    "/dich-vu/?q=zzzz",
    "/dich-vu/1.001193/",
    "/dich-vu/1.001193/000.18.22.H05/",
    "/dich-vu/1.001193/000.18.22.H05/dung-truong-hop/",
    "/dich-vu/1.001193/000.18.22.H05/dung-truong-hop/?hoi=1&registered=yes",
    "/thong-ke/",
    "/thong-ke/?tu=hom-qua",
    "/tra-cuu/",
    "/tra-cuu/000.18.22.H05-991231-0001/",
    "/tra-cuu/khong-phai-ma/",
    "/dang-nhap/",
    "/dang-ky/",
    "/da-gui-thu/",
    "/quen-mat-khau/",
    "/doi-thu-dien-tu/x/",
    "/xac-minh/H05-1/?k=x",
    "/khong-co-trang-nay/",
    "/api/v1/docs",
)
CITIZEN = (
    "/tai-khoan/",
    "/tai-khoan/ma-truy-cap/",
    "/tai-khoan/du-lieu/",
    "/tai-khoan/xoa/",
    "/tai-khoan/bao-mat/",
    "/tai-khoan/bao-mat/lap-ma/",
    "/tai-khoan/bao-mat/bo-ma/",
    "/tai-khoan/bao-mat/mat-khau/",
    "/tai-khoan/bao-mat/thu-dien-tu/",
)
DESK = (
    "/mot-cua/",
    "/mot-cua/?viec=tat-ca",
    "/mot-cua/?viec=tin-nhan",
    "/mot-cua/?q=sai",
    "/mot-cua/tiep-nhan/",
    "/mot-cua/so-theo-doi/",
)
OWNER = (
    "/soan-thao/",
    "/soan-thao/1.001193/",
    "/soan-thao/nhap-bang/",
    "/soan-thao/nhap-bang/processes/",
)
OPERATOR = (
    "/quan-tri/",
    "/quan-tri/nhap-bang/",
    "/quan-tri/nhap-bang/officers/",
    "/quan-tri/kiem-tra/",
    "/quan-tri/thu-dien-tu/",
    "/quan-tri/agencies/agency/",
    "/quan-tri/dossiers/dossier/",
    "/quan-tri/dossiers/outboxrow/",
    "/quan-tri/people/user/add/",
)


@pytest.mark.journey
@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_every_page_is_clean_and_fits(running: Running, page_at: PageAt, width: int) -> None:
    for account, addresses in (
        ("", PUBLIC),
        ("nguoidan", CITIZEN),
        ("motcua", DESK),
        ("soanthao", OWNER),
        ("quantri", OPERATOR),
    ):
        page = page_at(width)
        if account:
            log_in(page, running, account)
        for address in (*addresses, *found_on(page, running, account)):
            page.goto(running.url + address)
            check_accessibility(page)
            if not address.startswith("/quan-tri/"):  # Django's own tables scroll within
                check_reflow(page)


def log_in(page: Page, running: Running, account: str) -> None:
    """By name and the demo's password."""
    page.goto(f"{running.url}/dang-nhap/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", running.password)
    page.click("main form button")
    page.wait_for_load_state()


def found_on(page: Page, running: Running, account: str) -> Iterator[str]:
    """Pages of the account's own dossiers and drafts, and of the first dossiers of a queue."""
    if account == "nguoidan":
        page.goto(f"{running.url}/tai-khoan/")
        yield from _links(page, r"/tra-cuu/000[^/]+/$", 6)
        for code in _links(page, r"/tra-cuu/000[^/]+/$", 3):
            yield f"{code}to-khai/"
            yield f"{code}rut/"
            yield f"{code}bo-sung/"
    if account == "motcua":
        for state in ("submitted", "decided"):
            page.goto(f"{running.url}/mot-cua/?trang-thai={state}")
            for address in _links(page, r"/mot-cua/000[^/]+/$", 2):
                yield address
                yield f"{address}viec/request-supplement/"
                yield f"{address}viec/return-result/"
                yield f"{address}viec/refuse/"
        page.goto(f"{running.url}/mot-cua/tiep-nhan/")
        yield from _links(page, r"/mot-cua/tiep-nhan/.+", 1)


def _links(page: Page, pattern: str, most: int) -> list[str]:
    hrefs: list[str] = page.eval_on_selector_all(
        "main a", "links => links.map(link => link.getAttribute('href') || '')"
    )
    return [href for href in dict.fromkeys(hrefs) if re.search(pattern, href)][:most]
