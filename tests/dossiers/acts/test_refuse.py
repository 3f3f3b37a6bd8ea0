"""Refuse: before acceptance only, with the reason that the applicant reads."""

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import REASON, refused


def test_refuse_closes_the_dossier_and_nobody_holds_it(cast: Cast) -> None:
    dossier = acts.refuse(cast.submitted(), by=cast.desk, at=cast.at, reason=REASON)

    assert (dossier.state, dossier.closed_at) == (State.REFUSED, cast.at)
    assert (dossier.holder_agency, dossier.holder_role, dossier.holder_officer) == (None, "", None)
    assert (dossier.due_at, dossier.answer_by, dossier.step_by) == (None, None, None)
    assert dossier.appointment is None


def test_refuse_tells_the_reason(cast: Cast) -> None:
    dossier = acts.refuse(cast.submitted(), by=cast.desk, at=cast.at, reason=f" {REASON}\n")

    entry = scenes.assert_recorded(dossier, "dossier.refused", cast.desk, cast.at)
    assert entry.data["reason"] == REASON
    assert presenters.sentence(entry).endswith(f"Lý do: {REASON}")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_refuse_without_a_reason_is_incomplete(cast: Cast, reason: str) -> None:
    dossier = cast.submitted()

    with refused(Incomplete) as caught:
        acts.refuse(dossier, by=cast.desk, at=cast.at, reason=reason)

    assert caught.value.facts["missing"] == [{"kind": "field", "id": "reason"}]


@pytest.mark.parametrize("who", scenes.strangers_to(Act.REFUSE))
def test_refuse_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.submitted(), scenes.person(cast, who, Act.REFUSE)

    with refused(NotAllowed):
        acts.refuse(dossier, by=by, at=cast.at, reason=REASON)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.REFUSE))
def test_refuse_works_before_acceptance_alone(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.refuse(dossier, by=cast.desk, at=cast.at, reason=REASON)


def test_refuse_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(Conflict):
        acts.refuse(dossier, by=cast.desk, at=cast.at, reason=REASON, version=1)
