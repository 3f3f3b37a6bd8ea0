"""Advance: from step to step of the approved process, and not past its end."""

from datetime import datetime, timedelta

import pytest

from motcua.core.moments import VIETNAM
from motcua.core.refusals import Conflict, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused


def test_advance_gives_the_dossier_to_the_next_step_with_its_own_time(cast: Cast) -> None:
    before = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)
    at = cast.at + timedelta(hours=2)

    dossier = acts.advance(before, by=cast.handling, at=at)

    assert (dossier.state, dossier.step, dossier.step_since) == (State.ACCEPTED, 1, at)
    assert (dossier.holder_role, dossier.holder_officer) == (Role.HEAD, None)
    assert dossier.appointment == before.appointment
    # 9.5 working hours from eleven o'clock
    assert dossier.step_by == dossier.due_at == datetime(2026, 11, 24, 14, 30, tzinfo=VIETNAM)


def test_advance_is_written_down_with_both_steps_and_the_note(cast: Cast) -> None:
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at, note="Đủ giấy tờ.")

    entry = scenes.assert_recorded(dossier, "dossier.advanced", cast.handling, cast.at)
    assert (entry.data["from_step"], entry.data["to_step"]) == (
        "Thẩm định hồ sơ",
        "Ký duyệt kết quả",
    )
    assert entry.data["note"] == "Đủ giấy tờ."


def test_what_comes_late_to_a_step_is_due_by_the_appointment(cast: Cast) -> None:
    before = cast.accepted()
    late = before.appointment - timedelta(hours=1) if before.appointment else cast.at

    dossier = acts.advance(before, by=cast.handling, at=late)

    assert dossier.step_by is not None
    assert dossier.appointment is not None
    assert dossier.due_at == dossier.appointment < dossier.step_by


def test_there_is_nothing_beyond_the_last_step(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(WrongState) as caught:
        acts.advance(dossier, by=cast.head, at=cast.at)

    assert "bước cuối" in caught.value.what


@pytest.mark.parametrize("who", scenes.strangers_to(Act.ADVANCE))
def test_advance_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.accepted(), scenes.person(cast, who, Act.ADVANCE)

    with refused(NotAllowed):
        acts.advance(dossier, by=by, at=cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.ADVANCE))
def test_advance_needs_a_dossier_at_a_step(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.advance(dossier, by=cast.head, at=cast.at)


def test_advance_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)

    with refused(Conflict):
        acts.advance(dossier, by=cast.handling, at=cast.at, version=2)
