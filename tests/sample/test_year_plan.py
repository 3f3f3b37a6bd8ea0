"""The plan of a replayed year: exact numbers, lives in order, the same seed the same lives."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core import deadlines
from motcua.core.moments import VIETNAM
from motcua.core.worktime import LEGAL_WEEK, WorkCalendar, is_open, is_working_day
from motcua.sample.files import rows
from motcua.sample.year import services as planned
from motcua.sample.year.lives import Deed, Life
from motcua.sample.year.plan import Plan

ENDS = {Deed.REFUSE, Deed.WITHDRAW, Deed.EXPIRE, Deed.RETURN}
AT_HOME = {Deed.COME, Deed.ANSWER, Deed.EXPIRE, Deed.RATE}  # not in the working time of officers


@cache
def calendar() -> WorkCalendar:
    days = {date.fromisoformat(row["date"]): row["kind"] for row in rows("calendar.csv")}
    worked = {day for day, kind in days.items() if kind == "working_saturday"}
    return WorkCalendar(LEGAL_WEEK, frozenset(days.keys() - worked), frozenset(worked))


def plan(*, online: int = 300, counter: int = 900, seed: int = 1) -> Plan:
    return Plan(
        year=2018,
        online=online,
        counter=counter,
        seed=seed,
        calendar=calendar(),
        services=planned.services(),
    )


def lives(of: Plan) -> list[Life]:
    return [life for day in of.days for life in of.born(day)]


def test_there_are_1780_services_of_which_819_are_online_as_the_press_says() -> None:
    levels = Counter((one.procedure.level, one.online) for one in planned.services())

    assert len(planned.services()) == 1780
    assert sum(one.online for one in planned.services()) == 819
    assert {level: levels[level, True] for level in planned.ONLINE} == {
        "province": 716,
        "district": 91,
        "commune": 12,
    }
    assert len({(one.procedure.code, one.agency) for one in planned.services()}) == 1780


def test_composed_procedures_say_that_they_are_made_up() -> None:
    composed = {one.procedure for one in planned.services() if one.procedure.code.startswith("9.")}

    assert len({one.code for one in composed}) == len({one.name for one in composed}) > 1000
    assert all(one.name.endswith("(mẫu)") for one in composed)
    assert {one.source for one in composed} == {planned.MADE_UP}


@given(seed=st.integers(), online=st.integers(0, 80), counter=st.integers(0, 80))
@settings(max_examples=15)
def test_as_many_come_as_were_asked_for_and_the_same_seed_tells_the_same(
    seed: int, online: int, counter: int
) -> None:
    told = lives(plan(online=online, counter=counter, seed=seed))

    assert Counter(life.online for life in told) == Counter({True: online, False: counter})
    assert told == lives(plan(online=online, counter=counter, seed=seed))


@given(seed=st.integers(), day=st.dates(date(2018, 1, 1), date(2018, 12, 31)))
@settings(max_examples=15)
def test_a_day_is_told_the_same_without_the_days_before_it(seed: int, day: date) -> None:
    whole, alone = plan(seed=seed), plan(seed=seed)
    before = {one: whole.born(one) for one in whole.days if one <= day}

    assert alone.born(day) == before[day]


@given(seed=st.integers())
@settings(max_examples=10)
def test_every_life_is_in_order_ends_once_and_is_handled_in_working_time(seed: int) -> None:
    for life in lives(plan(online=200, counter=200, seed=seed)):
        moments = [event.at for event in life.events]
        deeds = [event.deed for event in life.events if event.deed is not Deed.RATE]

        assert moments == sorted(moments)
        assert deeds.count(Deed.COME) == 1
        assert deeds[0] is Deed.COME
        assert sum(deed in ENDS for deed in deeds) <= 1
        assert not set(deeds[:-1]) & ENDS
        for event in life.events:
            assert event.deed in AT_HOME or is_open(calendar(), event.at), event


def test_counters_are_open_on_working_days_alone_and_the_web_always() -> None:
    told = plan(online=20_000, counter=20_000)
    came = Counter((day, life.online) for day in told.days for life in told.born(day))

    assert not [day for day, online in came if not online and not is_working_day(calendar(), day)]
    assert came[date(2018, 2, 16), True] > 0  # the first day of Tết
    february = sum(came[date(2018, 2, day), False] for day in range(1, 29))
    march = sum(came[date(2018, 3, day), False] for day in range(1, 32))
    assert february < march / 1.5


def test_some_services_online_are_busy_and_many_get_nobody_online() -> None:
    told = Counter(life.service for life in lives(plan(online=5000, counter=0)))
    online = [number for number, one in enumerate(planned.services()) if one.online]

    assert set(told) <= set(online)
    assert sum(n for _, n in told.most_common(20)) > 5000 / 2
    assert len(online) - len(told) > 819 * 0.35


def test_reasons_are_noted_where_the_service_is_online() -> None:
    for life in lives(plan(online=0, counter=500)):
        asked = planned.services()[life.service].online
        assert bool(life.events[0].word) == asked


def settled(life: Life) -> deadlines.Settlement | None:
    """How the decision lies to the appointment, where the life has one that was never moved."""
    deeds = {event.deed: event.at for event in life.events}
    if Deed.DECIDE not in deeds or {Deed.ANSWER, Deed.APOLOGISE, Deed.RESUME} & deeds.keys():
        return None
    accepted = deeds[Deed.ACCEPT] if life.online else deeds[Deed.COME]
    limit = planned.services()[life.service].procedure.limit
    promised = deadlines.appointment(accepted, limit, calendar(), calendar())
    if promised - accepted < timedelta(days=3):
        return None
    return deadlines.settled(deeds[Deed.DECIDE], promised, calendar())


@pytest.mark.parametrize(("online", "early"), [(True, 0.70), (False, 0.486)])
def test_early_and_late_come_as_often_as_in_a_province_that_published_it(
    online: bool, early: float
) -> None:
    told = lives(plan(online=9000 * online, counter=9000 * (not online)))
    how = Counter(one for life in told if (one := settled(life)))

    total = sum(how.values())
    assert how[deadlines.Settlement.EARLY] / total == pytest.approx(early, abs=0.05)
    assert 0.03 < how[deadlines.Settlement.LATE] / total < 0.09


def test_the_first_life_of_the_year_does_not_begin_before_it() -> None:
    first = min(life.events[0].at for life in lives(plan()))

    assert first >= datetime(2018, 1, 1, tzinfo=VIETNAM)
