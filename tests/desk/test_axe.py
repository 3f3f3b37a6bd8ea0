"""Every page of the desk in a browser: clean for axe and never wider than a phone or a screen."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.core.states import Outcome
from motcua.documents.images import make_page_images
from motcua.dossiers import acts, supplements, worker
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import papers_of
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.browser import PHONE, SCREEN, PageAt, check_accessibility, check_reflow
from tests.cast import Cast
from tests.desk.browsing import logged_in
from tests.desk.conftest import url

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [PHONE, SCREEN])
LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Sản xuất Thương mại Dịch vụ Kinh Bắc"


def submitted(cast: Cast) -> Dossier:
    """With a long name and the picture of its paper."""
    named: dict[str, Any] = {"applicant.name": LONG}
    draft = cast.draft(**named)
    dossier = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    make_page_images(papers_of(dossier)[0].file)
    return dossier


def awaiting(cast: Cast) -> Dossier:
    item = SupplementItem(kind="document", id="paper", message="Ảnh mờ, chụp lại")
    return acts.request_supplement(submitted(cast), by=cast.desk, at=cast.at, items=[item])


def supplemented(cast: Cast) -> Dossier:
    item = SupplementItem(kind="field", id="subject", message="Ghi rõ")
    dossier = acts.request_supplement(submitted(cast), by=cast.desk, at=cast.at, items=[item])
    supplements.save(dossier, supplements.open_request(dossier), {"subject": "Rõ"})
    return acts.supplement(dossier, by=cast.applicant, at=cast.at)


def with_receipt(cast: Cast) -> Dossier:
    dossier = acts.accept(submitted(cast), by=cast.desk, at=cast.at)
    worker.drain("H05", at=cast.at + timedelta(seconds=1))
    return dossier


def at_signing(cast: Cast) -> Dossier:
    dossier = acts.accept(submitted(cast), by=cast.desk, at=cast.at)
    return acts.advance(dossier, by=cast.handling, at=cast.at)


def decided(cast: Cast) -> Dossier:
    return acts.decide(at_signing(cast), by=cast.head, at=cast.at, outcome=Outcome.GRANTED)


def returned(cast: Cast) -> Dossier:
    return acts.return_result(decided(cast), by=cast.desk, at=cast.at, way="counter")


OFFICERS = ("desk", "handling", "head")
STATES = (
    (submitted, "desk"),
    (awaiting, "desk"),
    (supplemented, "desk"),
    (with_receipt, "handling"),
    (at_signing, "head"),
    (decided, "desk"),
    (returned, "desk"),
)
ACTS = (
    (submitted, "desk", "accept"),
    (submitted, "desk", "request-supplement"),
    (submitted, "desk", "refuse"),
    (submitted, "desk", "withdraw"),
    (with_receipt, "handling", "assign"),
    (with_receipt, "handling", "advance"),
    (with_receipt, "head", "apologise"),
    (at_signing, "head", "send-back"),
    (at_signing, "head", "decide"),
    (decided, "desk", "return-result"),
    (returned, "desk", "return-result"),  # refused in words
)


def clean(page: Page, address: str) -> None:
    """Open the page and look at it."""
    page.goto(address)
    expect(page.locator("h1")).to_have_count(1)
    check_accessibility(page)
    check_reflow(page)


@WIDTHS
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_queue(cast: Cast, live_server: Any, page_at: PageAt, width: int, dark: bool) -> None:
    page = logged_in(page_at(width, dark=dark), live_server, cast.desk)
    clean(page, f"{live_server.url}/mot-cua/")
    for days in (20, 0):
        cast.submitted(at=cast.at - timedelta(days=days))
    submitted(cast)
    awaiting(cast)
    give_posting(
        cast.desk.user, agency=cast.next_door, role=Role.DESK_OFFICER,
        valid_from=local_day(cast.at),
    )  # fmt: skip

    clean(page, f"{live_server.url}/mot-cua/")
    clean(page, f"{live_server.url}/mot-cua/?viec=tat-ca&kenh=online")
    clean(page, f"{live_server.url}/mot-cua/?q=abc")


@WIDTHS
def test_a_dossier_in_every_state(
    cast: Cast, live_server: Any, page_at: PageAt, width: int
) -> None:
    pages = {who: logged_in(page_at(width), live_server, getattr(cast, who)) for who in OFFICERS}
    for make, who in STATES:
        page = pages[who]
        page.goto(live_server.url + url(make(cast)))
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        check_accessibility(page)
        check_reflow(page)


@WIDTHS
def test_the_page_of_every_act(cast: Cast, live_server: Any, page_at: PageAt, width: int) -> None:
    pages = {who: logged_in(page_at(width), live_server, getattr(cast, who)) for who in OFFICERS}
    made = {make: make(cast) for make, _, _ in ACTS}
    for make, who, act in ACTS:
        dossier = made[make]
        clean(pages[who], live_server.url + url(dossier, "viec", act))


def test_the_longest_code_breaks_the_line_and_not_the_page(
    cast: Cast, live_server: Any, page_at: PageAt
) -> None:
    Agency.objects.filter(pk=cast.ward.pk).update(code="000.000.000.000.000.000.000.024.H05")
    cast.service.refresh_from_db()
    page = logged_in(page_at(PHONE), live_server, cast.desk)
    page.goto(live_server.url + url(cast.submitted()))

    expect(page.locator("h1 .code")).to_contain_text("000.000.000.000.000.000.000.024.H05-")
    check_reflow(page)


@WIDTHS
def test_a_refused_act_has_its_errors_on_top_and_the_focus_there(
    cast: Cast, live_server: Any, page_at: PageAt, width: int
) -> None:
    page = logged_in(page_at(width), live_server, cast.desk)
    page.goto(live_server.url + url(submitted(cast), "viec", "request-supplement"))
    page.locator("[name='ask.subject']").check()
    page.get_by_role("button", name="Yêu cầu bổ sung").click()

    expect(page.locator(".errors")).to_be_focused()
    expect(page).to_have_title("Lỗi: Yêu cầu bổ sung, " + LONG + " – Một cửa")
    check_accessibility(page)
    check_reflow(page)


@WIDTHS
def test_a_conflict(cast: Cast, live_server: Any, page_at: PageAt, width: int) -> None:
    dossier = submitted(cast)
    page = logged_in(page_at(width), live_server, cast.head)
    page.goto(live_server.url + url(dossier, "viec", "refuse"))
    acts.accept(dossier, by=cast.desk, at=cast.at)
    page.get_by_label("Lý do").fill("Trùng với hồ sơ khác")
    page.get_by_role("button", name="Không tiếp nhận").click()

    expect(page.locator("main")).to_contain_text("vừa thay đổi hồ sơ này")
    expect(page.locator("main")).to_contain_text("Trùng với hồ sơ khác")
    check_accessibility(page)
    check_reflow(page)


@WIDTHS
def test_the_counter(cast: Cast, live_server: Any, page_at: PageAt, width: int) -> None:
    page = logged_in(page_at(width), live_server, cast.desk)
    clean(page, f"{live_server.url}/mot-cua/tiep-nhan/")
    clean(page, f"{live_server.url}/mot-cua/tiep-nhan/?q=khong-co")
    receive = f"/mot-cua/tiep-nhan/{cast.service.procedure.code}/{cast.ward.code}/"
    clean(page, live_server.url + receive)

    page.get_by_role("button", name="Tiếp nhận, hẹn ngày trả").click()

    expect(page.locator(".errors")).to_be_focused()
    check_accessibility(page)
    check_reflow(page)


@WIDTHS
def test_who_may_not_come_in_and_who_only_reads(
    cast: Cast, live_server: Any, page_at: PageAt, width: int
) -> None:
    auditor = create_account("hong", name="Đặng Thị Hồng")
    give_posting(auditor, agency=cast.ward, role=Role.AUDITOR, valid_from=local_day(cast.at))
    reading = logged_in(page_at(width), live_server, auditor)

    clean(logged_in(page_at(width), live_server, cast.citizen), f"{live_server.url}/mot-cua/")
    clean(reading, f"{live_server.url}/mot-cua/")
    clean(reading, live_server.url + url(submitted(cast)))


@WIDTHS
def test_the_register(cast: Cast, live_server: Any, page_at: PageAt, width: int) -> None:
    page = logged_in(page_at(width), live_server, cast.desk)
    clean(page, f"{live_server.url}/mot-cua/so-theo-doi/")
    returned(cast)
    worker.drain(cast.ward.jurisdiction, at=cast.at + timedelta(minutes=1))

    clean(page, f"{live_server.url}/mot-cua/so-theo-doi/")
