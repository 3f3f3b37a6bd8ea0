"""Claim: what was filed without an account comes into the account that opens its link."""

import pytest

from motcua.core.refusals import Conflict, NotAllowed, WrongState
from motcua.core.states import Act, State, can
from motcua.dossiers import acts, my_dossiers, presenters, verification, worker
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Dossier
from motcua.people.models import User
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused


@pytest.fixture
def nobodys(cast: Cast) -> Dossier:
    """Filed by secret alone."""
    return scenes.filed_by_link(cast)


def with_link(user: User, dossier: Dossier) -> Applicant:
    return Applicant(user=user, secret=dossier.secret)


def test_claim_puts_the_dossier_among_those_of_the_account(cast: Cast, nobodys: Dossier) -> None:
    dossier = acts.claim(nobodys, by=with_link(cast.citizen, nobodys), at=cast.at)

    assert (dossier.applicant, dossier.state) == (cast.citizen, State.SUBMITTED)
    entry = scenes.assert_recorded(dossier, "dossier.claimed", None, cast.at)
    assert (entry.actor, entry.actor_role) == (cast.citizen.pk, "citizen")
    assert presenters.sentence(entry) == "Người nộp đã đưa hồ sơ vào tài khoản của mình."
    worker.drain(dossier.jurisdiction, at=cast.at)
    assert [row.code for row in my_dossiers.of(cast.citizen)] == [dossier.code]
    assert list(verification.faults(dossier.jurisdiction)) == []


def test_claim_leaves_holder_and_limits_as_they_were(cast: Cast, nobodys: Dossier) -> None:
    before = acts.accept(nobodys, by=cast.desk, at=cast.at)

    after = acts.claim(before, by=with_link(cast.citizen, before), at=cast.at)

    for name in ("state", "due_at", "step_by", "appointment", "holder_role", "step", "secret"):
        assert getattr(after, name) == getattr(before, name)


def test_claim_again_changes_nothing(cast: Cast, nobodys: Dossier) -> None:
    by = with_link(cast.citizen, nobodys)
    once = acts.claim(nobodys, by=by, at=cast.at)

    again = acts.claim(once, by=by, at=cast.at)

    assert again.version == once.version


def test_the_link_goes_on_opening_it(cast: Cast, nobodys: Dossier) -> None:
    dossier = acts.claim(nobodys, by=with_link(cast.citizen, nobodys), at=cast.at)

    assert acts.withdraw(dossier, by=Applicant(secret=nobodys.secret), at=cast.at).closed_at


def test_claim_of_anothers_dossier_is_refused_though_one_has_the_link(
    cast: Cast, nobodys: Dossier
) -> None:
    dossier = acts.claim(nobodys, by=with_link(cast.citizen, nobodys), at=cast.at)

    with refused(Conflict):
        acts.claim(dossier, by=with_link(cast.neighbour, nobodys), at=cast.at)


def test_claim_needs_the_link(cast: Cast, nobodys: Dossier) -> None:
    with refused(NotAllowed):
        acts.claim(nobodys, by=scenes.neighbour(cast), at=cast.at)


def test_claim_needs_an_account(cast: Cast, nobodys: Dossier) -> None:
    with refused(NotAllowed):
        acts.claim(nobodys, by=Applicant(secret=nobodys.secret), at=cast.at)


@pytest.mark.parametrize("who", ["desk", "handling", "head"])
def test_officers_who_saw_the_receipt_do_not_take_it(
    cast: Cast, nobodys: Dossier, who: str
) -> None:
    officer = getattr(cast, who).user

    with refused(NotAllowed):
        acts.claim(nobodys, by=with_link(officer, nobodys), at=cast.at)


def test_an_officer_of_elsewhere_claims_as_a_citizen(cast: Cast, nobodys: Dossier) -> None:
    dossier = acts.claim(nobodys, by=with_link(cast.stranger.user, nobodys), at=cast.at)

    assert dossier.applicant == cast.stranger.user


@pytest.mark.parametrize("state", [state for state in State if can(state, Act.CLAIM)])
def test_claim_is_possible_until_the_dossier_is_closed(state: State) -> None:
    assert not state.is_closed


def test_claim_of_a_closed_dossier_is_too_late(cast: Cast, nobodys: Dossier) -> None:
    dossier = acts.withdraw(nobodys, by=Applicant(secret=nobodys.secret), at=cast.at)

    with refused(WrongState):
        acts.claim(dossier, by=with_link(cast.citizen, nobodys), at=cast.at)
