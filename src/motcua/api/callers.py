"""Who calls: a bearer token's account within the token's scope, or the secret of a draft."""

from dataclasses import dataclass
from datetime import datetime

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
    def applicant(self) -> Applicant:
        """The caller as an applicant, by account and by secret."""
        return Applicant(user=self.user if self.may(Scope.APPLICANT) else None, secret=self.secret)

    @property
    def owner(self) -> str:
        """Whose idempotency keys these are: an account, the holder of a secret, or a place."""
        if self.user:
            return f"user:{self.user.pk}"
        return f"secret:{self.secret}"[:80] if self.secret else f"at:{self.address}"


def caller(request: HttpRequest) -> Caller:
    """Who calls. A token that is not valid is refused (401) even where none is needed."""
    at = timezone.now()
    secret = request.headers.get("X-Draft-Secret", "")
    user, scope = _bearer(request, at)
    address = request.META.get("REMOTE_ADDR", "")
    return Caller(user=user, scope=scope, secret=secret, address=address, at=at)


def known(request: HttpRequest) -> tuple[Caller, User]:
    """A caller with a token; raises 401 without one."""
    who = caller(request)
    if who.user is None:
        raise AuthenticationError
    return who, who.user


def officer(request: HttpRequest, wanted: Scope = Scope.DESK) -> tuple[Officer, datetime]:
    """An officer with a token for the desk; raises 401 or `NotAllowed`."""
    who, user = known(request)
    if not who.may(wanted):
        raise NotAllowed(
            "Mã truy cập này không dùng cho việc này.",
            mend=f"Làm mã có phạm vi “{wanted.value}” ở trang Tài khoản.",
        )
    return officer_of(user, who.at), who.at


def _bearer(request: HttpRequest, at: datetime) -> tuple[User | None, Scope | None]:
    header = request.headers.get("Authorization", "")
    if not header:
        return None, None
    kind, _, secret = header.partition(" ")
    found = user_of_token(secret.strip(), at=at) if kind.lower() == "bearer" else None
    if found is None:
        raise AuthenticationError
    return found
