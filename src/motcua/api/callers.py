"""Who calls: a bearer token's account within the token's scope, or the secret of a draft.

The two kinds of door below are those of the API's description; each leaves the caller on the
request, as `request.auth`.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError

from motcua.core.refusals import NotAllowed
from motcua.dossiers.actors import Applicant, Officer, officer_of
from motcua.people.models import User
from motcua.people.scopes import Scope, allows
from motcua.people.tokens import user_of_token


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The account behind a request (None without a token), its scope, its secret, the moment."""

    user: User | None
    scope: Scope | None
    secret: str
    address: str
    at: datetime

    def may(self, wanted: Scope) -> bool:
        """Does the token open this part of the API?"""
        return self.scope is not None and allows(self.scope, wanted)

    @property
    def account(self) -> User | None:
        """The account as an applicant's; None when the token is for something else."""
        return self.user if self.may(Scope.APPLICANT) else None

    @property
    def applicant(self) -> Applicant:
        """The caller as an applicant, by account and by secret."""
        return Applicant(user=self.account, secret=self.secret)

    @property
    def known(self) -> User:
        """The account behind the token; raises `AuthenticationError` without one."""
        if self.user is None:
            raise AuthenticationError
        return self.user

    @property
    def officer(self) -> Officer:
        """The account with the postings of today; raises `AuthenticationError` without a token."""
        return officer_of(self.known, self.at)

    @property
    def owner(self) -> str:
        """Whose idempotency keys these are: an account, the holder of a secret, or a place."""
        if self.user:
            return f"user:{self.user.pk}"
        kind, value = ("secret", self.secret) if self.secret else ("at", self.address)
        return f"{kind}:{hashlib.sha256(value.encode()).hexdigest()[:40]}"

    @property
    def is_nobody(self) -> bool:
        """Neither token nor secret: nothing tells this caller from another one."""
        return self.user is None and not self.secret


class Request(HttpRequest):
    """A request that came through one of the doors."""

    auth: Caller


class DraftSecret:
    """The header that opens one draft, and the dossier it becomes. Whether it does is asked there:

    a wrong secret and none at all find nothing (404). A token is welcome too.
    """

    openapi_security_schema: ClassVar[dict[str, Any]] = {
        "type": "apiKey",
        "in": "header",
        "name": "X-Draft-Secret",
        "description": "Mã bí mật trả về khi tạo bản nháp.",
    }

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller, whoever it is. Raises `AuthenticationError` for a token that is none."""
        return _caller(request)


class BearerToken:
    """A token of `motcua token` or of the account page, within its scope."""

    openapi_security_schema: ClassVar[dict[str, Any]] = {
        "type": "http",
        "scheme": "bearer",
        "description": "Mã truy cập, làm ở trang Tài khoản hoặc bằng motcua token.",
    }

    def __init__(self, scope: Scope | None = None) -> None:
        """`scope` is what the token must be good for; None for any."""
        self._scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller. Raises `AuthenticationError` without a token, `NotAllowed` by its scope."""
        who = _caller(request)
        if who.user is None:
            raise AuthenticationError
        if self._scope is not None and not who.may(self._scope):
            raise NotAllowed(
                "Mã truy cập này không dùng cho việc này.",
                mend=f"Làm mã có phạm vi “{self._scope.value}” ở trang Tài khoản.",
            )
        return who


# The first door lets everybody in and reads a token as well; the second stands in the description.
APPLICANT_OR_OFFICER = [DraftSecret(), BearerToken()]


def _caller(request: HttpRequest) -> Caller:
    """Who calls. A token that is not valid is refused (401) even where none is needed."""
    at = timezone.now()
    user, scope = _bearer(request, at)
    return Caller(
        user=user,
        scope=scope,
        secret=request.META.get("HTTP_X_DRAFT_SECRET", ""),
        address=request.META.get("REMOTE_ADDR", ""),
        at=at,
    )


def _bearer(request: HttpRequest, at: datetime) -> tuple[User | None, Scope | None]:
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if not header:
        return None, None
    kind, _, secret = header.partition(" ")
    found = user_of_token(secret.strip(), at=at) if kind.lower() == "bearer" else None
    if found is None:
        raise AuthenticationError
    return found
