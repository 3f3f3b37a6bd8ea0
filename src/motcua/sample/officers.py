"""Loads the demo accounts and their postings. They are marked, so that production refuses them."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from motcua.sample.files import load_json

# Two levels of local government (Resolution 202/2025/QH15); the communes exist from that day.
POSTED_FROM = date(2025, 7, 1)
_FACTS = ("kind", "email", "phone", "personal_number", "tax_code")


@transaction.atomic
def load_officers(password: str, at: datetime) -> list[User]:
    """The demo accounts in the order of the file, all with this password, posted.

    An account that exists keeps what was changed in it; only its password is set anew.
    """
    agencies = Agency.objects.in_force(local_day(at)).in_bulk(field_name="code")
    users = [_account(facts, agencies) for facts in load_json("officers.json")]
    _give_password(users, password)
    return users


def usernames() -> list[str]:
    """The names of the demo accounts, for printing and for refusing them in production."""
    return [str(facts["username"]) for facts in load_json("officers.json")]


def _account(facts: dict[str, Any], agencies: dict[str, Agency]) -> User:
    user = User.objects.filter(username=facts["username"]).first()
    if user is None:
        known = {key: facts[key] for key in _FACTS if key in facts}
        user = create_account(facts["username"], name=facts["name"], demo=True, **known)
    for posting in facts.get("postings", ()):
        for code in posting["agencies"]:
            give_posting(
                user, agency=agencies[code], role=Role(posting["role"]), valid_from=POSTED_FROM
            )
    return user


def _give_password(users: list[User], password: str) -> None:
    """Hashed once for all: the hash is slow on purpose, and the demo shall start at once."""
    if len({user.password for user in users}) == 1 and users[0].check_password(password):
        return
    hashed = make_password(password)
    for user in users:
        user.password = hashed
        user.save(update_fields=["password"])
