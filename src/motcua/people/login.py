"""The backend behind log-in: name and password of an account still in use."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from motcua.core.moments import local_day
from motcua.people.models import User
from motcua.people.postings import holds_role
from motcua.people.roles import Role


class ActiveUserBackend(ModelBackend):
    """Refuses accounts out of use, and demo accounts in production."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at log-in and again at every request of a session."""
        return may_log_in(user)


def may_log_in(user: User) -> bool:
    """May this account be used at all, by password, session or token?"""
    return user.is_active and not (user.is_demo and settings.PRODUCTION)


def is_operator(user: User) -> bool:
    """Does the user hold a posting as operator today?"""
    return holds_role(user, Role.OPERATOR, local_day(timezone.now()))
