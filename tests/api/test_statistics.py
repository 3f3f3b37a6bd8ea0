"""The figures by program: open to everybody, in the shape of the contract, refused in words."""

import pytest

from motcua.insight import counting
from tests.api.client import Api, answer, problem
from tests.cast import Cast


def test_anybody_reads_the_figures_of_a_place_and_period(cast: Cast) -> None:
    cast.accepted()
    counting.refresh("H05", at=cast.at)
    wanted = {"agency": cast.ward.code, "service": "9.000001", "from": "2026-11-01"}

    found = answer(Api().get("/statistics", to="2026-11-30", **wanted))

    assert (found["from"], found["to"]) == ("2026-11-01", "2026-11-30")
    assert found["received"] == {"online": 1, "assisted": 0, "counter": 0, "post": 0}
    assert (found["take_up"], found["coverage"]) == (1, 1)
    assert found["settled"] == {"early": 0, "on_time": 0, "late": 0, "total": 0}
    assert found["open"] == {"in_time": 1, "overdue": 0}
    assert found["ended"] == {"refused": 0, "withdrawn": 0, "expired": 0}
    assert found["funnel"]["submitted"] == 1
    assert found["satisfaction"] == dict.fromkeys(("satisfied", "ease", "time", "conduct")) | {
        "n": 0
    }
    assert found["meets"]["field"] is None
    assert found["meets"]["answered_in_time"] == 1
    assert found["counted_at"].startswith("2026-11-23T09:00:00")


def test_before_the_first_count_it_says_that_there_is_none(cast: Cast) -> None:
    found = answer(Api().get("/statistics"))

    assert found["counted_at"] is None
    assert found["take_up"] is None


@pytest.mark.parametrize(
    "wanted",
    [
        {"agency": "000.99.99.H05"},
        {"service": "8.888888"},
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "yesterday"},
    ],
)
def test_what_is_unknown_is_refused_in_words(cast: Cast, wanted: dict[str, str]) -> None:
    problem(Api().get("/statistics", **wanted), 422)
