"""Accounts: made with plain facts, found in any case, never half right in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.people.accounts import create_account
from motcua.people.models import User

pytestmark = pytest.mark.django_db


def test_an_account_is_made_with_numbers_as_they_are_kept() -> None:
    user = create_account(
        " Hai ",
        name="Nguyễn Văn Hải",
        password="cau-vong-9-sac",
        phone="+84 912.345.678",
        personal_number="027 090 000123",
        email="hai@example.vn",
    )

    user.refresh_from_db()
    assert user.username == "hai"
    assert user.phone == "0912345678"
    assert user.personal_number == "027090000123"
    assert user.check_password("cau-vong-9-sac")
    assert user.password.startswith("argon2")
    assert not user.is_demo


def test_without_a_password_nobody_can_log_in() -> None:
    user = create_account("hai", name="Hải")

    assert not user.has_usable_password()
    assert not user.check_password("")


@pytest.mark.parametrize("username", ["", "a b", "hải", "-hai", "x" * 61, "hai\nhai"])
def test_a_name_that_cannot_be_is_refused(username: str) -> None:
    with pytest.raises(ValidationError) as refused:
        create_account(username, name="Hải")

    assert "username" in refused.value.message_dict
    assert not User.objects.exists()


def test_a_name_is_given_once_whatever_its_case() -> None:
    create_account("hai", name="Hải")

    with pytest.raises(ValidationError):
        create_account("HAI", name="Hải khác")


def test_an_account_is_found_by_its_name_in_any_case() -> None:
    user = create_account("hai", name="Hải")

    assert User.objects.get_by_natural_key("Hai") == user


@pytest.mark.parametrize("username", ["Hai", ""])
def test_the_database_refuses_capitals_and_emptiness(username: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username=username, name="Hải")


def test_identifiers_are_made_by_the_application() -> None:
    first, second = create_account("an", name="An"), create_account("binh", name="Bình")

    assert 1 << 40 < first.pk < second.pk < 1 << 63
