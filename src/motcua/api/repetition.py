"""A POST with an `Idempotency-Key` is answered once; a repetition gets the first answer again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from motcua.dossiers.idempotency import once

Answer = tuple[int, dict[str, Any]]


def idempotency_key(request: HttpRequest) -> str:
    """The key of a POST, at most 64 characters; empty when none was sent."""
    return request.headers.get("Idempotency-Key", "")[:64]


def answer_once(
    request: HttpRequest,
    make: Callable[[], Answer],
    *,
    place: str,
    owner: str,
    body: dict[str, Any],
    at: datetime,
) -> Answer:
    """Status and body of `make`, or of the first time; `place` is the jurisdiction it falls in."""
    key = idempotency_key(request)
    if not key:
        return make()
    asked = {"path": request.path, "body": body}
    answer, _ = once(place, owner=owner, key=key, request=asked, at=at, make=make)
    return answer
