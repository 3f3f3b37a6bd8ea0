"""Codes of six digits: those of RFC 6238, near the moment, from a key that the database lacks."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from motcua.people.one_time_codes import address_of, code_at, key_of, new_salt, step_of

RFC_KEY = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert code_at(RFC_KEY, datetime.fromtimestamp(second, UTC)) == code


@pytest.mark.parametrize("seconds", [-30, 0, 29, 30])
def test_a_clock_may_go_wrong_by_a_period(seconds: int) -> None:
    salt = new_salt()
    shown = code_at(key_of(salt), NOW + timedelta(seconds=seconds))

    assert step_of(salt, f" {shown[:3]} {shown[3:]} ", NOW) is not None


@pytest.mark.parametrize("seconds", [-90, 90, 3600])
def test_other_moments_have_other_codes(seconds: int) -> None:
    salt = "a" * 32
    shown = code_at(key_of(salt), NOW + timedelta(seconds=seconds))

    assert step_of(salt, shown, NOW) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert step_of(new_salt(), typed, NOW) is None


def test_each_salt_has_a_key_of_its_own_and_does_not_tell_it() -> None:
    one, other = new_salt(), new_salt()

    assert key_of(one) != key_of(other)
    assert len(base64.b32decode(key_of(one))) == 20
    assert one not in address_of(one, "hoa")
    assert address_of(one, "hoa").startswith("otpauth://totp/127.0.0.1%3Ahoa?secret=")
