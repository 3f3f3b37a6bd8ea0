"""Assign: an officer takes what her unit holds; nothing else changes."""

from datetime import timedelta

import pytest

from motcua.core.refusals import Conflict, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused


def test_assign_names_the_officer_and_moves_no_deadline(cast: Cast) -> None:
    before, at = cast.accepted(), cast.at + timedelta(hours=1)

    dossier = acts.assign(before, by=cast.handling, at=at)

    assert dossier.holder_officer == cast.handling.user
    for kept in ("state", "step", "step_since", "step_by", "due_at", "appointment", "holder_role"):
        assert getattr(dossier, kept) == getattr(before, kept)
    entry = scenes.assert_recorded(dossier, "dossier.assigned", cast.handling, at)
    assert entry.data["officer"] == "Lê Thị Yến"


def test_a_colleague_of_the_same_step_takes_over(cast: Cast) -> None:
    dossier = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)
    colleague = scenes.officer(cast, Role.HANDLING_OFFICER)

    assert acts.assign(dossier, by=colleague, at=cast.at).holder_officer == colleague.user


def test_what_is_hers_already_is_not_taken_twice(cast: Cast) -> None:
    dossier = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)

    with refused(WrongState):
        acts.assign(dossier, by=cast.handling, at=cast.at)


@pytest.mark.parametrize("who", scenes.strangers_to(Act.ASSIGN))
def test_assign_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.accepted(), scenes.person(cast, who, Act.ASSIGN)

    with refused(NotAllowed):
        acts.assign(dossier, by=by, at=cast.at)


def test_assign_waits_for_ones_turn(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(NotAllowed):
        acts.assign(dossier, by=cast.handling, at=cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.ASSIGN))
def test_assign_needs_a_dossier_at_a_step(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.assign(dossier, by=cast.head, at=cast.at)


def test_assign_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(Conflict):
        acts.assign(dossier, by=cast.handling, at=cast.at, version=1)
