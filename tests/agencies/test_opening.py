"""Opening hours: from words or JSON, back into words, and refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies.opening import parse_hours, say_hours, write_hours
from motcua.core.worktime import WEEKDAYS, BadHours

MORNING, AFTERNOON = ["07:30", "11:30"], ["13:30", "17:00"]


def test_hours_in_words_become_hours_by_day() -> None:
    hours = parse_hours("T2–T6 7:30–11:30, 13:30–17:00; T7 7:30–11:30")

    assert hours == {
        **{day: [MORNING, AFTERNOON] for day in WEEKDAYS[:5]},
        "sat": [MORNING],
    }


@pytest.mark.parametrize(
    "text", ["t2-t3 7h30-11h30", "T2 — T3   7:30 - 11:30", "T2 7:30–11:30; T3 07:30–11:30"]
)
def test_dashes_letters_and_spaces_may_vary(text: str) -> None:
    assert parse_hours(text) == {"mon": [MORNING], "tue": [MORNING]}


def test_json_is_taken_as_it_is() -> None:
    assert parse_hours('{"sun": [["08:00", "10:00"]]}') == {"sun": [["08:00", "10:00"]]}


def test_nothing_stands_for_the_legal_week() -> None:
    assert parse_hours("  ") == {}


@pytest.mark.parametrize(
    "text",
    [
        "sáng",
        "T8 7:30–11:30",
        "T2 7:30",
        "T2 25:00–26:00",
        "T2 11:30–7:30",
        "T6–T2 7:30–11:30",
        '{"mon": [["07:30"]]}',
        '{"xyz": []}',
        '{"mon": 5}',
        '{"mon": [[1, 2]]}',
        "{",
    ],
)
def test_hours_that_make_no_sense_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadHours) as refused:
        parse_hours(text)

    assert len(str(refused.value)) > 20


def test_hours_are_said_by_runs_of_like_days() -> None:
    hours = parse_hours("T2–T4 7:30–11:30, 13:30–17:00; T5 7:30–11:30; CN 8:00–9:00")

    assert say_hours(hours) == (
        "Thứ Hai đến thứ Tư: 7 giờ 30–11 giờ 30, 13 giờ 30–17 giờ; "
        "thứ Năm: 7 giờ 30–11 giờ 30; Chủ Nhật: 8 giờ–9 giờ"
    )


def test_the_legal_week_is_said_when_there_are_no_hours() -> None:
    assert say_hours({}).startswith("Thứ Hai đến thứ Sáu: 7 giờ 30–11 giờ 30, 13 giờ 30–17 giờ 30")


weeks = st.dictionaries(
    st.sampled_from(WEEKDAYS),
    st.sampled_from([[MORNING], [AFTERNOON], [MORNING, AFTERNOON]]),
    min_size=1,
)


@given(weeks)
def test_what_is_written_is_understood_again(hours: dict[str, list[list[str]]]) -> None:
    assert parse_hours(write_hours(hours)) == hours


def test_the_legal_week_is_written_as_nothing() -> None:
    assert write_hours({}) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_refused(text: str) -> None:
    try:
        say_hours(parse_hours(text))
    except BadHours:
        return
