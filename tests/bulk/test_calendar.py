"""Holidays by spreadsheet, through the operator's pages."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from motcua.agencies.models import CalendarDay
from motcua.core.moments import local_day
from motcua.dossiers import calendar_changes
from motcua.dossiers.acts import accept
from motcua.dossiers.models import Dossier
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.bulk.conftest import confirm, last, send, take
from tests.cast import Cast
from tests.spreadsheets.books import book

HEAD = ("Ngày", "Tên ngày", "Loại", "Căn cứ")
AHEAD = local_day(timezone.now()) + timedelta(days=40)


def test_days_are_previewed_confirmed_and_reported(admin: Client) -> None:
    address = send(admin, "calendar", book(HEAD, (AHEAD, "Nghỉ thử", "nghi le", "TB 1")))

    page = admin.get(address).content.decode()
    assert "Nhập 1 mục" in page
    assert "Nghỉ thử" in page
    assert not CalendarDay.objects.exists()

    report = confirm(admin, address)
    assert "kết quả nhập" in report
    assert CalendarDay.objects.get().kind == CalendarDay.Kind.HOLIDAY
    assert last().by_name == "Đỗ Văn Quân"
    home = admin.get("/quan-tri/nhap-bang/").content.decode()
    assert "Thêm 1, sửa 0" in home


def test_the_same_file_again_changes_nothing(admin: Client) -> None:
    table = book(HEAD, (AHEAD, "Nghỉ thử", "Nghỉ lễ", "TB 1"))
    take(admin, "calendar", table)

    page = admin.get(send(admin, "calendar", table)).content.decode()

    assert "Không có gì thay đổi" in page


def test_a_change_shows_before_and_after(admin: Client) -> None:
    take(admin, "calendar", book(HEAD, (AHEAD, "Cũ", "Nghỉ lễ", "")))

    address = send(admin, "calendar", book(HEAD, (AHEAD, "Mới", "Nghỉ bù", "")))

    page = admin.get(address).content.decode()
    assert "<del>Cũ</del>" in page
    assert "<del>Nghỉ lễ</del>" in page
    confirm(admin, address)
    assert CalendarDay.objects.get().name == "Mới"


def test_a_day_that_has_passed_is_not_announced_and_nothing_is_taken(admin: Client) -> None:
    past = local_day(timezone.now()) - timedelta(days=1)
    CalendarDay.objects.create(day=date(past.year, 1, 1), name="Tết", kind="holiday")

    rows = (AHEAD, "Tới", "Nghỉ lễ", ""), (past, "Qua", "Nghỉ lễ", "")
    answer = admin.get(send(admin, "calendar", book(HEAD, *rows)))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dòng 3, cột A (Ngày)" in page
    assert "không công bố lùi" in page
    assert "Nhập 2" not in page
    assert CalendarDay.objects.count() == 1


def test_what_was_seen_is_what_is_done(admin: Client) -> None:
    address = send(admin, "calendar", book(HEAD, (AHEAD, "Tên mới", "Nghỉ lễ", "")))
    seen = admin.get(address).context["seen"]
    CalendarDay.objects.create(day=AHEAD, name="Ai đó vừa thêm", kind="in_lieu")

    answer = admin.post(address, {"seen": seen})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dữ liệu đã thay đổi" in page
    assert "<del>Ai đó vừa thêm</del>" in page
    assert CalendarDay.objects.get().name == "Ai đó vừa thêm"
    confirm(admin, address)
    assert CalendarDay.objects.get().name == "Tên mới"


def test_confirmed_twice_it_is_done_once(admin: Client) -> None:
    address = send(admin, "calendar", book(HEAD, (AHEAD, "Nghỉ", "Nghỉ lễ", "")))
    confirm(admin, address)
    CalendarDay.objects.all().delete()

    answer = admin.post(address, {"seen": "x"})

    assert answer.status_code == 200
    assert not CalendarDay.objects.exists()


def test_a_holiday_announced_by_spreadsheet_moves_the_deadlines(
    cast: Cast, admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    at = timezone.now()
    calendar_changes.keep_in_step("H05", at=at)
    dossier = accept(cast.submitted(at=at), by=cast.desk, at=at)
    before = dossier.appointment
    assert before is not None
    off = local_day(at) + timedelta(days=1)
    days = [off + timedelta(days=n) for n in range(3)]

    table = book(HEAD, *((day, "Nghỉ đột xuất", "Nghỉ lễ", "") for day in days))
    with django_capture_on_commit_callbacks(execute=True):
        take(admin, "calendar", table)
    calendar_changes.keep_in_step("H05", at=at)

    after = Dossier.objects.get(jurisdiction="H05", pk=dossier.pk).appointment
    assert after is not None
    assert after > before


def test_only_operators_come_in(cast: Cast) -> None:
    citizen = Client()
    citizen.force_login(cast.citizen)

    for path in ("", "calendar/", "calendar/mau.xlsx", "calendar/1/"):
        assert citizen.get(f"/quan-tri/nhap-bang/{path}").status_code == 403


def test_the_permission_is_asked_again_when_it_is_confirmed(admin: Client, operator: User) -> None:
    address = send(admin, "calendar", book(HEAD, (AHEAD, "Nghỉ", "Nghỉ lễ", "")))
    seen = admin.get(address).context["seen"]
    operator.postings.all().delete()

    assert admin.post(address, {"seen": seen}).status_code == 403
    assert not CalendarDay.objects.exists()


def test_anothers_file_is_not_there_until_it_is_taken_in(admin: Client, cast: Cast) -> None:
    other = create_account("khac", name="Người khác")
    give_posting(other, agency=cast.ward, role=Role.OPERATOR, valid_from=date(2020, 1, 1))
    second = Client()
    second.force_login(other)
    address = send(admin, "calendar", book(HEAD, (AHEAD, "Nghỉ", "Nghỉ lễ", "")))

    assert second.get(address).status_code == 404
    confirm(admin, address)
    assert second.get(address).status_code == 200
