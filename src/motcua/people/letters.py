"""Letters about an account: what they say, and how often one may make us send them.

Each is sent at once, whether or not there is an account, so that neither the page nor the time it
takes tells anybody who has one.
"""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.mail import EmailMessage

from motcua.core.refusals import Refusal

MOST_TO_AN_ADDRESS = 3
MOST_FROM_A_PLACE = 20  # an office shares one address of the network
WINDOW = timedelta(hours=1)
_FOOT = "\n\nKhông trả lời thư này: không ai đọc được."


class TooManyLetters(Refusal):
    """More letters than a person asks for."""

    code, status, title = "too-many-letters", 429, "Thử lại sau một giờ"


class LetterNotSent(Refusal):
    """The mail server did not take it."""

    code, status, title = "letter-not-sent", 503, "Chưa gửi được thư"


def may_send(email: str, place: str, *, at: datetime) -> bool:
    """Count a letter; False when this address has had enough: nothing goes, and nothing is said.

    Raises `TooManyLetters` for a place that asks for letters to ever new addresses.
    """
    if not _count(f"place {place}", MOST_FROM_A_PLACE, at):
        raise TooManyLetters(
            "Đã nhờ gửi quá nhiều thư từ nơi này.",
            why="Số thư được giới hạn để không ai dùng trang này làm phiền người khác.",
            mend="Thử lại sau một giờ.",
            retry_after=int(WINDOW.total_seconds()),
        )
    return _count(f"address {email}", MOST_TO_AN_ADDRESS, at)


def send(email: str, subject: str, body: str) -> None:
    """Send a letter now; raises `LetterNotSent`."""
    mail = EmailMessage(
        subject=subject,
        body=body + _FOOT,
        to=[email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except OSError as fault:  # what a mail server or the way to it does
        raise LetterNotSent(
            "Chưa gửi được thư.",
            why="Nơi gửi thư tạm thời không nhận; không phải lỗi của ông/bà.",
            mend="Thử lại sau ít phút.",
        ) from fault


def _count(what: str, most: int, at: datetime) -> bool:
    """Is this one still within the number allowed? Hashed: nobody's address is written down."""
    key = f"letters:{hashlib.sha256(what.encode(errors='replace')).hexdigest()}"
    earlier: list[datetime] = [sent for sent in cache.get(key, []) if at - sent < WINDOW]
    if len(earlier) >= most:
        return False
    cache.set(key, [*earlier, at], timeout=int(WINDOW.total_seconds()))
    return True
