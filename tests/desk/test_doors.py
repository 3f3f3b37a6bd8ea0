"""Who comes in at the desk: officers of today; auditors read; everybody else is told why not."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.people.accounts import create_account
from motcua.people.models import Posting, User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.desk.conftest import LogIn, url, words


@pytest.mark.parametrize("path", ["/mot-cua/", "/mot-cua/tiep-nhan/"])
def test_a_stranger_logs_in_and_comes_back(client: Client, db: None, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"] == f"/dang-nhap/?next={path}"


@pytest.mark.parametrize("path", ["/mot-cua/", "/mot-cua/tiep-nhan/"])
def test_a_citizen_is_told_in_words_that_this_is_for_officers(
    cast: Cast, log_in: LogIn, path: str
) -> None:
    answer = log_in(cast.citizen).get(path)

    assert answer.status_code == 403
    assert "Trang này dành cho cán bộ" in words(answer)
    assert "Tiếp nhận tại quầy" not in words(answer)


def test_a_posting_that_has_ended_opens_nothing(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()
    assert desk.get(url(dossier)).status_code == 200

    today = local_day(cast.at)
    Posting.objects.filter(user=cast.desk.user).update(valid_to=today)

    assert desk.get("/mot-cua/").status_code == 403
    assert desk.get(url(dossier)).status_code == 403


def test_a_posting_that_begins_tomorrow_opens_nothing_today(cast: Cast, log_in: LogIn) -> None:
    new = create_account("moi", name="Người Mới")
    tomorrow = local_day(cast.at) + timedelta(days=1)
    give_posting(new, agency=cast.ward, role=Role.DESK_OFFICER, valid_from=tomorrow)

    assert log_in(new).get("/mot-cua/").status_code == 403


@pytest.mark.parametrize("more", [(), ("viec", "accept"), ("sau",)])
def test_a_dossier_of_another_agency_does_not_exist(
    cast: Cast, log_in: LogIn, more: tuple[str, ...]
) -> None:
    dossier = cast.submitted()

    assert log_in(cast.stranger).get(url(dossier, *more)).status_code == 404


@pytest.mark.parametrize("code", ["000.23.24.H05-261123-9999", "khong-phai-ma", "%20"])
def test_a_code_that_is_none_or_of_nothing_is_not_found(
    cast: Cast, desk: Client, code: str
) -> None:
    assert desk.get(f"/mot-cua/{code}/").status_code == 404


def test_an_act_that_does_not_exist_is_not_found(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    assert desk.get(url(dossier, "viec", "fly")).status_code == 404
    assert desk.get(url(dossier, "viec", "expire")).status_code == 404


def test_pages_of_officers_are_kept_by_nobody(cast: Cast, desk: Client) -> None:
    answer = desk.get(url(cast.submitted()))

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_the_head_of_the_page_says_who_one_is_and_where(cast: Cast, desk: Client) -> None:
    dossier = cast.submitted()

    for path in ("/mot-cua/", url(dossier), url(dossier, "viec", "refuse"), "/mot-cua/tiep-nhan/"):
        assert "Cán bộ một cửa, Ủy ban nhân dân phường Võ Cường" in words(desk.get(path))


# Auditors


@pytest.fixture
def auditor(cast: Cast) -> User:
    province = Agency.objects.create(
        code="000.00.00.H05", name="UBND tỉnh", kind=Agency.Kind.PROVINCE, jurisdiction="H05"
    )
    user = create_account("hong", name="Đặng Thị Hồng")
    give_posting(user, agency=province, role=Role.AUDITOR, valid_from=local_day(cast.at))
    return user


def test_an_auditor_opens_a_dossier_by_its_code_and_reads_it(
    cast: Cast, log_in: LogIn, auditor: User
) -> None:
    dossier, client = cast.accepted(), log_in(auditor)

    front = client.get("/mot-cua/")
    opened = client.get("/mot-cua/", {"q": dossier.code})
    page = words(client.get(url(dossier)))

    assert "Mỗi lần xem được ghi lại" in words(front)
    assert opened["Location"] == url(dossier)
    assert "Nguyễn Thị Hoa" in page
    assert "đã tiếp nhận" in page
    assert "còn nguyên như lúc ghi" in page
    assert 'id="viec"' not in page


def test_an_auditor_sees_that_a_dossier_was_altered(
    cast: Cast, log_in: LogIn, auditor: User
) -> None:
    dossier = cast.accepted()
    type(dossier).objects.filter(jurisdiction="H05", pk=dossier.pk).update(applicant_name="Khác")

    page = words(log_in(auditor).get(url(dossier)))

    assert "đã bị sửa ngoài các việc được ghi" in page


@pytest.mark.parametrize("path", ["/mot-cua/tiep-nhan/", "act"])
def test_an_auditor_does_nothing(cast: Cast, log_in: LogIn, auditor: User, path: str) -> None:
    dossier = cast.submitted()
    address = url(dossier, "viec", "accept") if path == "act" else path

    answer = log_in(auditor).post(address) if path == "act" else log_in(auditor).get(address)

    assert answer.status_code == 403
    assert "Trang này dành cho cán bộ" in words(answer)


def test_an_auditor_of_another_province_reads_nothing_here(cast: Cast, log_in: LogIn) -> None:
    elsewhere = Agency.objects.create(
        code="000.00.00.G15", name="Bộ", kind=Agency.Kind.MINISTRY, jurisdiction="G15"
    )
    user = create_account("xa", name="Người Xa")
    give_posting(user, agency=elsewhere, role=Role.AUDITOR, valid_from=local_day(cast.at))

    assert log_in(user).get(url(cast.submitted())).status_code == 404
