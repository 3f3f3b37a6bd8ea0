"""Counting look-ups by code alone, so that nobody goes through the codes by machine.

Counts live in the cache under hashes: no address of a person is written anywhere.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil

from django.core.cache import cache
from django.http import HttpRequest

from motcua.core.refusals import Refusal

MOST = 30
WINDOW = timedelta(minutes=10)


class TooMany(Refusal):
    """More look-ups than a person makes."""

    code, status, title = "too-many", 429, "Tra mã quá nhiều lần"


def count_look_up(request: HttpRequest, *, at: datetime) -> None:
    """Count one from this place; raises `TooMany` beyond `MOST` within `WINDOW`."""
    key = _key(request)
    earlier: list[datetime] = cache.get(key, [])
    looks = [one for one in earlier if at - one < WINDOW]
    if len(looks) >= MOST:
        raise _too_many(looks[-MOST] + WINDOW - at)
    cache.set(key, [*looks, at], timeout=int(WINDOW.total_seconds()))


def _too_many(wait: timedelta) -> TooMany:
    return TooMany(
        "Đã tra mã quá nhiều lần từ nơi này.",
        why="Số lần tra được giới hạn để giữ kín hồ sơ của mọi người.",
        mend=f"Thử lại sau {ceil(wait / timedelta(minutes=1))} phút, "
        "hoặc mở đường dẫn trên giấy biên nhận.",
        retry_after=ceil(wait.total_seconds()),
    )


def _key(request: HttpRequest) -> str:
    """Where the request comes from, as the server before us says; hashed."""
    place = str(request.META.get("REMOTE_ADDR", ""))
    return f"look-ups:{hashlib.sha256(place.encode()).hexdigest()[:32]}"
