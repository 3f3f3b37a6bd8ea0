"""The queue: ordered by what is due, one page after another, the same queries for 1 and 50."""

import base64
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.core.states import State
from motcua.dossiers import acts, queries
from motcua.dossiers.cursors import BadCursor
from motcua.dossiers.queue_counts import queue_counts
from tests.cast import Cast
from tests.dossiers.linked import consulted, land_process, tax_office


def test_the_queue_shows_what_the_role_holds(cast: Cast) -> None:
    waiting, handled = cast.submitted(), cast.accepted()

    desk = queries.queue(cast.desk)
    handling = queries.queue(cast.handling)

    assert [one.code for one in desk.items] == [waiting.code]
    assert [one.code for one in handling.items] == [handled.code]
    assert queries.queue(cast.stranger).items == []


def test_the_whole_agency_is_one_step_away(cast: Cast) -> None:
    cast.submitted()
    cast.accepted()

    assert len(queries.queue(cast.head, which=queries.AGENCY).items) == 2


def test_pages_follow_each_other_by_what_is_due(cast: Cast) -> None:
    made = [cast.submitted(at=cast.at + timedelta(minutes=n)).code for n in (2, 0, 1, 3, 4)]
    expected = [made[n] for n in (1, 2, 0, 3, 4)]

    found, cursor = [], ""
    while True:
        page = queries.queue(cast.desk, cursor=cursor, limit=2)
        found += [one.code for one in page.items]
        if page.next is None:
            break
        cursor = page.next

    assert found == expected


def _spelled(position: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "đây",
        "AAAA",
        _spelled(["2026-11-23T09:00:00", 1]),
        _spelled(["2026-11-23", 1]),
        _spelled(["soon", 1]),
        _spelled(["2026-11-23T09:00:00+07:00", "1"]),
        _spelled(["2026-11-23T09:00:00+07:00", True]),
        _spelled(["2026-11-23T09:00:00+07:00", -1]),
        _spelled(["2026-11-23T09:00:00+07:00", 1 << 63]),
        _spelled(["2026-11-23T09:00:00+07:00", float("inf")]),
        _spelled(["0001-01-01T00:00:00+14:00", 1]),
        _spelled([1, 2]),
        _spelled([]),
        _spelled(None),
    ],
)
def test_a_cursor_of_nobody_is_refused_in_words(cast: Cast, cursor: str) -> None:
    cast.submitted()

    with pytest.raises(BadCursor) as refused:
        queries.queue(cast.desk, cursor=cursor)

    assert refused.value.mend == "Mở lại danh sách từ đầu."


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    cast.submitted()
    with CaptureQueriesContext(connection) as one:
        _read(cast)
    for _ in range(20):
        cast.submitted()
    with CaptureQueriesContext(connection) as many:
        _read(cast)

    assert len(one) == len(many) <= 3


def test_counts_say_how_much_waits_where(cast: Cast) -> None:
    cast.submitted()
    cast.accepted()
    tomorrow = cast.at + timedelta(days=2)

    assert queue_counts(cast.desk, at=cast.at)["all"] == 1
    assert queue_counts(cast.desk, at=tomorrow)["late"] == 1
    assert queue_counts(cast.desk, at=cast.at)["agency"] == 2
    assert queue_counts(cast.handling, at=cast.at)[State.ACCEPTED] == 1


def test_a_returned_dossier_leaves_the_queue(cast: Cast) -> None:
    dossier = cast.submitted()
    acts.refuse(dossier, by=cast.desk, at=cast.at, reason="Không thuộc thẩm quyền")

    assert queries.queue(cast.desk).items == []


def _read(cast: Cast) -> None:
    for row in queries.queue(cast.desk).items:
        assert row.service.procedure.name
        assert row.agency.name
    queue_counts(cast.desk, at=cast.at)


def test_what_waits_for_another_agency_is_listed_and_counted_at_the_one_that_leads(
    cast: Cast,
) -> None:
    tax = tax_office(cast.at)
    asked = consulted(cast, tax)
    land_process(cast, tax)
    there = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)
    cast.accepted()

    page = queries.queue(cast.desk, which=queries.ELSEWHERE)

    assert {one.code for one in page.items} == {asked.code, there.code}
    assert queue_counts(cast.desk, at=cast.at)["elsewhere"] == 2
    assert queries.queue(cast.stranger, which=queries.ELSEWHERE).items == []


def test_that_list_is_read_along_its_own_index(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.queue(cast.desk, which=queries.ELSEWHERE)
        queue_counts(cast.desk, at=cast.at)
    plans = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for one in asked.captured_queries:
            how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(how + one["sql"])
            plans.append(str(cursor.fetchall()))

    assert ["dossier_elsewhere" in plan for plan in plans] == [True, True]
