"""How much of the limit that runs now is used up, in words that can be compared at a glance."""

from datetime import datetime, timedelta

from motcua.agencies import calendars
from motcua.core.money import NBSP
from motcua.core.sayings import HOUR
from motcua.core.states import State
from motcua.core.worktime import WORKING_DAY, worked_between
from motcua.dossiers.models import Dossier


def used(found: Dossier, at: datetime) -> str:
    """`đã dùng 53 phút trên 8 giờ làm việc`; nothing where no limit runs or it has passed."""
    runs = found.state in {State.SUBMITTED, State.ACCEPTED}
    if not runs or found.due_at is None or at > found.due_at:
        return ""
    legal = calendars.legal_calendar()
    whole = worked_between(legal, found.step_since, found.due_at)
    return say(worked_between(legal, found.step_since, at), whole)


def say(part: timedelta, whole: timedelta) -> str:
    """Working time, rounded down, in a unit that suits the whole: hours, from two days on days."""
    if whole <= timedelta(0):
        return ""
    if whole >= 2 * WORKING_DAY and part >= WORKING_DAY:
        return f"đã dùng {part // WORKING_DAY} trên {whole // WORKING_DAY}{NBSP}ngày làm việc"
    of = f"{max(whole // HOUR, 1)}{NBSP}giờ làm việc"
    if whole >= 2 * WORKING_DAY:
        of = f"{whole // WORKING_DAY}{NBSP}ngày làm việc"
    if part < HOUR:
        return f"đã dùng {part // timedelta(minutes=1)}{NBSP}phút trên {of}"
    return f"đã dùng {part // HOUR}{NBSP}giờ trên {of}"
