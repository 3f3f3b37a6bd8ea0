"""Failed log-ins are counted per name and address, so that guessing passwords is slow.

The count lies in Django's cache and is forgotten with it; it never locks an account.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil

from django.core.cache import cache

from motcua.core.refusals import Refusal

MOST_FAILURES = 5
WINDOW = timedelta(minutes=15)


class TooManyAttempts(Refusal):
    """Too many wrong passwords for this name from this address."""

    code, status, title = "too-many-attempts", 429, "Thử lại sau ít phút"


def check_may_try(username: str, address: str, *, at: datetime) -> None:
    """Raises `TooManyAttempts` with the minutes to wait."""
    failures = _recent(username, address, at)
    if len(failures) < MOST_FAILURES:
        return
    wait = failures[-MOST_FAILURES] + WINDOW - at
    minutes = ceil(wait / timedelta(minutes=1))
    raise TooManyAttempts(
        f"Đã nhập sai {MOST_FAILURES} lần.",
        why="Tạm dừng để không ai dò được mật khẩu.",
        mend=f"Đợi {minutes} phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.",
        minutes=minutes,
    )


def note_failure(username: str, address: str, *, at: datetime) -> None:
    """A wrong name or password was given."""
    failures = [*_recent(username, address, at), at][-MOST_FAILURES:]
    cache.set(_key(username, address), failures, timeout=int(WINDOW.total_seconds()))


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
