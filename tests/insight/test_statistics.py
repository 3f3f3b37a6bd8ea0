"""The figures equal a slow second count, whatever people did, for any place and period."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.core.moments import local_day
from motcua.dossiers import draft_lives, drafts
from motcua.insight import counting
from motcua.insight.figures import Figures
from motcua.insight.models import COUNTS, Cell
from motcua.insight.queries import below, counted_at, everywhere, scope_of, statistics
from motcua.sample import demo
from tests.cast import Cast
from tests.insight.recount import recount
from tests.insight.world import live

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def told(figures: Figures) -> dict[str, Any]:
    """The figures in the shape of the second count."""
    found = figures.to_json()
    return {
        **{name: found[name] for name in ("received", "settled", "open", "ended", "funnel")},
        "n": figures.satisfaction.n,
    }


def counted(**of: Any) -> dict[str, Any]:
    """The second count, without what the figures give as shares alone."""
    found = recount("H05", **of)
    return {name: found[name] for name in found if name not in _SHARES}


_SHARES = {"satisfied", "to_answer", "answered_in_time"}


def all_told(figures: Figures) -> int:
    """Settled, ended and open."""
    ended, still = figures.ended, figures.open
    return (
        figures.settled.total
        + ended.refused
        + ended.withdrawn
        + ended.expired
        + still.in_time
        + still.overdue
    )


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000), days=st.integers(0, 70), length=st.integers(0, 70))
def test_figures_equal_the_slow_recount_for_any_period(
    cast: Cast, seed: int, days: int, length: int
) -> None:
    with transaction.atomic():
        at = live(cast, seed)
        counting.recount_all("H05", at=at)
        first = local_day(cast.at) - timedelta(days=35 - days)
        for period in ((FIRST, LAST), (first, first + timedelta(days=length))):
            whole: dict[str, Any] = {"first": period[0], "last": period[1]}
            figures = statistics(everywhere(), **whole)

            assert told(figures) == counted(at=at, **whole)
            assert all_told(figures) == figures.received.total
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(2))
def test_shares_equal_the_slow_recount(cast: Cast, seed: int) -> None:
    at = live(cast, seed, lives=40)
    counting.recount_all("H05", at=at)

    figures = statistics(everywhere(), first=FIRST, last=LAST)

    slow = recount("H05", first=FIRST, last=LAST, at=at)
    received, settled = slow["received"], slow["settled"]
    in_time = settled["early"] + settled["on_time"]
    assert figures.take_up == round(received["online"] / sum(received.values()), 4)
    assert figures.meets.on_time == round(in_time / settled["total"], 4)
    assert figures.meets.answered_in_time == round(slow["answered_in_time"] / slow["to_answer"], 4)
    funnel = slow["funnel"]
    assert figures.meets.completion == round(funnel["submitted"] / funnel["starts"], 4)
    enough = figures.satisfaction.n >= 20
    assert figures.satisfaction.satisfied == (
        round(slow["satisfied"] / slow["n"], 4) if enough else None
    )


def test_the_demo_province_place_by_place(db: None) -> None:
    demo.load(say=lambda text: None)
    at = datetime.fromisoformat("2030-01-01T00:00:00+07:00")
    counting.recount_all("H05", at=at)
    whole: dict[str, Any] = {"first": date(2015, 1, 1), "last": date(2029, 12, 31)}
    places = [None, *Cell.objects.filter(jurisdiction="H05").values_list("agency", flat=True)]

    for pk in set(places):
        cells = Cell.objects.filter(jurisdiction="H05", agency=pk).select_related("agency")
        scope = below(cells[0].agency) if pk and cells[0].agency else everywhere()
        mine = scope.agencies.get("H05")
        assert told(statistics(scope, **whole)) == counted(at=at, agencies=mine, **whole)
    for cell in Cell.objects.filter(
        jurisdiction="H05", agency=None, procedure__isnull=False, grain="month"
    ).select_related("procedure")[:5]:
        slow = counted(at=at, procedure=cell.procedure_id, **whole)
        assert told(statistics(everywhere(), procedure=cell.procedure, **whole)) == slow


def test_rollups_can_be_deleted_and_rebuilt_to_the_same_numbers(cast: Cast) -> None:
    at = live(cast, 5)
    counting.recount_all("H05", at=at)
    before = cells()

    Cell.objects.filter(jurisdiction="H05").delete()
    counting.recount_all("H05", at=at)

    assert before
    assert cells() == before


def test_drafts_that_were_forgotten_still_count_as_begun(cast: Cast) -> None:
    for _ in range(3):
        drafts.start(cast.service, by=None, at=cast.at)
    late = cast.at + drafts.LIFETIME + drafts.RECOVERY
    assert draft_lives.delete_expired("H05", at=late, most=2) == 2
    assert draft_lives.delete_expired("H05", at=late) == 1
    counting.recount_all("H05", at=late)

    day = local_day(cast.at)
    figures = statistics(below(cast.ward), procedure=cast.service.procedure, first=day, last=day)

    assert (figures.funnel.starts, figures.funnel.submitted) == (3, 0)
    assert figures.meets.completion == 0


def test_a_round_counts_what_changed_however_long_ago_it_came(cast: Cast) -> None:
    counting.refresh("H05", at=cast.at)
    cast.submitted(at=cast.at - timedelta(days=300))

    counting.refresh("H05", at=cast.at + timedelta(hours=1))

    assert statistics(everywhere(), first=FIRST, last=LAST).received.online == 1
    assert counted_at(everywhere()) == cast.at + timedelta(hours=1)


def test_the_agency_next_door_has_none_of_them(cast: Cast) -> None:
    cast.submitted()
    counting.refresh("H05", at=cast.at)

    def online(code: str) -> int:
        scope = scope_of(code)
        assert scope
        return statistics(scope, first=FIRST, last=LAST).received.online

    assert [online(code) for code in (cast.ward.code, cast.next_door.code, "H05")] == [1, 0, 1]
    assert scope_of("H99") is None


@pytest.mark.parametrize("lives", [1, 30])
def test_a_page_of_figures_asks_the_same_few_queries(
    cast: Cast, lives: int, django_assert_num_queries: Any
) -> None:
    counting.recount_all("H05", at=live(cast, 1, lives=lives))
    scope = below(cast.ward)

    with django_assert_num_queries(3):
        statistics(scope, first=FIRST, last=LAST)


def cells() -> list[tuple[Any, ...]]:
    """Every number of the jurisdiction, in order."""
    rows = Cell.objects.filter(jurisdiction="H05").values_list(
        "grain", "first_day", "agency", "procedure", "channel", *COUNTS
    )
    return sorted(rows, key=str)
