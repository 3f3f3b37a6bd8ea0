"""The first answer to a request is the answer to every repetition under the same key."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.core import chain
from motcua.core.refusals import Conflict
from motcua.dossiers.models import IdempotencyKey
from motcua.eforms.merging import storable

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

    The key is taken first and `make` runs in the same transaction: of two at the same moment the
    second waits for the first, and what is refused gives the key back. Raises `Conflict` when the
    key was used for another request.
    """
    digest = hashlib.sha256(chain.canonical(storable(request))).hexdigest()
    mine = IdempotencyKey(
        jurisdiction=jurisdiction, owner=owner, key=key, request_sha256=digest,
        status=0, body={}, created_at=at,
    )  # fmt: skip
    if not mine.insert_unless_there():
        (taken,) = _taken(jurisdiction, owner, key)
        return _repeat(taken, digest), True
    mine.status, mine.body = made = make()
    mine.save(update_fields=["status", "body"])
    return made, False


def forget_old(jurisdiction: str, *, at: datetime) -> int:
    """Keys are kept for two days."""
    rows = IdempotencyKey.objects.filter(jurisdiction=jurisdiction, created_at__lt=at - KEPT)
    return rows.delete()[0]


@prepared
def _taken(jurisdiction: str, owner: str, key: str) -> QuerySet[IdempotencyKey]:
    keys = IdempotencyKey.objects.select_for_update(of=("self",))
    return keys.filter(jurisdiction=jurisdiction, owner=owner, key=key)


def _repeat(found: IdempotencyKey, digest: str) -> Answer:
    if found.request_sha256 != digest:
        raise Conflict(
            "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.",
            mend="Dùng khóa mới cho yêu cầu mới.",
        )
    return found.status, found.body
