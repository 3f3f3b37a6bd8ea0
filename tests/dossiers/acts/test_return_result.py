"""Return the result: the last act, by the way in which it reached the applicant."""

from datetime import timedelta

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused

WAYS = [("counter", "tại quầy"), ("post", "qua bưu chính"), ("online", "trên mạng")]


@pytest.mark.parametrize(("way", "words"), WAYS)
def test_return_closes_the_dossier_and_says_how(cast: Cast, way: str, words: str) -> None:
    at = cast.at + timedelta(days=1)

    dossier = acts.return_result(scenes.decided(cast), by=cast.desk, at=at, way=way)

    assert (dossier.state, dossier.returned_at, dossier.closed_at) == (State.RETURNED, at, at)
    assert (dossier.holder_role, dossier.due_at) == ("", None)
    assert dossier.decided_at == cast.at
    entry = scenes.assert_recorded(dossier, "dossier.result_returned", cast.desk, at)
    assert presenters.sentence(entry) == f"Trần Thị Lan (cán bộ một cửa) đã trả kết quả {words}."


def test_return_by_a_way_nobody_knows_is_incomplete(cast: Cast) -> None:
    dossier = scenes.decided(cast)

    with refused(Incomplete) as caught:
        acts.return_result(dossier, by=cast.desk, at=cast.at, way="pigeon")

    assert "qua bưu chính" in caught.value.mend


@pytest.mark.parametrize("who", scenes.strangers_to(Act.RETURN_RESULT))
def test_return_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = scenes.decided(cast), scenes.person(cast, who, Act.RETURN_RESULT)

    with refused(NotAllowed):
        acts.return_result(dossier, by=by, at=cast.at, way="counter")


@pytest.mark.parametrize("state", scenes.wrong_states(Act.RETURN_RESULT))
def test_return_needs_a_decision(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter")


def test_return_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = scenes.decided(cast)

    with refused(Conflict):
        acts.return_result(dossier, by=cast.desk, at=cast.at, way="counter", version=3)
