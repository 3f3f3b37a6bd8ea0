"""A POST with an `Idempotency-Key` is answered once; a repetition gets the first answer again."""

import hashlib
from collections.abc import Callable
from typing import Any

from ninja.responses import Status
from pydantic import BaseModel

from motcua.api.callers import Request
from motcua.core.refusals import Incomplete
from motcua.documents.models import StoredFile
from motcua.dossiers.idempotency import once

SECRET_ENOUGH = 16  # letters of a key that one does not happen upon


def idempotency_key(request: Request) -> str:
    """The key of a POST, as 64 letters whatever its length; empty when none was sent.

    Raises `Incomplete` for one that is empty.
    """
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return ""
    if not key:
        raise Incomplete(
            "Khóa Idempotency-Key để trống.",
            mend="Gửi lại với một khóa, hoặc không gửi khóa.",
            missing=[],
            errors=[],
        )
    return hashlib.sha256(key.encode()).hexdigest()


def answer_once(
    request: Request,
    make: Callable[[], BaseModel],
    *,
    place: str,
    status: int = 200,
    body: str | None = None,
) -> Status[Any]:
    """What `make` answers, or what it answered the first time, with this status.

    `place` is the jurisdiction it falls in; `body` tells one request from another and is the
    JSON that was sent where it is left out.
    """
    key = idempotency_key(request)
    if not _is_kept(request):
        return Status(status, make())
    answer, _ = once(
        place,
        owner=request.auth.owner,
        key=key,
        request=[request.path, body or hashlib.sha256(request.body).hexdigest()],
        at=request.auth.at,
        make=lambda: (status, make().model_dump(mode="json")),
    )
    return Status(*answer)


def upload_digest(file: StoredFile, requirement: str, name: str) -> str:
    """What tells one upload from another: its bytes, its name and what it is for."""
    return hashlib.sha256(f"{requirement}\n{name}\n{file.sha256}".encode()).hexdigest()


def _is_kept(request: Request) -> bool:
    """A key must not open one stranger's answer to another who happens to use the same."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    return bool(key) and (not request.auth.is_nobody or len(key) >= SECRET_ENOUGH)
