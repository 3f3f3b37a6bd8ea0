"""Accounts that somebody else's word opens: linked by issuer and subject, never by an address."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.core.refusals import Conflict
from motcua.people.accounts import create_account
from motcua.people.models import OutsideIdentity, User
from motcua.people.oidc import Identity


def user_of(identity: Identity) -> User | None:
    """Whose identity this is; nobody's yet is None."""
    known = OutsideIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject)
    found = known.select_related("user").first()
    return found.user if found else None


def identities_of(user: User) -> list[OutsideIdentity]:
    """By which identities this account is opened."""
    return list(OutsideIdentity.objects.filter(user=user).order_by("pk"))


@transaction.atomic
def join_by(identity: Identity, *, at: datetime) -> User:
    """A new account without a password. Its address gets notices; it logs in nobody."""
    name = identity.name or "Người dùng"
    user = create_account(f"nd{secrets.randbelow(10**10):010}", name=name, email=identity.email)
    link(user, identity, at=at)
    return user


def link(user: User, identity: Identity, *, at: datetime) -> None:
    """From now on this identity opens this account. Raises `Conflict` for another's."""
    known = user_of(identity)
    if known is None:
        try:
            with transaction.atomic():
                OutsideIdentity.objects.create(
                    user=user, issuer=identity.issuer, subject=identity.subject, linked_at=at
                )
        except IntegrityError:  # linked in this very moment
            known = user_of(identity)
    if known is not None and known.pk != user.pk:
        raise Conflict(
            "Tài khoản định danh này đã nối với một tài khoản khác.",
            mend="Đăng xuất rồi đăng nhập bằng tài khoản định danh.",
        )


def unlink(user: User) -> None:
    """Only the password opens it again. Raises `Conflict` where there is none."""
    if not user.has_usable_password():
        raise Conflict("Chưa có mật khẩu nên chưa bỏ được.", mend="Đặt mật khẩu trước, rồi bỏ.")
    OutsideIdentity.objects.filter(user=user).delete()
