"""Withdraw: the applicant takes the dossier back while nothing is decided."""

import pytest

from motcua.core.refusals import Conflict, NotAllowed, WrongState
from motcua.core.states import Act, State, can
from motcua.dossiers import acts, presenters, supplements
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Dossier
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused

OPEN = [state for state in scenes.STATES if can(state, Act.WITHDRAW)]


@pytest.mark.parametrize("state", OPEN)
def test_withdraw_closes_the_dossier_wherever_it_stands(cast: Cast, state: State) -> None:
    dossier = acts.withdraw(scenes.in_state(cast, state), by=cast.applicant, at=cast.at)

    assert (dossier.state, dossier.closed_at) == (State.WITHDRAWN, cast.at)
    assert (dossier.holder_agency, dossier.due_at, dossier.step_by) == (None, None, None)
    entry = scenes.last_entry(dossier)
    assert (entry.kind, entry.actor, entry.actor_role) == (
        "dossier.withdrawn", cast.citizen.pk, "citizen",
    )  # fmt: skip
    assert presenters.sentence(entry) == "Người nộp đã rút hồ sơ."


def test_withdraw_with_the_secret_of_the_receipt_alone(cast: Cast) -> None:
    dossier = cast.submitted()

    gone = acts.withdraw(dossier, by=Applicant(secret=dossier.secret), at=cast.at)

    assert gone.state == State.WITHDRAWN
    assert scenes.last_entry(gone).actor is None


def test_the_desk_withdraws_for_a_person_who_is_present(cast: Cast) -> None:
    why = "Người nộp đổi ý, rút tại quầy."

    dossier = acts.withdraw(cast.accepted(), by=cast.desk, at=cast.at, reason=why)

    entry = scenes.assert_recorded(dossier, "dossier.withdrawn", cast.desk, cast.at)
    assert presenters.sentence(entry) == (
        f"Trần Thị Lan (cán bộ một cửa) đã rút hồ sơ. Lý do: {why}"
    )


def test_reason_of_unreadable_letters_is_kept_in_readable_ones(cast: Cast) -> None:
    dossier = acts.withdraw(
        cast.submitted(), by=cast.applicant, at=cast.at, reason="đổi\0 ý \ud800"
    )

    assert scenes.last_entry(dossier).data["reason"] == "đổi\ufffd ý \ufffd"


def test_what_was_asked_before_is_asked_no_more(cast: Cast) -> None:
    dossier = acts.withdraw(scenes.awaiting(cast), by=cast.applicant, at=cast.at)

    with pytest.raises(WrongState):
        supplements.open_request(dossier)


@pytest.mark.parametrize("who", scenes.strangers_to(Act.WITHDRAW))
def test_withdraw_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.submitted(), scenes.person(cast, who, Act.WITHDRAW)

    with refused(NotAllowed):
        acts.withdraw(dossier, by=by, at=cast.at)


def test_withdraw_is_not_for_a_neighbour(cast: Cast) -> None:
    dossier: Dossier = cast.submitted()

    with refused(NotAllowed):
        acts.withdraw(dossier, by=scenes.neighbour(cast), at=cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.WITHDRAW))
def test_withdraw_is_too_late_after_the_decision(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.withdraw(dossier, by=cast.applicant, at=cast.at)


def test_withdraw_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(Conflict) as caught:
        acts.withdraw(dossier, by=cast.applicant, at=cast.at, version=1)

    assert caught.value.what == "Trần Thị Lan (cán bộ một cửa) vừa thay đổi hồ sơ này."
