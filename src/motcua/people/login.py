"""The backend behind log-in: name and password of an account still in use."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from motcua.core.moments import local_day
from motcua.people.models import User
from motcua.people.postings import holds_role
from motcua.people.roles import Role


class ActiveUserBackend(ModelBackend):
    """Refuses accounts out of use, and demo accounts in production; knows confirmed addresses."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, *args: Any, **more: Any
    ) -> Any:
        """By user name; what is none may be the address that an account has confirmed."""
        return super().authenticate(request, username_of(username or ""), *args, **more)

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at log-in and again at every request of a session."""
        return may_log_in(user)


def username_of(typed: str) -> str:
    """The user name of the account that has confirmed this address; else what was typed."""
    name = typed.strip().lower()
    if "@" not in name or User.objects.filter(username=name).exists():
        return typed
    owner = User.objects.filter(confirmed_email=name).only("username").first()
    return owner.username if owner else typed


def may_log_in(user: User) -> bool:
    """May this account be used at all, by password, session or token?"""
    return user.is_active and not (user.is_demo and settings.PRODUCTION)


def is_operator(user: User) -> bool:
    """Does the user hold a posting as operator today?"""
    return holds_role(user, Role.OPERATOR, local_day(timezone.now()))
