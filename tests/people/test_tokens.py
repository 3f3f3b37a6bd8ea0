"""Bearer tokens: shown once, kept as a hash, narrowed by scope, dead when revoked or run out."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from motcua.people.accounts import close_account, create_account
from motcua.people.models import Token, User
from motcua.people.scopes import Scope, allows
from motcua.people.tokens import TokenRefused, make_token, revoke, tokens_of, user_of_token

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def made(user: User, *, days: int = 30, scope: str = "desk") -> tuple[Token, str]:
    return make_token(user, name="Phần mềm kế toán", scope=scope, days=days, at=AT)


def test_the_secret_opens_its_user_and_scope(citizen: User) -> None:
    _, secret = made(citizen)

    assert user_of_token(secret, at=AT) == (citizen, Scope.DESK)


def test_the_secret_is_long_and_only_its_hash_is_kept(citizen: User) -> None:
    token, secret = made(citizen)

    assert re.fullmatch(r"mc_[A-Za-z0-9_-]{43}", secret)
    assert token.sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(Token.objects.values().get())


def test_two_tokens_have_two_secrets(citizen: User) -> None:
    assert made(citizen)[1] != made(citizen)[1]


@pytest.mark.parametrize("wrong", ["", "mc_", "mc_" + "a" * 43, "x" * 46, "mc_" + "a" * 10_000])
def test_what_is_no_secret_opens_nothing(citizen: User, wrong: str) -> None:
    made(citizen)

    assert user_of_token(wrong, at=AT) is None


def test_a_token_ends_with_its_last_day(citizen: User) -> None:
    _, secret = made(citizen, days=1)

    assert user_of_token(secret, at=AT + timedelta(hours=23, minutes=59)) is not None
    assert user_of_token(secret, at=AT + timedelta(days=1)) is None


def test_a_revoked_token_opens_nothing_and_keeps_its_first_moment(citizen: User) -> None:
    token, secret = made(citizen)

    revoke(token, at=AT + timedelta(hours=1))
    revoke(token, at=AT + timedelta(hours=9))

    assert user_of_token(secret, at=AT) is None
    token.refresh_from_db()
    assert token.revoked_at == AT + timedelta(hours=1)


def test_a_closed_account_s_tokens_open_nothing(citizen: User) -> None:
    token, secret = made(citizen)

    close_account(citizen, at=AT)

    assert user_of_token(secret, at=AT) is None
    token.refresh_from_db()
    assert token.revoked_at == AT


def test_a_demo_account_s_tokens_open_nothing_in_production(settings: Settings) -> None:
    _, secret = made(create_account("motcua", name="Một cửa", demo=True))
    assert user_of_token(secret, at=AT) is not None

    settings.PRODUCTION = True

    assert user_of_token(secret, at=AT) is None


def test_use_is_noted_once_a_day(
    citizen: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token, secret = made(citizen)

    with django_assert_num_queries(2):
        user_of_token(secret, at=AT)
    with django_assert_num_queries(1):
        user_of_token(secret, at=AT + timedelta(hours=1))

    token.refresh_from_db()
    assert str(token.last_used_on) == "2026-12-01"
    user_of_token(secret, at=AT + timedelta(hours=20))
    token.refresh_from_db()
    assert str(token.last_used_on) == "2026-12-02"


@pytest.mark.parametrize(
    ("name", "scope", "days", "field"),
    [
        ("Tên", "desk", 0, "days"),
        ("Tên", "desk", 366, "days"),
        ("Tên", "desk", -1, "days"),
        ("Tên", "everything", 30, "scope"),
        ("  ", "desk", 30, "name"),
        ("x" * 101, "desk", 30, "name"),
    ],
)
def test_a_token_that_cannot_be_made_is_refused_with_a_sentence(
    citizen: User, name: str, scope: str, days: int, field: str
) -> None:
    with pytest.raises(TokenRefused) as refused:
        make_token(citizen, name=name, scope=scope, days=days, at=AT)

    assert refused.value.facts == {"field": field}
    assert refused.value.mend
    assert not Token.objects.exists()


@pytest.mark.parametrize("days", [1, 365])
def test_from_a_day_to_a_year(citizen: User, days: int) -> None:
    assert made(citizen, days=days)[0].expires_at == AT + timedelta(days=days)


def test_a_user_sees_her_own_tokens_newest_first(citizen: User) -> None:
    first, second = made(citizen)[0], made(citizen)[0]
    made(create_account("yen", name="Yến"))

    assert list(tokens_of(citizen)) == [second, first]


@pytest.mark.parametrize("held", Scope)
@pytest.mark.parametrize("wanted", [Scope.DESK, Scope.APPLICANT, Scope.AUDIT])
def test_a_scope_opens_itself_and_all_opens_everything(held: Scope, wanted: Scope) -> None:
    assert allows(held, wanted) == (held in (wanted, Scope.ALL))


def test_every_scope_is_said_in_vietnamese() -> None:
    assert all(scope.label for scope in Scope)


def test_the_database_refuses_a_token_that_expires_before_it_is_made(citizen: User) -> None:
    token, _ = made(citizen)
    token.expires_at = token.created_at

    with pytest.raises(IntegrityError), transaction.atomic():
        token.save()


def test_the_database_refuses_a_scope_that_nobody_knows(citizen: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.filter(pk=made(citizen)[0].pk).update(scope="everything")


def test_the_database_refuses_one_secret_twice(citizen: User) -> None:
    first, second = made(citizen)[0], made(citizen)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.filter(pk=second.pk).update(sha256=first.sha256)
