"""Links in letters: who opens one reads the address it was sent to. Signed, kept nowhere.

Each kind has its own salt and time, and carries what makes it worthless once it was used.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from motcua.people.login import may_log_in
from motcua.people.models import User

HOUR = 3600
JOIN_HOURS, RESET_HOURS, MOVE_HOURS = 24, 2, 24
_JOIN, _RESET, _MOVE = "account.join", "account.reset", "account.move"


@dataclass(frozen=True, kw_only=True)
class Joining:
    """Somebody who wants an account, and reads this address."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Moving:
    """Somebody who wants another address, and reads it."""

    user: User
    email: str


def join_link(joining: Joining) -> str:
    """Where one sets the password of a new account."""
    token = signing.dumps([joining.name, joining.email], salt=_JOIN)
    return f"{settings.SITE_URL}/dang-ky/{token}/"


def read_join(token: str) -> Joining | None:
    """Whose wish this is; None when it is none or too old."""
    told = _read(token, _JOIN, JOIN_HOURS)
    return Joining(name=told[0], email=told[1]) if told else None


def reset_link(user: User, email: str) -> str:
    """Where one sets another password; good until it is set."""
    token = signing.dumps([user.pk, email, _state(user)], salt=_RESET)
    return f"{settings.SITE_URL}/dat-lai-mat-khau/{token}/"


def read_reset(token: str) -> Moving | None:
    """The account, and the address that the link proves; None when it is used or too old."""
    return _of_account(token, _RESET, RESET_HOURS)


def move_link(moving: Moving) -> str:
    """Where one confirms another address; good until it, or the password, is changed."""
    told = [moving.user.pk, moving.email, _state(moving.user)]
    return f"{settings.SITE_URL}/doi-thu-dien-tu/{signing.dumps(told, salt=_MOVE)}/"


def read_move(token: str) -> Moving | None:
    """The account and its new address; None when it is used or too old."""
    return _of_account(token, _MOVE, MOVE_HOURS)


def _of_account(token: str, salt: str, hours: int) -> Moving | None:
    told = _read(token, salt, hours)
    user = User.objects.filter(pk=told[0]).first() if told else None
    if told is None or user is None or not may_log_in(user) or told[2] != _state(user):
        return None
    return Moving(user=user, email=told[1])


def _state(user: User) -> str:
    """Of password and address; another as soon as one of them is changed."""
    text = f"{user.password}\n{user.confirmed_email}"
    return salted_hmac("account.state", text, algorithm="sha256").hexdigest()[:32]


def _read(token: str, salt: str, hours: int) -> list[Any] | None:
    try:
        told: list[Any] = signing.loads(token, salt=salt, max_age=hours * HOUR)
    except signing.BadSignature:  # too old is one, too
        return None
    return told
