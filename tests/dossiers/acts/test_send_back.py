"""Send back: to the step before, with what is to be mended there."""

from datetime import timedelta

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused

WHY = "Ghi thiếu căn cứ pháp luật."


def test_send_back_gives_it_to_the_step_before_and_keeps_the_appointment(cast: Cast) -> None:
    before, at = cast.at_signing(), cast.at + timedelta(hours=1)

    dossier = acts.send_back(before, by=cast.head, at=at, reason=WHY)

    assert (dossier.state, dossier.step, dossier.step_since) == (State.ACCEPTED, 0, at)
    assert (dossier.holder_role, dossier.holder_officer) == (Role.HANDLING_OFFICER, None)
    assert dossier.appointment == before.appointment


def test_send_back_says_what_is_to_be_mended(cast: Cast) -> None:
    dossier = acts.send_back(cast.at_signing(), by=cast.head, at=cast.at, reason=WHY)

    entry = scenes.assert_recorded(dossier, "dossier.sent_back", cast.head, cast.at)
    assert presenters.sentence(entry) == (
        f"Phạm Văn Sơn (lãnh đạo) trả lại bước “Thẩm định hồ sơ”. Lý do: {WHY}"
    )


def test_send_back_without_a_reason_is_incomplete(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(Incomplete):
        acts.send_back(dossier, by=cast.head, at=cast.at, reason=" ")


def test_there_is_nothing_before_the_first_step(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(WrongState) as caught:
        acts.send_back(dossier, by=cast.handling, at=cast.at, reason=WHY)

    assert "bước đầu" in caught.value.what


@pytest.mark.parametrize("who", scenes.strangers_to(Act.SEND_BACK))
def test_send_back_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.at_signing(), scenes.person(cast, who, Act.SEND_BACK)

    with refused(NotAllowed):
        acts.send_back(dossier, by=by, at=cast.at, reason=WHY)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.SEND_BACK))
def test_send_back_needs_a_dossier_at_a_step(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.send_back(dossier, by=cast.head, at=cast.at, reason=WHY)


def test_send_back_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(Conflict):
        acts.send_back(dossier, by=cast.head, at=cast.at, reason=WHY, version=2)
