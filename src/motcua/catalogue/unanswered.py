"""What was searched and not found: counted for the owner, never traced to who asked.

A question's words are kept only when it came `TIMES` times on `DAYS` days, and never when they may
hold a number of somebody or an address. What nobody asks any more is forgotten.
"""

import hashlib
import hmac
import re
from datetime import date, timedelta

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from motcua.catalogue.models import UnansweredQuestion
from motcua.core.folding import fold

TIMES, DAYS = 3, 2  # below these a question may be one person's own
LONGEST = 80  # letters; longer ones are letters to the office, not questions
KEPT = timedelta(days=120)
LISTED = 100
_PRIVATE = re.compile(r"(?:\d[\s.\-/]?){6,}|@|\.(?:com|vn)\b")

log = structlog.get_logger()

_COUNT = """
INSERT INTO catalogue_unansweredquestion (key, text, times, days, last_day)
VALUES (%(key)s, '', 1, 1, %(day)s)
ON CONFLICT (key) DO UPDATE SET
  times = catalogue_unansweredquestion.times + 1,
  days = catalogue_unansweredquestion.days
    + CASE WHEN catalogue_unansweredquestion.last_day < excluded.last_day THEN 1 ELSE 0 END,
  last_day = excluded.last_day,
  text = CASE
    WHEN catalogue_unansweredquestion.times + 1 >= %(times)s
     AND catalogue_unansweredquestion.days
       + CASE WHEN catalogue_unansweredquestion.last_day < excluded.last_day THEN 1 ELSE 0 END
       >= %(days)s
    THEN %(text)s ELSE '' END
"""


def note(question: str, *, day: date) -> bool:
    """Count the question once more, in one statement; was it counted?

    A busy database keeps nobody from their page: then it is not counted.
    """
    text = fold(question)
    if not text or len(text) > LONGEST or _PRIVATE.search(question):
        return False
    values: dict[str, str | int] = {
        "key": _key(text),
        "text": text,
        "day": day.isoformat(),
        "times": TIMES,
        "days": DAYS,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_COUNT, values)
    except DatabaseError as error:
        log.warning("unanswered_not_counted", error=type(error).__name__)
        return False
    return True


def often_asked() -> list[UnansweredQuestion]:
    """The questions that came often enough to be shown, the most frequent first."""
    return list(UnansweredQuestion.objects.exclude(text="").order_by("-times", "text")[:LISTED])


def rarely_asked() -> int:
    """How many different questions came too seldom for their words to be kept."""
    return UnansweredQuestion.objects.filter(text="").count()


def settle(question: str) -> None:
    """Forget the question: somebody saw to it."""
    UnansweredQuestion.objects.filter(key=_key(fold(question))).delete()


def forget_old(*, day: date) -> int:
    """Delete what nobody asked for `KEPT`; how many questions that were."""
    deleted, _ = UnansweredQuestion.objects.filter(last_day__lt=day - KEPT).delete()
    return deleted


def _key(text: str) -> str:
    """Keyed, so that no list of likely words can be tried against the table."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, b"unanswered:" + text.encode(), hashlib.sha256).hexdigest()
