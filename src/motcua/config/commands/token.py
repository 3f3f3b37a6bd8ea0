"""Make a bearer token for an account. It is printed once and kept as a hash."""

import argparse

EXAMPLE = "motcua token chuyenvien --scope desk --days 30"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Account, scope and days."""
    parser.add_argument("user", help="name to log in with")
    parser.add_argument("--scope", default="all", help="desk, applicant, audit or all")
    parser.add_argument("--days", type=int, default=30, help="1 to 365")
    parser.add_argument("--name", default="motcua token", help="what it is for")


def run(arguments: argparse.Namespace) -> int:
    """Print the token alone, so that a script can take it."""
    from django.utils import timezone

    from motcua.core.refusals import Refusal
    from motcua.people.models import User
    from motcua.people.tokens import make_token

    user = User.objects.filter(username=arguments.user).first()
    if user is None:
        raise Refusal(
            f"Không có tài khoản “{arguments.user}”.", mend="Xem tên tài khoản ở /quan-tri/."
        )
    _, secret = make_token(
        user,
        name=arguments.name,
        scope=arguments.scope,
        days=arguments.days,
        at=timezone.now(),
    )
    print(secret)
    return 0
