"""Where a list that is ordered by `(due_at, id)` goes on, as one opaque word."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

from motcua.core.refusals import Refusal


class BadCursor(Refusal):
    """The cursor of a list is none that was given out."""

    code, status, title = "bad-cursor", 422, "Trang không có"


def cursor_of(at: datetime, number: int) -> str:
    """The cursor of what follows this row."""
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), number]).encode()).decode()


def position_of(cursor: str) -> tuple[datetime, int] | None:
    """The row after which the list goes on; None for its beginning. Raises `BadCursor`."""
    if not cursor:
        return None
    try:
        at, number = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return _own_position(datetime.fromisoformat(at), number)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadCursor("Trang này không có.", mend="Mở lại danh sách từ đầu.") from error


def _own_position(at: datetime, number: Any) -> tuple[datetime, int]:
    """As `cursor_of` wrote it: a moment with its zone, an identifier of 63 bits."""
    if at.tzinfo is None or type(number) is not int or not 0 <= number < 1 << 63:
        raise ValueError(number)
    return at.astimezone(UTC), number
