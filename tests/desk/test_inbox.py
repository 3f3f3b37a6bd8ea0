"""The inbox at an agency that is asked: narrow, logged, few queries, answered once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.dossiers import acts, worker
from motcua.dossiers.access import looks
from motcua.dossiers.consultations import consultations_of
from motcua.dossiers.models import Dossier, InboxItem
from motcua.dossiers.queries import tracked
from tests.cast import PDF, Cast
from tests.dossiers.linked import TaxOffice, consulted, land_process, tax_office


@pytest.fixture
def tax(cast: Cast) -> TaxOffice:
    return tax_office(cast.at)


@pytest.fixture
def office(tax: TaxOffice, log_in: Callable[..., Client]) -> Client:
    """The tax officer's browser."""
    return log_in(tax.officer)


def _page(browser: Client, address: str) -> str:
    response = browser.get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


def _now(dossier: Dossier) -> Dossier:
    found = tracked(dossier.code)
    assert found is not None
    return found


def test_the_asked_agency_finds_answers_and_the_home_desk_reads_it(
    cast: Cast, tax: TaxOffice, office: Client, handling: Client
) -> None:
    dossier = consulted(cast, tax)
    worker.drain("H05", at=timezone.now())

    assert dossier.code in _page(office, "/mot-cua/y-kien/")
    page = _page(office, f"/mot-cua/{dossier.code}/")  # leads to the narrow page
    assert "Thửa đất có nợ thuế không?" in page
    assert "Nhật ký" not in page
    answer = f"/mot-cua/{dossier.code}/viec/answer-consultation/"
    assert "Văn bản trả lời" in _page(office, answer)
    office.post(answer, {"opinion": "disagree", "answer": "Còn nợ 2 triệu.", "version": "1"})

    (asked,) = consultations_of(_now(dossier))
    assert (asked.opinion, asked.answer) == ("disagree", "Còn nợ 2 triệu.")
    home = _page(handling, f"/mot-cua/{dossier.code}/")
    assert "Còn nợ 2 triệu." in home
    assert "không đồng ý" in home
    assert {"Đỗ Thị Thu"} <= {look.officer_name for look in looks(dossier)}
    again = office.post(answer, {"opinion": "agree", "answer": "Lần hai."})
    assert again.status_code == 409
    assert "đã trả lời ý kiến này" in again.content.decode()


def test_a_paper_that_was_not_shown_and_a_stranger_see_nothing(
    cast: Cast, tax: TaxOffice, office: Client, log_in: Callable[..., Client]
) -> None:
    dossier = consulted(cast, tax)
    paper = dossier.documents.get(jurisdiction="H05")
    address = f"/mot-cua/{dossier.code}/giay/{paper.public_id}/"

    shown = office.get(address)
    assert b"".join(iter(shown)) == PDF
    assert shown.status_code == 200
    asked = consultations_of(_now(dossier))[0]
    asked.papers = ["another"]
    asked.save(update_fields=["papers"])
    assert office.get(address).status_code == 404
    assert log_in(cast.stranger).get(f"/mot-cua/y-kien/{dossier.code}/").status_code == 404


def test_the_officer_asks_by_name_and_is_told_what_is_near(
    cast: Cast, tax: TaxOffice, handling: Client
) -> None:
    dossier = cast.accepted()
    address = f"/mot-cua/{dossier.code}/viec/consult/"
    asked = {"question": "Có nợ thuế không?", "version": str(dossier.version)}

    wrong = handling.post(address, {**asked, "agency": "Thuế tỉnh"})
    assert "000.24.10.G12" in wrong.content.decode()
    handling.post(address, {**asked, "agency": "Thuế tỉnh Bắc Ninh", "days": "2"})

    assert _now(dossier).awaited_agency == tax.agency
    assert "Chờ ý kiến" in _page(handling, "/mot-cua/")


def test_a_step_of_another_root_is_done_from_the_inbox(
    cast: Cast, tax: TaxOffice, office: Client
) -> None:
    land_process(cast, tax)
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)
    worker.drain("H05", at=timezone.now())

    assert "Xác định nghĩa vụ tài chính" in _page(office, "/mot-cua/y-kien/")
    assert "Chuyển bước" in _page(office, f"/mot-cua/{dossier.code}/")
    done = office.post(f"/mot-cua/{dossier.code}/viec/advance/", {"version": str(dossier.version)})

    assert done["Location"] == "/mot-cua/y-kien/"
    assert _now(dossier).holder_agency == cast.ward


def test_the_number_of_queries_is_the_same_for_one_and_fifty(
    cast: Cast, tax: TaxOffice, office: Client
) -> None:
    dossier = consulted(cast, tax)
    worker.drain("H05", at=timezone.now())
    office.get("/mot-cua/y-kien/")
    with CaptureQueriesContext(connection) as one:
        office.get("/mot-cua/y-kien/")
    for number in range(49):
        InboxItem.objects.create(
            jurisdiction="G12", agency=tax.agency, kind="consultation", home="H05",
            dossier_id=number, code=f"{dossier.code}{number}", procedure_name="Thử",
            sent_by="Sở", doing="Trả lời ý kiến", sent_at=cast.at, due_at=cast.at,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as fifty:
        office.get("/mot-cua/y-kien/")

    assert len(one) == len(fifty) <= 12
