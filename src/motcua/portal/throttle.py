"""Counting look-ups by code alone, so that nobody goes through the codes by machine.

Counts live in the cache under hashes: no address of a person is written anywhere.
"""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from motcua.core.refusals import Refusal

MOST = 30
MINUTES = 10


class TooMany(Refusal):
    """More look-ups than a person makes."""

    code, status, title = "too-many", 429, "Tra mã quá nhiều lần"


def count_look_up(request: HttpRequest) -> None:
    """Count one from this place; raises `TooMany` beyond `MOST` in `MINUTES` from the first."""
    key, seconds = _key(request), MINUTES * 60
    cache.add(key, 0, seconds)
    try:
        looks = cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, seconds)
        looks = 1
    if looks > MOST:
        raise TooMany(
            "Đã tra mã quá nhiều lần từ nơi này.",
            why="Số lần tra được giới hạn để giữ kín hồ sơ của mọi người.",
            mend=f"Thử lại sau {MINUTES} phút, hoặc mở đường dẫn trên giấy biên nhận.",
            retry_after=seconds,
        )


def _key(request: HttpRequest) -> str:
    """Where the request comes from, as the server before us says; hashed."""
    place = str(request.META.get("REMOTE_ADDR", ""))
    return f"look-ups:{hashlib.sha256(place.encode()).hexdigest()[:32]}"
