"""To whom a dossier's working hours belong, beside a reckoner that walks half hour by half hour."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.core.deadlines import Settlement
from motcua.core.spans import Event, Move, Party, late_shares, partition, settled
from motcua.core.worktime import LEGAL_WEEK, WorkCalendar, worked_between
from tests.core.worktables import BEGIN, NOTHING, any_moments, calendars, slow_hours

LIVES = 100_000
CALENDARS = 25
HALF = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAYS = 40
MONDAY = BEGIN + timedelta(days=4, hours=8)
OFFICE = WorkCalendar()
AGENCIES = ("H05.1", "H05.2", "H05.3")


def event(
    move: Move, hours: float, number: int = 1, agency: str = "", allowed: timedelta | None = None
) -> Event:
    return Event(at=MONDAY + hours * HOUR, move=move, number=number, agency=agency, allowed=allowed)


def random_calendar(dice: random.Random) -> WorkCalendar:
    """An office week, at times with a Saturday or a long noon, with days off and days on."""
    week = list(LEGAL_WEEK)
    if dice.random() < 0.4:
        week[5] = ((time(7, 30), time(11, 30)),)
    if dice.random() < 0.3:
        week[2] = ((time(8), time(10)), (time(14, 30), time(16)))
    some = [BEGIN.date() + timedelta(days=n) for n in range(DAYS)]
    off = frozenset(dice.sample(some, dice.randint(0, 6)))
    return WorkCalendar(tuple(week), off, frozenset(dice.sample(some, dice.randint(0, 3))))


def random_life(dice: random.Random) -> tuple[list[Event], datetime]:
    """Up to eight moves within nine days, in any order that a law would forbid or allow."""
    slots = sorted(dice.choices(range(dice.randint(1, 9) * 48), k=dice.randint(2, 9)))
    start = dice.randint(0, 20 * 48)
    moments = [BEGIN + (start + slot) * HALF for slot in slots]
    events = [
        Event(
            at=at,
            move=dice.choice(list(Move)) if number else Move.TO_STEP,
            number=number + 1,
            agency=dice.choice(AGENCIES),
            allowed=dice.choice([None, 4 * HOUR, 8 * HOUR]),
            instead_of=dice.choice(AGENCIES),
        )
        for number, at in enumerate(moments[:-1])
    ]
    return events, moments[-1]


def open_halves(cal: WorkCalendar) -> list[bool]:
    """Is work going on, half hour by half hour from the beginning?"""
    halves = []
    for day in (BEGIN.date() + timedelta(days=n) for n in range(DAYS)):
        for half in range(48):
            clock = time(half // 2, half % 2 * 30)
            halves.append(any(opens <= clock < closes for opens, closes in slow_hours(cal, day)))
    return halves


def slow_use(events: Sequence[Event], until: datetime, halves: list[bool]) -> Counter[str]:
    """Each half hour of work goes to whoever has the dossier when it begins."""
    used: Counter[str] = Counter()
    stop, coming = "", list(events)
    asked: list[str] = []
    begun, end = (events[0].at - BEGIN) // HALF, (until - BEGIN) // HALF
    whose = ""
    for half in range(begun, end):
        while coming and (coming[0].at - BEGIN) // HALF <= half:
            stop, asked = slow_move(coming.pop(0), stop, asked)
            whose = stop or (f"other_agency {asked[0]}" if asked else "step")
        if halves[half]:
            used[whose] += 1
    return used


IN_THE_WAY = {"to_step": "", "to_applicant": "applicant", "stop": "suspension", "go_on": ""}


def slow_move(one: Event, stop: str, asked: list[str]) -> tuple[str, list[str]]:
    """What stands in the way of the step after this move: a stop, and who was asked."""
    if one.move in IN_THE_WAY:
        return IN_THE_WAY[one.move], [] if one.move == "to_step" else asked
    if one.move == "take_back":
        return stop, []
    if one.move == "answer":
        return stop, [agency for agency in asked if agency != one.agency]
    if one.move == "pass_on":
        taken = [one.agency if agency == one.instead_of else agency for agency in asked]
        return stop, list(dict.fromkeys(taken))
    return stop, asked if one.agency in asked else [*asked, one.agency]


def test_hours_of_a_hundred_thousand_lives_belong_to_exactly_one_party() -> None:
    dice = random.Random(2018)
    for _ in range(CALENDARS):
        cal = random_calendar(dice)
        halves = open_halves(cal)
        for _ in range(LIVES // CALENDARS):
            check_life(*random_life(dice), cal, halves)


def check_life(events: list[Event], until: datetime, cal: WorkCalendar, halves: list[bool]) -> None:
    found = partition(events, until, cal)
    used: Counter[str] = Counter()
    for one in found:
        name = f"{one.party} {one.agency}".strip()
        used[name] += one.used // HALF
    assert +used == slow_use(events, until, halves)
    whole = worked_between(cal, events[0].at, until)
    assert sum((one.used for one in found), NOTHING) == whole
    assert [one.since for one in found[1:]] == [one.until for one in found[:-1]]


@given(
    calendars(), st.lists(st.tuples(any_moments, st.sampled_from(Move)), min_size=1), any_moments
)
def test_the_parts_always_add_up(
    cal: WorkCalendar, told: list[tuple[datetime, Move]], until: datetime
) -> None:
    """Clocks that run backwards, moments to the microsecond, moves that no process has."""
    events = [Event(at=at, move=move, number=n) for n, (at, move) in enumerate(told, start=1)]
    found = partition(events, until, cal)
    assert found[0].since == events[0].at
    assert found[-1].until == max(until, *(one.at for one in events), events[0].at)
    assert sum((one.used for one in found), NOTHING) == worked_between(
        cal, found[0].since, found[-1].until
    )


@given(
    calendars(), st.lists(st.tuples(any_moments, st.sampled_from(Move)), min_size=1), any_moments
)
def test_every_late_hour_belongs_to_one_who_ran(
    cal: WorkCalendar, told: list[tuple[datetime, Move]], appointment: datetime
) -> None:
    events = [Event(at=at, move=move, number=n) for n, (at, move) in enumerate(told, start=1)]
    found = partition(events, max(at for at, _ in told) + timedelta(days=3), cal)
    until = found[-1].until
    shares = late_shares(found, appointment, until, cal)
    ran = sum((one.used for one in found if one.party.clock_runs), NOTHING)
    late = max(worked_between(cal, appointment, until), NOTHING)
    assert sum(shares, NOTHING) == min(late, ran)
    for one, share in zip(found, shares, strict=True):
        assert NOTHING <= share <= (one.used if one.party.clock_runs else NOTHING)


def test_a_step_goes_on_with_the_time_it_had_left() -> None:
    """Four hours allowed: one and a half used, a stop over noon, three more: an hour and a half
    too much."""
    found = partition(
        [
            event(Move.TO_STEP, 0, allowed=4 * HOUR),
            event(Move.STOP, 1.5, 2),
            event(Move.GO_ON, 6, 3),
        ],
        MONDAY + 9 * HOUR,
        OFFICE,
    )
    assert [one.party for one in found] == [Party.STEP, Party.SUSPENSION, Party.STEP]
    assert [one.allowed for one in found] == [4 * HOUR, None, 2.5 * HOUR]
    assert [one.used for one in found] == [1.5 * HOUR, 2.5 * HOUR, 3 * HOUR]
    assert [one.overran for one in found] == [NOTHING, NOTHING, 0.5 * HOUR]


def test_of_several_agencies_the_one_that_was_asked_first_has_the_time() -> None:
    found = partition(
        [
            event(Move.TO_STEP, 0),
            event(Move.ASK, 1, 2, agency="A", allowed=HOUR),
            event(Move.ASK, 1, 3, agency="B", allowed=HOUR),
            event(Move.ANSWER, 2, 4, agency="A"),
            event(Move.ANSWER, 3, 5, agency="B"),
        ],
        MONDAY + 3.5 * HOUR,
        OFFICE,
    )
    whose = [(one.party.value, one.agency, one.used) for one in found]
    assert whose == [
        ("step", "", HOUR),
        ("other_agency", "A", HOUR),
        ("other_agency", "B", HOUR),
        ("step", "", HOUR / 2),
    ]


def test_early_is_a_working_day_before() -> None:
    assert settled(8 * HOUR, 16 * HOUR) is Settlement.EARLY
    assert settled(9 * HOUR, 16 * HOUR) is Settlement.ON_TIME
    assert settled(17 * HOUR, 16 * HOUR) is Settlement.LATE
    assert settled(HOUR, None) is None


def test_a_holiday_belongs_to_nobody() -> None:
    holiday = WorkCalendar(days_off=frozenset({date(2026, 1, 5)}))
    assert [
        one.used for one in partition([event(Move.TO_STEP, 0)], MONDAY + 9 * HOUR, holiday)
    ] == [NOTHING]
