"""A key is answered once, whatever happens, and given back when the request was refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.core.refusals import Conflict, Incomplete
from motcua.dossiers.idempotency import KEPT, forget_old, once
from motcua.dossiers.models import IdempotencyKey
from tests.cast import MONDAY, Cast
from tests.dossiers.together import together

Made = tuple[int, Any]


def _once(
    make: Callable[[], Made], *, key: str = "k", request: Any = None, owner: str = "a"
) -> Any:
    return once("H05", owner=owner, key=key, request=request, at=MONDAY, make=make)


def _counting() -> tuple[list[int], Callable[[], Made]]:
    calls: list[int] = []

    def make() -> Made:
        calls.append(1)
        return 201, {"number": len(calls)}

    return calls, make


@pytest.mark.django_db
def test_a_repeated_key_gets_the_first_answer_and_nothing_is_done_again() -> None:
    calls, make = _counting()

    assert _once(make, request={"x": 1}) == ((201, {"number": 1}), False)
    assert _once(make, request={"x": 1}) == ((201, {"number": 1}), True)
    assert len(calls) == 1


@pytest.mark.django_db
def test_the_same_key_for_another_request_is_a_conflict() -> None:
    calls, make = _counting()
    _once(make, request={"x": 1})

    with pytest.raises(Conflict):
        _once(make, request={"x": 2})
    assert len(calls) == 1


@pytest.mark.django_db
def test_keys_of_different_people_do_not_meet() -> None:
    calls, make = _counting()

    _once(make, owner="a")
    _once(make, owner="b")
    _once(make, key="other")

    assert len(calls) == 3


@pytest.mark.django_db
def test_what_is_refused_gives_the_key_back() -> None:
    def refuse() -> Made:
        raise Incomplete("Còn thiếu.")

    calls, make = _counting()

    with pytest.raises(Incomplete):
        _once(refuse)
    assert _once(make) == ((201, {"number": 1}), False)
    assert len(calls) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("request_", [{"a": "\ud800"}, {"a": float("nan")}, {"a": "\0"}, None, [1]])
def test_any_request_that_json_can_spell_has_its_key(request_: Any) -> None:
    calls, make = _counting()

    _once(make, request=request_)
    _once(make, request=request_)

    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_one_moment_one_is_made_and_all_get_its_answer() -> None:
    calls, make = _counting()

    outcomes = together(*[lambda: _once(make)] * 4)

    assert {repr(answer) for answer, _ in outcomes} == {repr((201, {"number": 1}))}
    assert sorted(repeated for _, repeated in outcomes) == [False, True, True, True]
    assert len(calls) == 1


def test_keys_are_forgotten_after_two_days(cast: Cast) -> None:
    _, make = _counting()
    _once(make)

    assert forget_old("H05", at=MONDAY + KEPT) == 0
    assert forget_old("H05", at=MONDAY + KEPT + timedelta(seconds=1)) == 1
    assert not IdempotencyKey.objects.filter(jurisdiction="H05").exists()
