"""The register's page: books by agency, field, year and days, and only for who may read them."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.dossiers import worker
from motcua.dossiers.models import Dossier
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.desk.conftest import LogIn, saved, words

PAGE = "/mot-cua/so-theo-doi/"


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    """Accepted, and entered by the worker."""
    dossier = cast.accepted()
    worker.drain("H05", at=cast.at)
    return dossier


def test_it_lists_what_was_accepted_and_offers_both_downloads(
    desk: Client, dossier: Dossier
) -> None:
    page = words(desk.get(PAGE))

    assert dossier.code in page
    assert "1 hồ sơ" in page
    sheet = re.search(r'href="(/mot-cua/so-theo-doi/bang-tinh/[^"]*)"', page)
    assert sheet
    answer = desk.get(sheet[1].replace("&amp;", "&"))
    assert answer["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(BytesIO(saved(answer))).get_sheet_by_index(0).to_python()
    assert rows[-1][1] == dossier.code


def test_it_is_printed_from_the_page(desk: Client, cast: Cast, dossier: Dossier) -> None:
    asked = {"co-quan": cast.ward.code, "nam": str(cast.at.year), "linh-vuc": "Thử"}

    answer = desk.post(f"{PAGE}ban-in/", asked)

    assert answer["Content-Disposition"].startswith("inline")
    assert saved(answer).startswith(b"%PDF")


def test_before_the_first_dossier_it_says_so(desk: Client) -> None:
    assert "Sổ này chưa có dòng nào" in words(desk.get(PAGE))
    assert desk.get(f"{PAGE}bang-tinh/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    ["nam=1", "nam=x", "nam=99999999999", "tu=2", "linh-vuc=khác", "duoi=x", "tu=2026-02-30"],
)
def test_what_makes_no_sense_falls_back(desk: Client, dossier: Dossier, asked: str) -> None:
    assert desk.get(f"{PAGE}?{asked}").status_code == 200


def test_books_of_another_agency_are_none(cast: Cast, dossier: Dossier, log_in: LogIn) -> None:
    stranger = log_in(cast.stranger)

    assert dossier.code not in words(stranger.get(PAGE))
    for address in (
        f"{PAGE}?co-quan={cast.ward.code}",
        f"{PAGE}bang-tinh/?co-quan={cast.ward.code}",
    ):
        assert stranger.get(address).status_code == 404


def test_handling_officer_head_and_auditor_read_it(
    cast: Cast, dossier: Dossier, log_in: LogIn
) -> None:
    auditor = create_account("thu", name="Đỗ Thị Thu")
    give_posting(auditor, agency=cast.next_door, role=Role.AUDITOR, valid_from=date(2020, 1, 1))

    for who in (cast.handling, cast.head, auditor):
        assert dossier.code in words(log_in(who).get(f"{PAGE}?co-quan={cast.ward.code}"))


def test_a_citizen_does_not(cast: Cast, log_in: LogIn) -> None:
    assert log_in(cast.citizen).get(PAGE).status_code == 403
