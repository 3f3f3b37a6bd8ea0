"""Processes as values: what cannot be is refused, JSON goes there and back, defaults add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.people.roles import OFFICERS, Role
from motcua.processes.definitions import (
    AfterSupplement,
    BadProcess,
    Process,
    Step,
    default_process,
    process_from_json,
    process_to_json,
    warnings,
)

hours = st.none() | st.decimals(0, 2000, places=2)
steps = st.builds(
    Step,
    name=st.text(min_size=1, max_size=40).filter(str.strip),
    role=st.sampled_from(sorted(OFFICERS)),
    hours=hours,
    agency=st.sampled_from(["", "000.24.10.G12", "Cơ quan thuế"]),
)
processes = st.builds(
    Process,
    steps=st.lists(steps, min_size=1, max_size=8).map(tuple),
    after_supplement=st.sampled_from(AfterSupplement),
    supplement_days=st.integers(1, 90),
)
limits = st.builds(TimeLimit, st.decimals("0.5", 90, places=1), st.sampled_from(list(TimeUnit)))


@given(processes)
def test_json_goes_there_and_back(process: Process) -> None:
    assert process_from_json(process_to_json(process)) == process


@given(limits)
def test_the_default_uses_up_exactly_the_limit(limit: TimeLimit) -> None:
    process = default_process(limit)

    assert process.hours == limit.working_hours
    assert warnings(process, limit) == []


def test_the_default_gives_three_fifths_to_handling_and_the_rest_to_the_head() -> None:
    process = default_process(TimeLimit(Decimal(5), TimeUnit.WORKING_DAY))

    assert [(step.role, step.hours) for step in process.steps] == [
        (Role.HANDLING_OFFICER, Decimal(24)),
        (Role.HEAD, Decimal(16)),
    ]


def test_what_is_settled_at_once_is_a_days_work() -> None:
    process = default_process(TimeLimit(Decimal(0), TimeUnit.AT_ONCE))

    assert [step.hours for step in process.steps] == [Decimal("4.75"), Decimal("3.25")]


def test_without_a_limit_the_steps_have_none() -> None:
    process = default_process(None)

    assert [step.hours for step in process.steps] == [None, None]
    assert "không có hạn riêng" in warnings(process, None)[0]


def test_by_default_the_limit_counts_anew_and_fifteen_days_are_given() -> None:
    process = process_from_json({"steps": [{"name": "Thẩm định", "role": "head"}]})

    assert process.after_supplement is AfterSupplement.RESTART
    assert process.supplement_days == 15


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"steps": []},
        {"steps": None},
        {"steps": ["head"]},
        {"steps": [{"role": "head"}]},
        {"steps": [{"name": " ", "role": "head"}]},
        {"steps": [{"name": "Ký", "role": "citizen"}]},
        {"steps": [{"name": "Ký", "role": "king"}]},
        {"steps": [{"name": "Ký", "role": "head", "hours": -1}]},
        {"steps": [{"name": "Ký", "role": "head", "hours": "nan"}]},
        {"steps": [{"name": "Ký", "role": "head", "hours": "lâu"}]},
        {"steps": [{"name": "Ký", "role": "head"}], "supplement_days": 0},
        {"steps": [{"name": "Ký", "role": "head"}], "after_supplement": "wait"},
    ],
)
def test_a_process_that_cannot_be_is_refused_with_a_sentence(data: dict[str, object]) -> None:
    with pytest.raises(BadProcess):
        process_from_json(data)


@pytest.mark.parametrize(("planned", "word"), [(30, "dài hơn"), (10, "ngắn hơn")])
def test_steps_that_do_not_add_up_are_a_warning_not_a_refusal(planned: int, word: str) -> None:
    process = Process(steps=(Step(name="Ký", role=Role.HEAD, hours=Decimal(planned)),))

    (warning,) = warnings(process, TimeLimit(Decimal(3), TimeUnit.WORKING_DAY))

    assert word in warning
    assert "24 giờ" in warning
