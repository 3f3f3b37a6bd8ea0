"""Bearer tokens for programs: made once, shown once, kept as a hash, narrowed, revocable."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet

from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.people.login import may_log_in
from motcua.people.models import Token, User
from motcua.people.scopes import Scope

PREFIX = "mc_"  # so that scanners for leaked secrets can know one of ours
LONGEST_DAYS = 365
_SECRET = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")


class TokenRefused(Refusal):
    """A token that cannot be made as asked."""

    code, status, title = "token-refused", 422, "Không tạo được mã truy cập"


def make_token(user: User, *, name: str, scope: str, days: int, at: datetime) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again. Raises `TokenRefused`."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=_checked_name(name),
        scope=_checked_scope(scope),
        sha256=_sha256(secret),
        created_at=at,
        expires_at=at + timedelta(days=_checked_days(days)),
    )
    return token, secret


def user_of_token(secret: str, *, at: datetime) -> tuple[User, Scope] | None:
    """Whose token this is and what for; None when it is none, revoked, run out or locked."""
    if not _SECRET.fullmatch(secret):
        return None
    token = Token.objects.filter(sha256=_sha256(secret)).select_related("user").first()
    if token is None or not token.is_valid(at) or not may_log_in(token.user):
        return None
    _note_use(token, at)
    return token.user, Scope(token.scope)


def revoke(token: Token, *, at: datetime) -> Token:
    """From now on the token opens nothing. A second time changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
    return token


def tokens_of(user: User) -> QuerySet[Token]:
    """The user's tokens, newest first, the dead ones included."""
    return Token.objects.filter(user=user).order_by("-created_at", "-pk")


def _note_use(token: Token, at: datetime) -> None:
    """Once a day, so that a busy program costs no write per request."""
    today = local_day(at)
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def _sha256(secret: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _checked_name(name: str) -> str:
    if not name.strip():
        raise TokenRefused("Chưa có tên.", mend="Ghi mã này dùng cho việc gì.", field="name")
    if len(name.strip()) > 100:
        raise TokenRefused("Tên quá dài.", mend="Viết gọn trong 100 chữ.", field="name")
    return name.strip()


def _checked_scope(scope: str) -> Scope:
    try:
        return Scope(scope)
    except ValueError:
        raise TokenRefused(
            f"Không có phạm vi “{scope}”.",
            mend=f"Chọn một trong: {', '.join(Scope)}.",
            field="scope",
        ) from None


def _checked_days(days: int) -> int:
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenRefused(
            f"Thời hạn {days} ngày không dùng được.",
            mend=f"Chọn từ 1 đến {LONGEST_DAYS} ngày.",
            field="days",
        )
    return days
