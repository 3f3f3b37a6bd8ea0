"""The page of figures: open to everybody, every line equal to the figures it leads to."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.insight import breakdowns, counting
from motcua.insight.asking import wanted
from motcua.sample import demo
from tests.cast import Cast
from tests.insight.world import live

PAGE = "/thong-ke/"
LONG_AFTER = datetime.fromisoformat("2030-01-01T00:00:00+07:00")


def page(client: Client, *, status: int = 200, **asked: str) -> str:
    """What the visitor reads."""
    found = client.get(PAGE, {name.replace("_", "-"): value for name, value in asked.items()})
    assert found.status_code == status
    return str(found.content.decode()).replace("\u00a0", " ")


def test_anybody_reads_what_came_in_and_whether_both_sides_meet(client: Client, cast: Cast) -> None:
    cast.accepted()
    counting.refresh("H05", at=cast.at)

    text = page(client, tu="2026-11-01", den="2026-11-30")

    assert "100 % hồ sơ đến qua mạng, mục tiêu 30 %." in text
    assert "Tất cả cơ quan" in text
    assert "Tính lúc 9 giờ" in text
    assert 'href="?co-quan' not in text, "one agency alone needs no table"
    assert "?thu-tuc=9.000001&amp;tu=2026-11-01&amp;den=2026-11-30" in text


def test_the_foot_of_every_page_leads_there(client: Client, cast: Cast) -> None:
    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_an_officer_finds_it_among_her_places(client: Client, cast: Cast) -> None:
    client.force_login(cast.desk.user)

    assert f'<a href="{PAGE}">Thống kê</a>' in client.get("/").content.decode()


def test_before_the_first_count_it_says_so(client: Client, cast: Cast) -> None:
    text = page(client)

    assert "Số liệu đang được tính" in text
    assert "Chưa có hồ sơ nào trong thời gian này." in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"tu": "hôm qua"}, "“Từ ngày” không phải là một ngày."),
        ({"den": "1999-01-01"}, "“Đến hết ngày” ở ngoài các năm có số liệu."),
        ({"tu": "2026-02-01", "den": "2026-01-01"}, "Khoảng thời gian đi lùi."),
        ({"co_quan": "000.99.99.H05"}, "Không có cơ quan “000.99.99.H05”."),
        ({"thu_tuc": "8.888888"}, "Không có thủ tục “8.888888”."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, cast: Cast, asked: Any, words: str
) -> None:
    text = page(client, status=422, **asked)

    assert words in text
    for typed in asked.values():
        assert f'value="{typed}"' in text or typed in words


def test_every_line_equals_the_figures_it_leads_to(cast: Cast) -> None:
    at = live(cast, 3, lives=30)
    counting.recount_all("H05", at=at)
    whole: dict[str, Any] = {"first": date(2026, 9, 1), "last": date(2026, 12, 31), "at": at}
    asked = wanted(agency=None, service=None, **whole)
    all_of_it = asked.answer().figures

    for lines, name in (
        (breakdowns.by_agency(asked), "agency"),
        (breakdowns.by_procedure(asked), "service"),
    ):
        assert sum(one.figures.received.total for one in lines) == all_of_it.received.total
        for one in lines:
            place: Any = {"agency": None, "service": None, name: one.code}
            there = wanted(**place, **whole).answer()
            assert one.figures.to_json() | {"coverage": None} == there.figures.to_json() | {
                "coverage": None
            }


def test_months_add_up_to_the_year(cast: Cast) -> None:
    at = live(cast, 4, lives=30)
    counting.recount_all("H05", at=at)
    year = wanted(
        agency="H05", service=None, first=date(2026, 1, 1), last=date(2026, 12, 31), at=at
    )

    months = breakdowns.by_month(year)

    assert [month for month, _ in months] == [date(2026, n, 1) for n in range(1, 13)]
    received = sum(found.received.total for _, found in months)
    assert received == year.answer().figures.received.total > 0


def test_a_province_is_told_apart_by_the_agencies_below_it_in_few_queries(
    client: Client, db: None
) -> None:
    demo.load(say=lambda text: None)
    for place in ("H05", "G12"):
        counting.recount_all(place, at=LONG_AFTER)
    whole: Any = {"tu": "2015-01-01", "den": "2029-12-31"}

    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = page(client, co_quan="H05", **whole)

    assert len(asked) <= 12
    assert "Theo cơ quan" in text
    assert text.count("?co-quan=000.") >= 5
    for order in ("tren-mang", "tre"):
        assert "Theo thủ tục" in page(client, co_quan="H05", xep=order, tat_ca="1", **whole)
