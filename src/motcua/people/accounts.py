"""Making accounts. Passwords are judged at the door where a person types them, not here."""

from datetime import datetime

from motcua.core.persons import clean_personal_number, clean_phone, clean_tax_code
from motcua.people.models import User


def create_account(
    username: str,
    *,
    name: str,
    password: str | None = None,
    kind: str = User.Kind.PERSON,
    email: str = "",
    phone: str = "",
    personal_number: str = "",
    tax_code: str = "",
    demo: bool = False,
) -> User:
    """A new account; without a password nobody can log in to it.

    Raises `django.core.exceptions.ValidationError` for a name that is taken or cannot be.
    """
    user = User(
        username=username.strip().lower(),
        name=name,
        kind=kind,
        email=email,
        phone=clean_phone(phone) if phone else "",
        personal_number=clean_personal_number(personal_number),
        tax_code=clean_tax_code(tax_code),
        is_demo=demo,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


def close_account(user: User, *, at: datetime) -> User:
    """Out of use from now on: no log-in, and sessions and tokens open nothing any more."""
    user.is_active, user.confirmed_email = False, None
    user.save(update_fields=["is_active", "confirmed_email"])
    user.outside_identities.all().delete()
    user.passkeys.all().delete()
    user.tokens.filter(revoked_at__isnull=True).update(revoked_at=at)
    return user
