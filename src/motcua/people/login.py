"""The backend behind log-in: name and password of an account still in use."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from motcua.core.moments import local_day
from motcua.people.models import Posting, User
from motcua.people.roles import Role


class ActiveUserBackend(ModelBackend):
    """Refuses accounts out of use, and demo accounts in production."""

    def user_can_authenticate(self, user: Any) -> bool:
        """May this account log in at all?"""
        return bool(user.is_active) and not (user.is_demo and settings.PRODUCTION)


def is_operator(user: User) -> bool:
    """Does the user hold a posting as operator today?"""
    today = local_day(timezone.now())
    postings = Posting.objects.filter(user=user, role=Role.OPERATOR)
    return any(posting.holds(today) for posting in postings)
