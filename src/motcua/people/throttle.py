"""Failed log-ins are counted per name and address, and per address, so that guessing is slow.

The count lies in Django's cache and is forgotten with it; it never locks an account.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil

from django.core.cache import cache

from motcua.core.refusals import Refusal

MOST_FAILURES = 5  # for one name
MOST_FROM_AN_ADDRESS = 50  # for all names together; an office shares one address
EVERYBODY = "*"
WINDOW = timedelta(minutes=15)


class TooManyAttempts(Refusal):
    """Too many wrong passwords for this name from this address."""

    code, status, title = "too-many-attempts", 429, "Thử lại sau ít phút"


def check_may_try(username: str, address: str, *, at: datetime) -> None:
    """Raises `TooManyAttempts` with the minutes to wait."""
    for name, most in ((username, MOST_FAILURES), (EVERYBODY, MOST_FROM_AN_ADDRESS)):
        failures = _recent(name, address, at)
        if len(failures) >= most:
            raise _too_many(most, failures[-most] + WINDOW - at)


def _too_many(most: int, wait: timedelta) -> TooManyAttempts:
    minutes = ceil(wait / timedelta(minutes=1))
    return TooManyAttempts(
        f"Đã nhập sai {most} lần.",
        why="Tạm dừng để không ai dò được mật khẩu.",
        mend=f"Đợi {minutes} phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.",
        minutes=minutes,
    )


def note_failure(username: str, address: str, *, at: datetime) -> None:
    """A wrong name or password was given."""
    for name, most in ((username, MOST_FAILURES), (EVERYBODY, MOST_FROM_AN_ADDRESS)):
        failures = [*_recent(name, address, at), at][-most:]
        cache.set(_key(name, address), failures, timeout=int(WINDOW.total_seconds()))


def forgive(username: str, address: str) -> None:
    """The right password was given: begin at nought."""
    cache.delete(_key(username, address))


def _recent(username: str, address: str, at: datetime) -> list[datetime]:
    known: list[datetime] = cache.get(_key(username, address), [])
    return [failure for failure in known if at - failure < WINDOW]


def _key(username: str, address: str) -> str:
    """A hash, for names may have any letters and any length."""
    text = f"{username.strip().lower()}\n{address}"
    return "failed-log-ins:" + hashlib.sha256(text.encode()).hexdigest()
