"""Legal calendar and opening hours: read from the table, remembered a minute, told apart."""

from datetime import date, time

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies import calendars
from motcua.agencies.models import Agency, CalendarDay
from motcua.core.worktime import is_working_day

HOLIDAY = date(2026, 9, 2)
SATURDAY = date(2026, 8, 22)
MORNING = ((time(7, 30), time(11, 30)),)

pytestmark = pytest.mark.django_db


def special(day: date, kind: str) -> None:
    CalendarDay.objects.create(day=day, name="Ngày đặc biệt", kind=kind)


def agency(**facts: object) -> Agency:
    return Agency(code="000.00.01.H05", name="Phường", kind="commune", jurisdiction="H05", **facts)


def test_holidays_are_off_and_exchanged_saturdays_are_worked() -> None:
    special(HOLIDAY, CalendarDay.Kind.HOLIDAY)
    special(SATURDAY, CalendarDay.Kind.WORKING_SATURDAY)

    legal = calendars.legal_calendar()

    assert not is_working_day(legal, HOLIDAY)
    assert is_working_day(legal, SATURDAY)
    assert not is_working_day(legal, date(2026, 8, 29))


def test_the_table_is_read_once_a_minute(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])

    with django_assert_num_queries(1):
        calendars.legal_calendar()
        clock[0] += 59
        calendars.legal_calendar()
    special(HOLIDAY, CalendarDay.Kind.HOLIDAY)
    clock[0] += 1
    with django_assert_num_queries(1):
        assert not is_working_day(calendars.legal_calendar(), HOLIDAY)


def test_whoever_forgets_reads_the_table_anew() -> None:
    assert is_working_day(calendars.legal_calendar(), HOLIDAY)
    special(HOLIDAY, CalendarDay.Kind.HOLIDAY)
    assert is_working_day(calendars.legal_calendar(), HOLIDAY)

    calendars.forget()

    assert not is_working_day(calendars.legal_calendar(), HOLIDAY)


def test_an_agency_without_hours_of_its_own_opens_in_the_legal_week() -> None:
    assert calendars.opening_calendar(agency()) == calendars.legal_calendar()


def test_an_agency_opens_by_its_own_hours_but_not_on_holidays() -> None:
    special(date(2026, 9, 5), CalendarDay.Kind.HOLIDAY)  # a Saturday
    mornings = agency(opening_hours={"mon": [["07:30", "11:30"]], "sat": [["07:30", "11:30"]]})

    opening = calendars.opening_calendar(mornings)

    assert opening.hours_on(date(2026, 8, 29)) == MORNING
    assert opening.hours_on(date(2026, 9, 1)) == ()
    assert opening.hours_on(date(2026, 9, 5)) == ()
    assert calendars.legal_calendar().hours_on(date(2026, 8, 29)) == ()


def test_a_changed_calendar_reaches_the_opening_hours_too() -> None:
    mornings = agency(opening_hours={"wed": [["07:30", "11:30"]]})
    assert calendars.opening_calendar(mornings).hours_on(HOLIDAY) == MORNING

    special(HOLIDAY, CalendarDay.Kind.HOLIDAY)
    calendars.forget()

    assert calendars.opening_calendar(mornings).hours_on(HOLIDAY) == ()
