"""Slips at the desk: a link to print each, a button to make it anew, and only for who may."""

import re
from datetime import date

import pytest
from django.test import Client

from motcua.dossiers import acts, worker
from motcua.dossiers.models import Dossier
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.desk.conftest import LogIn, saved, url, words
from tests.dossiers import scenes


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    """Accepted; the worker has made what was called for."""
    dossier = cast.accepted()
    worker.drain("H05", at=cast.at)
    return dossier


def addresses(page: str, dossier: Dossier) -> list[str]:
    return re.findall(rf'href="({url(dossier)}phieu/[^"]+)"', page)


def remaking(page: str, dossier: Dossier) -> list[str]:
    """Where the buttons lead, those of the application first."""
    return re.findall(rf'action="({url(dossier)}phieu/[^"]+/lap-lai/)"', page)


def test_a_slip_opens_in_the_browser(desk: Client, dossier: Dossier) -> None:
    page = words(desk.get(url(dossier)))

    slip = desk.get(addresses(page, dossier)[0])

    assert slip["Content-Disposition"].startswith("inline")
    assert slip["X-Content-Type-Options"] == "nosniff"
    assert saved(slip).startswith(b"%PDF")


def test_made_anew_it_stands_first_and_the_old_one_says_that_it_was_replaced(
    desk: Client, dossier: Dossier
) -> None:
    before = words(desk.get(url(dossier)))
    again = desk.post(remaking(before, dossier)[1], follow=True)

    after = words(again)

    assert "Đã lập lại: Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Bản thứ 2, lập " in after
    assert len(addresses(after, dossier)) == len(addresses(before, dossier)) + 1
    assert len(remaking(after, dossier)) == len(remaking(before, dossier))
    assert after.count("đã có bản mới thay") == 1


def test_a_slip_of_another_agency_is_none(
    cast: Cast, desk: Client, dossier: Dossier, log_in: LogIn
) -> None:
    page = words(desk.get(url(dossier)))
    stranger = log_in(cast.stranger)

    assert stranger.get(addresses(page, dossier)[0]).status_code == 404
    assert stranger.post(remaking(page, dossier)[0]).status_code == 404
    assert desk.get(url(dossier, "phieu", "H05-1")).status_code == 404


def test_an_auditor_reads_slips_and_makes_none(
    cast: Cast, desk: Client, dossier: Dossier, log_in: LogIn
) -> None:
    user = create_account("thu", name="Đỗ Thị Thu")
    give_posting(user, agency=cast.ward, role=Role.AUDITOR, valid_from=date(2020, 1, 1))
    auditor = log_in(user)
    page = words(auditor.get(url(dossier)))

    assert remaking(page, dossier) == []
    assert saved(auditor.get(addresses(page, dossier)[0])).startswith(b"%PDF")
    theirs = remaking(words(desk.get(url(dossier))), dossier)[0]
    assert auditor.post(theirs).status_code == 403


def test_a_refusal_has_its_slip_too(cast: Cast, desk: Client) -> None:
    dossier = acts.refuse(cast.submitted(), by=cast.desk, at=cast.at, reason="Sai nơi nộp")
    worker.drain("H05", at=cast.at)

    assert "Phiếu từ chối tiếp nhận giải quyết hồ sơ" in words(desk.get(url(dossier)))


def test_a_control_sheet_is_drawn_up_when_asked_and_is_a_spreadsheet_too(
    desk: Client, dossier: Dossier
) -> None:
    page = words(desk.post(url(dossier, "phieu-kiem-soat"), follow=True))

    assert "Đã lập: Phiếu kiểm soát quá trình giải quyết hồ sơ" in page
    (address,) = re.findall(r'href="([^"]+/bang-tinh/)"', page)
    sheet = desk.get(address)
    assert sheet["Content-Disposition"].endswith('.xlsx"')
    assert saved(sheet).startswith(b"PK")


def test_only_control_sheets_are_spreadsheets(desk: Client, dossier: Dossier) -> None:
    slip = addresses(words(desk.get(url(dossier))), dossier)[0]

    assert desk.get(f"{slip}bang-tinh/").status_code == 404


def test_settled_at_once_the_receipt_is_made_when_it_is_asked_for(cast: Cast, desk: Client) -> None:
    scenes.settled_at_once(cast)
    dossier = cast.accepted()
    worker.drain("H05", at=cast.at)

    before = words(desk.get(url(dossier)))
    after = words(desk.post(url(dossier, "giay-tiep-nhan"), follow=True))

    assert "Giấy hẹn đang được lập" not in before
    assert "Lập giấy tiếp nhận theo yêu cầu" in before
    assert "Đã lập: Giấy tiếp nhận hồ sơ và hẹn trả kết quả." in after
    assert "Lập giấy tiếp nhận theo yêu cầu" not in after
