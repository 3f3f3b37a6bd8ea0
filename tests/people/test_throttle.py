"""Failed log-ins: five in fifteen minutes, then a wait that is told in minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.people.throttle import (
    MOST_FROM_AN_ADDRESS,
    TooManyAttempts,
    check_may_try,
    forgive,
    note_failure,
)

AT = datetime(2026, 12, 1, 3, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


def fail(times: int, *, every: timedelta = timedelta(minutes=1)) -> None:
    for n in range(times):
        note_failure("lan", HERE, at=AT + n * every)


def test_four_failures_are_forgiven_and_five_are_not() -> None:
    fail(4)
    check_may_try("lan", HERE, at=AT + timedelta(minutes=4))
    note_failure("lan", HERE, at=AT + timedelta(minutes=4))

    with pytest.raises(TooManyAttempts) as refused:
        check_may_try("lan", HERE, at=AT + timedelta(minutes=5))

    assert refused.value.facts == {"minutes": 10}
    assert "Đợi 10 phút" in refused.value.sentence
    assert refused.value.status == 429


def test_the_door_opens_when_the_first_of_the_five_is_fifteen_minutes_old() -> None:
    fail(5)

    with pytest.raises(TooManyAttempts) as refused:
        check_may_try("lan", HERE, at=AT + timedelta(minutes=14, seconds=59))
    check_may_try("lan", HERE, at=AT + timedelta(minutes=15))

    assert refused.value.facts == {"minutes": 1}


def test_slow_failures_never_close_the_door() -> None:
    fail(40, every=timedelta(minutes=4))

    check_may_try("lan", HERE, at=AT + timedelta(minutes=157))


def test_another_name_and_another_address_are_free() -> None:
    fail(5)

    check_may_try("yen", HERE, at=AT)
    check_may_try("lan", THERE, at=AT)


def test_who_is_forgiven_begins_at_nought() -> None:
    fail(5)

    forgive("lan", HERE)

    check_may_try("lan", HERE, at=AT)


def test_any_letters_may_be_tried() -> None:
    strange = "Nguyễn Văn A\n\x00" * 50

    note_failure(strange, HERE, at=AT)

    check_may_try(strange, HERE, at=AT)


def test_many_names_from_one_address_are_stopped_too() -> None:
    for number in range(MOST_FROM_AN_ADDRESS):
        note_failure(f"ten{number}", "203.0.113.9", at=AT)

    with pytest.raises(TooManyAttempts):
        check_may_try("khac", "203.0.113.9", at=AT)
    check_may_try("khac", "203.0.113.10", at=AT)
