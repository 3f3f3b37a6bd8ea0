"""Accept: the limit begins to run, and the first step of the process has the dossier."""

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


def test_accept_makes_the_appointment_and_gives_it_to_the_first_step(cast: Cast) -> None:
    at = cast.at + timedelta(hours=1)

    dossier = acts.accept(cast.submitted(), by=cast.desk, at=at)

    assert (dossier.state, dossier.accepted_at, dossier.step) == (State.ACCEPTED, at, 0)
    assert (dossier.holder_agency, dossier.holder_role) == (cast.ward, Role.HANDLING_OFFICER)
    assert (dossier.holder_officer, dossier.step_since, dossier.answer_by) == (None, at, None)
    # Three working days of eight hours; 14.5 of these 24 hours are the first step's.
    assert dossier.appointment == datetime(2026, 11, 26, 10, 0, tzinfo=VIETNAM)
    assert dossier.step_by == dossier.due_at == datetime(2026, 11, 25, 8, 30, tzinfo=VIETNAM)


def test_accept_is_written_down_with_the_appointment(cast: Cast) -> None:
    dossier = acts.accept(cast.submitted(), by=cast.desk, at=cast.at)

    entry = scenes.assert_recorded(dossier, "dossier.accepted", cast.desk, cast.at)
    assert entry.data["appointment"] == "2026-11-26T02:00:00.000000Z"
    assert entry.step == 0


def test_the_head_may_accept_too(cast: Cast) -> None:
    assert acts.accept(cast.submitted(), by=cast.head, at=cast.at).state == State.ACCEPTED


@pytest.mark.parametrize("who", scenes.strangers_to(Act.ACCEPT))
def test_accept_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.submitted(), scenes.person(cast, who, Act.ACCEPT)

    with refused(NotAllowed):
        acts.accept(dossier, by=by, at=cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.ACCEPT))
def test_accept_works_before_acceptance_alone(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.accept(dossier, by=cast.desk, at=cast.at)


def test_the_refusal_names_what_can_be_done_instead(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(WrongState) as caught:
        acts.accept(dossier, by=cast.head, at=cast.at)

    assert "decide" in caught.value.facts["possible"]
    assert caught.value.facts["state"] == State.ACCEPTED


def test_accept_of_an_old_version_is_refused_with_what_changed(cast: Cast) -> None:
    dossier = cast.submitted()
    acts.accept(dossier, by=cast.head, at=cast.at)

    with refused(Conflict) as caught:
        acts.accept(dossier, by=cast.desk, at=cast.at, version=1)

    assert "Phạm Văn Sơn" in caught.value.what
    assert caught.value.facts == {"version": 2, "changes": ["dossier.accepted"]}
