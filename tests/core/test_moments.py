"""Moments: one clock for all, whatever zone they came in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.moments import at_local, end_of_day, iso_utc, local, local_day
from tests.core.worktables import HANOI, any_moments

zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(any_moments, zones)
def test_a_moment_is_the_same_in_every_zone(moment: datetime, zone: timezone) -> None:
    elsewhere = moment.astimezone(zone)

    assert local(elsewhere) == moment
    assert local_day(elsewhere) == moment.date()
    assert iso_utc(elsewhere) == iso_utc(moment)
    assert datetime.fromisoformat(iso_utc(moment)) == moment


@given(any_moments)
def test_the_clock_of_a_day_gives_its_moment_back(moment: datetime) -> None:
    assert at_local(local_day(moment), local(moment).time()) == moment


@given(any_moments)
def test_no_moment_of_the_day_lies_a_second_after_its_end(moment: datetime) -> None:
    end = end_of_day(local_day(moment))

    assert local_day(end) == local_day(moment)
    assert moment < end + timedelta(seconds=1)


def test_the_day_turns_at_seven_in_the_evening_of_greenwich() -> None:
    assert local_day(datetime(2026, 12, 1, 16, 59, 59, tzinfo=UTC)) == date(2026, 12, 1)
    assert local_day(datetime(2026, 12, 1, 17, tzinfo=UTC)) == date(2026, 12, 2)


def test_moments_are_hashed_with_microseconds_in_utc() -> None:
    assert iso_utc(datetime(2026, 12, 1, 9, 12, tzinfo=HANOI)) == "2026-12-01T02:12:00.000000Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 12, 1, 9, tzinfo=HANOI).replace(tzinfo=None))
