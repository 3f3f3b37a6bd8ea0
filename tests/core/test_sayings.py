"""Words of time: as people say them, with the number that counts."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.deadlines import supplement_by
from motcua.core.money import NBSP
from motcua.core.sayings import (
    Due,
    DueKind,
    say_day,
    say_due,
    say_left,
    say_moment,
    say_time,
    say_work,
)
from motcua.core.worktime import WorkCalendar, add_time
from tests.core.worktables import HANOI, any_moments, calendars

LEGAL = WorkCalendar(days_off=frozenset({date(2026, 11, 24)}))
BREAKABLE = re.compile(r"\d (?:giờ|ngày|tháng|phút|đ)|giờ \d")

spans = st.integers(0, 10**12).map(lambda us: timedelta(microseconds=us))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def plain(words: str) -> str:
    assert not BREAKABLE.search(words)
    return words.replace(NBSP, " ")


NOW = at("2026-12-01T10:50")  # a Tuesday


# --- times and days


@pytest.mark.parametrize(
    ("clock", "words"),
    [(time(15, 30), "15 giờ 30"), (time(8), "8 giờ"), (time(8, 5), "8 giờ 05"), (time(), "0 giờ")],
)
def test_a_time_is_said_with_its_hour(clock: time, words: str) -> None:
    assert plain(say_time(clock)) == words
    assert plain(say_time(datetime.combine(date(2026, 12, 1), clock, tzinfo=HANOI))) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "hôm qua, thứ Hai 30/11/2026"),
        (date(2026, 12, 1), "hôm nay, thứ Ba 01/12/2026"),
        (date(2026, 12, 2), "ngày mai, thứ Tư 02/12/2026"),
        (date(2026, 12, 3), "thứ Năm 03/12/2026"),
        (date(2026, 12, 4), "thứ Sáu 04/12/2026"),
        (date(2026, 12, 5), "thứ Bảy 05/12/2026"),
        (date(2026, 12, 6), "Chủ nhật 06/12/2026"),
    ],
)
def test_a_day_is_said_with_its_weekday_and_how_near_it_is(day: date, words: str) -> None:
    assert say_day(day, NOW.date()) == words
    assert say_day(day) == words.rpartition(", ")[2]


def test_a_moment_is_said_with_its_day() -> None:
    assert plain(say_moment(at("2026-12-03T15:30"))) == "15 giờ 30, thứ Năm 03/12/2026"
    assert plain(say_moment(NOW, NOW.date())) == "10 giờ 50, hôm nay, thứ Ba 01/12/2026"
    assert say_moment(supplement_by(NOW, 11, LEGAL)) == "hết thứ Tư 16/12/2026"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (16, "2 ngày làm việc"),
        (4, "4 giờ làm việc"),
        (1, "1 giờ làm việc"),
        (2.5, "2,5 giờ làm việc"),
        (12, "12 giờ làm việc"),
        (53 / 60, "53 phút"),
        (0, "0 phút"),
    ],
)
def test_working_time_is_said_in_whole_days_or_hours(hours: float, words: str) -> None:
    assert plain(say_work(timedelta(hours=hours))) == words


# --- deadlines


@pytest.mark.parametrize(
    ("due", "kind", "words"),
    [
        ("2026-12-08T17:30", "ok", "còn 5 ngày 4 giờ làm việc"),
        ("2026-12-04T09:00", "ok", "còn 2 ngày 6 giờ làm việc"),
        ("2026-12-03T17:30", "soon", "còn 2 ngày 4 giờ làm việc"),
        ("2026-12-02T17:30", "soon", "còn 1 ngày 4 giờ làm việc"),
        ("2026-12-02T08:10", "soon", "còn 5 giờ làm việc"),
        ("2026-12-01T16:30", "today", "hôm nay, trước 16 giờ 30"),
        ("2026-12-01T10:50", "today", "hôm nay, trước 10 giờ 50"),
        ("2026-12-01T23:59:59", "today", "hôm nay, đến hết ngày"),
        ("2026-12-01T10:49:59", "late", "quá hạn 1 phút"),
        ("2026-12-01T10:10", "late", "quá hạn 40 phút"),
        ("2026-12-01T07:50", "late", "quá hạn 3 giờ"),
        ("2026-11-30T10:50", "late", "quá hạn 1 ngày"),
        ("2026-11-27T17:30", "late", "quá hạn 3 ngày"),
    ],
)
def test_a_deadline_is_said_by_what_is_left(due: str, kind: DueKind, words: str) -> None:
    said = say_due(at(due), NOW, LEGAL)

    assert Due(said.kind, plain(said.words)) == Due(DueKind(kind), words)


@pytest.mark.parametrize(
    ("now", "due", "words"),
    [
        ("2026-11-20T10:00", "2026-11-25T17:30", "còn 2 ngày 5 giờ làm việc"),  # over a holiday
        ("2026-12-04T16:00", "2026-12-07T09:00", "còn 3 giờ làm việc"),  # over a weekend
        ("2026-12-04T17:00", "2026-12-07T08:00", "còn 1 giờ làm việc"),
        ("2026-12-04T17:00", "2026-12-07T07:45", "còn dưới 1 giờ làm việc"),
        ("2026-12-05T09:00", "2026-12-06T10:00", "trước 10 giờ, Chủ nhật 06/12/2026"),
        ("2026-12-05T09:00", "2026-12-07T17:30", "còn 1 ngày làm việc"),
    ],
)
def test_what_is_left_leaves_out_days_off(now: str, due: str, words: str) -> None:
    assert plain(say_left(at(due), at(now), LEGAL)) == words


def test_a_stopped_clock_says_what_was_left_when_it_stopped() -> None:
    stopped, due = at("2026-11-26T10:00"), at("2026-12-02T11:00")

    said = say_due(due, NOW, LEGAL, paused=True, stopped_at=stopped)

    assert (said.kind, plain(said.words)) == (DueKind.PAUSED, "tạm dừng, còn 4 ngày 1 giờ làm việc")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-12-01T16:30", "tạm dừng, còn 3 giờ làm việc"),
        ("2026-11-30T10:00", "tạm dừng, quá hạn 1 ngày"),
        (None, "tạm dừng"),
    ],
)
def test_a_clock_stopped_now_says_how_it_stands(due: str | None, words: str) -> None:
    said = say_due(at(due) if due else None, NOW, LEGAL, paused=True)

    assert (said.kind, plain(said.words)) == (DueKind.PAUSED, words)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ("2026-12-02T16:10", "xong đúng hạn"),
        ("2026-12-02T17:30", "xong đúng hạn"),
        ("2026-12-01T17:00", "xong sớm 1 ngày"),
        ("2026-12-02T07:30", "xong sớm 1 ngày"),
        ("2026-11-30T09:00", "xong sớm 2 ngày"),
        ("2026-12-02T18:30", "xong, trễ 1 giờ"),
        ("2026-12-04T17:30", "xong, trễ 2 ngày"),
    ],
)
def test_what_is_done_is_said_beside_its_deadline(done: str, words: str) -> None:
    said = say_due(at("2026-12-02T17:30"), NOW, LEGAL, done_at=at(done))

    assert (said.kind, plain(said.words)) == (DueKind.DONE, words)


def test_without_a_deadline_nothing_is_promised() -> None:
    assert say_due(None, NOW, LEGAL) == Due(DueKind.OK, "chưa có hạn")
    assert say_due(None, NOW, LEGAL, done_at=NOW) == Due(DueKind.DONE, "xong")


# --- laws


@given(calendars(), any_moments, spans, st.lists(spans, min_size=2, max_size=6))
def test_a_running_deadline_only_comes_nearer(
    cal: WorkCalendar, begun: datetime, granted: timedelta, later: list[timedelta]
) -> None:
    due = add_time(cal, begun, granted)
    order = [DueKind.OK, DueKind.SOON, DueKind.TODAY, DueKind.LATE]

    kinds = [say_due(due, begun + span, cal).kind for span in sorted(later)]

    assert all(order.index(one) <= order.index(other) for one, other in pairwise(kinds))


@given(calendars(), any_moments, any_moments, st.booleans(), st.none() | any_moments)
def test_words_never_break_a_number_from_its_unit_nor_mix_two_kinds_of_days(
    cal: WorkCalendar, due: datetime, now: datetime, paused: bool, done: datetime | None
) -> None:
    said = say_due(due, now, cal, paused=paused, done_at=done)

    assert not BREAKABLE.search(said.words)
    assert "quá hạn" not in said.words or "làm việc" not in said.words
    assert (said.kind is DueKind.LATE) == (not paused and not done and now > due)
    assert not re.search(rf"\b0{NBSP}(?!giờ)", said.words)


@given(calendars(), any_moments, spans)
def test_words_promise_no_more_working_hours_than_are_left(
    cal: WorkCalendar, now: datetime, left: timedelta
) -> None:
    words = say_left(add_time(cal, now, left), now, cal)

    told = {unit: int(n) for n, unit in re.findall(rf"(\d+){NBSP}(ngày|giờ)", words)}
    whole = timedelta(hours=8 * told.get("ngày", 0) + told.get("giờ", 0))
    if left >= timedelta(hours=1):
        assert whole <= left < whole + timedelta(hours=1)
