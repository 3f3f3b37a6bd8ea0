"""The desk's page of what the watchdog found, and the ways to it."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import watchdog
from tests.cast import Cast
from tests.desk.conftest import LogIn, words

PAGE = "/mot-cua/can-chu-y/"


def neglected(cast: Cast, count: int = 1) -> None:
    """So many dossiers that came in long ago and that nobody has opened."""
    for _ in range(count):
        cast.submitted(at=cast.at - timedelta(days=20))
    watchdog.look("H05", at=cast.at)


def test_the_page_says_why_since_when_who_holds_it_and_what_to_do(cast: Cast, head: Client) -> None:
    neglected(cast)

    page = words(head.get(PAGE))

    assert "Nguyễn Thị Hoa" in page
    assert "Chưa ai mở xem" in page
    assert "Quá hạn mà chưa làm bước tiếp theo" in page
    assert "cán bộ một cửa, Ủy ban nhân dân phường Võ Cường" in page
    assert "Mở hồ sơ, nhận xử lý hoặc chuyển bước" in page


def test_where_all_is_well_the_page_says_so(cast: Cast, desk: Client) -> None:
    assert "Không có hồ sơ nào cần chú ý" in words(desk.get(PAGE))


def test_the_queue_leads_there_with_the_count(cast: Cast, desk: Client) -> None:
    neglected(cast)

    page = desk.get("/mot-cua/").content.decode()

    assert f'href="{PAGE}"' in page
    assert 'Cần chú ý</span><span class="num hot">2<' in page


def test_officers_of_other_agencies_see_nothing_of_it(cast: Cast, log_in: LogIn) -> None:
    neglected(cast)

    assert "Nguyễn Thị Hoa" not in words(log_in(cast.stranger).get(PAGE))


def test_people_without_a_place_of_work_do_not_come_in(cast: Cast, log_in: LogIn) -> None:
    assert log_in(cast.citizen).get(PAGE).status_code == 403


def test_the_page_asks_no_more_for_fifty_than_for_one(cast: Cast, head: Client) -> None:
    neglected(cast)
    with CaptureQueriesContext(connection) as one:
        head.get(PAGE)
    neglected(cast, 30)
    with CaptureQueriesContext(connection) as many:
        page = head.get(PAGE).content.decode()

    assert len(one) == len(many) <= 12
    assert 'rel="next"' in page
