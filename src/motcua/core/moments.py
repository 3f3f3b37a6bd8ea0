"""Moments and days in Viet Nam's time. A moment is aware; a day is a day of Hà Nội."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_SECOND = time(23, 59, 59)


def local(moment: datetime) -> datetime:
    """The same moment on Viet Nam's clock. Raises `ValueError` for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment}")
    return moment.astimezone(VIETNAM)


def local_day(moment: datetime) -> date:
    """The day in Viet Nam on which the moment falls."""
    return local(moment).date()


def at_local(day: date, clock: time) -> datetime:
    """The moment at which the clock in Viet Nam shows this time on this day."""
    return datetime.combine(day, clock, tzinfo=VIETNAM)


def end_of_day(day: date) -> datetime:
    """The last second of the day: what is due "with the day" is due then."""
    return at_local(day, LAST_SECOND)


def iso_utc(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: the one spelling that hashes are made of."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
