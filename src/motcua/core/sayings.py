"""Times, days and deadlines in the words of the product (docs: how Vietnamese is written here).

One wording for citizen and officer. Knows calendars; not who reads it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.core.deadlines import Settlement, settled
from motcua.core.moments import LAST_SECOND, local, local_day
from motcua.core.money import NBSP, say_number
from motcua.core.worktime import WORKING_DAY, WorkCalendar, worked_between, working_days_between

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SOON = 2
"""Working days from which on a deadline is near."""

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NEAR = {-1: "hôm qua", 0: "hôm nay", 1: "ngày mai"}


class DueKind(StrEnum):
    """The look of a deadline; also the class in the style sheet."""

    OK = "ok"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True)
class Due:
    """A deadline as it is shown: its look and its words, which carry the number."""

    kind: DueKind
    words: str


def say_time(moment: datetime | time) -> str:
    """`15 giờ 30`, `8 giờ`, `8 giờ 05`; a moment on Viet Nam's clock."""
    clock = local(moment).time() if isinstance(moment, datetime) else moment
    minutes = f"{NBSP}{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour}{NBSP}giờ{minutes}"


def say_day(day: date, today: date | None = None) -> str:
    """`thứ Năm 03/12/2026`; with `today` given, `hôm nay, thứ Năm 03/12/2026` and the like."""
    named = f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"
    near = _NEAR.get((day - today).days) if today else None
    return f"{near}, {named}" if near else named


def say_moment(moment: datetime, today: date | None = None) -> str:
    """`15 giờ 30, thứ Năm 03/12/2026`; the last second of a day is `hết thứ Năm 03/12/2026`."""
    day = say_day(local_day(moment), today)
    return f"hết {day}" if _with_the_day(moment) else f"{say_time(moment)}, {day}"


def say_work(amount: timedelta) -> str:
    """Working time: `2 ngày làm việc`, `4 giờ làm việc`, `2,5 giờ làm việc`, `53 phút`."""
    if amount and amount % WORKING_DAY == timedelta(0):
        return f"{amount // WORKING_DAY}{NBSP}ngày làm việc"
    if amount >= HOUR:
        return f"{say_number(round(amount / HOUR, 2))}{NBSP}giờ làm việc"
    return f"{amount // timedelta(minutes=1)}{NBSP}phút"


def say_left(due_at: datetime, now: datetime, cal: WorkCalendar) -> str:
    """`còn 2 ngày 3 giờ làm việc`, `còn 2 ngày làm việc`, `còn 3 giờ làm việc`: rounded down.

    Working time, a day being eight hours of it.
    """
    left = worked_between(cal, now, due_at)
    if left >= HOUR:
        days, rest = divmod(left, WORKING_DAY)
        told = ((days, "ngày"), (rest // HOUR, "giờ"))
        return f"còn {NBSP.join(f'{n}{NBSP}{unit}' for n, unit in told if n)} làm việc"
    if left > timedelta(0):
        return f"còn dưới 1{NBSP}giờ làm việc"
    return f"trước {say_moment(due_at)}"


def say_late(due_at: datetime, now: datetime) -> str:
    """`quá hạn 1 ngày`, under a day `quá hạn 3 giờ`: time on the wall clock, rounded down."""
    return f"quá hạn {_say_elapsed(now - due_at)}"


def say_due(
    due_at: datetime | None,
    now: datetime,
    cal: WorkCalendar,
    *,
    paused: bool = False,
    stopped_at: datetime | None = None,
    done_at: datetime | None = None,
) -> Due:
    """How a deadline stands at `now`; a stopped clock is read at `stopped_at`, a done one once."""
    if done_at:
        return Due(DueKind.DONE, say_done(due_at, done_at, cal))
    if paused:
        return Due(DueKind.PAUSED, _say_paused(due_at, stopped_at or now, cal))
    if due_at is None:
        return Due(DueKind.OK, "chưa có hạn")
    if now > due_at:
        return Due(DueKind.LATE, say_late(due_at, now))
    if local_day(now) == local_day(due_at):
        return Due(DueKind.TODAY, f"hôm nay, {_say_before(due_at)}")
    near = working_days_between(cal, local_day(now), local_day(due_at)) <= SOON
    return Due(DueKind.SOON if near else DueKind.OK, say_left(due_at, now, cal))


def say_done(due_at: datetime | None, done_at: datetime, cal: WorkCalendar) -> str:
    """`xong đúng hạn`, `xong sớm 1 ngày` (from a working day on), `xong, trễ 2 ngày`."""
    if due_at is None:
        return "xong"
    match settled(done_at, due_at, cal):
        case Settlement.LATE:
            return f"xong, trễ {_say_elapsed(done_at - due_at)}"
        case Settlement.EARLY:
            return f"xong sớm {max((due_at - done_at) // DAY, 1)}{NBSP}ngày"
        case Settlement.ON_TIME:
            return "xong đúng hạn"


def say_waiting(
    promised: datetime | None, done_at: datetime, now: datetime, cal: WorkCalendar
) -> Due:
    """Of a result whose day has come: how it was settled, and since when it waits to be fetched.

    `xong đúng hạn, chờ nhận 3 ngày`. Nobody is late by an applicant who has not come yet.
    """
    since = max(done_at, promised) if promised else done_at
    waited = f"{say_done(promised, done_at, cal)}, chờ nhận {_say_elapsed(now - since)}"
    return Due(DueKind.PAUSED, waited)


def _say_paused(due_at: datetime | None, stopped_at: datetime, cal: WorkCalendar) -> str:
    if due_at is None:
        return "tạm dừng"
    late = stopped_at > due_at
    left = say_late(due_at, stopped_at) if late else say_left(due_at, stopped_at, cal)
    return f"tạm dừng, {left}"


def _say_before(due_at: datetime) -> str:
    return "đến hết ngày" if _with_the_day(due_at) else f"trước {say_time(due_at)}"


def _say_elapsed(elapsed: timedelta) -> str:
    if elapsed >= DAY:
        return f"{elapsed // DAY}{NBSP}ngày"
    if elapsed >= HOUR:
        return f"{elapsed // HOUR}{NBSP}giờ"
    return f"{max(elapsed // timedelta(minutes=1), 1)}{NBSP}phút"


def _with_the_day(moment: datetime) -> bool:
    return local(moment).time() == LAST_SECOND
