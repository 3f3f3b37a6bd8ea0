"""The first answer to a request is the answer to every repetition under the same key."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.core import chain
from motcua.core.refusals import Conflict
from motcua.dossiers.models import IdempotencyKey

KEPT = timedelta(days=2)
Answer = tuple[int, Any]


@transaction.atomic
def once(
    jurisdiction: str,
    *,
    owner: str,
    key: str,
    request: Any,
    at: datetime,
    make: Callable[[], Answer],
) -> tuple[Answer, bool]:
    """Status and JSON body of `make()`, and whether it was made before.

    Runs `make` in the same transaction as the note of its answer. Raises `Conflict` when the key
    was used for another request.
    """
    digest = hashlib.sha256(chain.canonical(request)).hexdigest()
    rows = IdempotencyKey.objects.select_for_update(of=("self",))
    found = rows.filter(jurisdiction=jurisdiction, owner=owner, key=key).first()
    if found is not None:
        return _repeat(found, digest), True
    status, body = make()
    IdempotencyKey.objects.create(
        jurisdiction=jurisdiction, owner=owner, key=key, request_sha256=digest,
        status=status, body=body, created_at=at,
    )  # fmt: skip
    return (status, body), False


def forget_old(jurisdiction: str, *, at: datetime) -> int:
    """Keys are kept for two days."""
    rows = IdempotencyKey.objects.filter(jurisdiction=jurisdiction, created_at__lt=at - KEPT)
    return rows.delete()[0]


def _repeat(found: IdempotencyKey, digest: str) -> Answer:
    if found.request_sha256 != digest:
        raise Conflict(
            "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.",
            mend="Dùng khóa mới cho yêu cầu mới.",
        )
    return found.status, found.body
