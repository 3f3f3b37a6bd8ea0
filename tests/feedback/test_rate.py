"""Rating by the public door of the room: who, when, once, and changed for some days."""

from datetime import timedelta

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import State
from motcua.dossiers import verification
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import Dossier
from motcua.feedback.acts import rate
from motcua.feedback.grades import Grade, Grades
from motcua.feedback.may import CHANGEABLE, may_rate
from motcua.feedback.models import Rating
from motcua.feedback.queries import rating_of
from tests import cast as people
from tests.cast import Cast
from tests.dossiers.scenes import STATES, in_state, rows_of

WELL = {"ease": Grade.SATISFIED, "time": Grade.VERY_SATISFIED, "conduct": Grade.SATISFIED}
BADLY = {**WELL, "time": Grade.NOT_YET_SATISFIED}


@pytest.fixture
def cast(db: None) -> Cast:
    return people.make()


@pytest.fixture
def returned(cast: Cast) -> Dossier:
    return in_state(cast, State.RETURNED)


def test_the_applicant_rates_and_the_dossier_stays_as_it_was(cast: Cast, returned: Dossier) -> None:
    before = rows_of("H05")

    rate(returned, by=cast.applicant, at=cast.at, **WELL, comment=" Nhanh. ")

    found = rating_of(returned)
    assert found is not None
    assert (found.grades, found.comment) == (Grades(**WELL), "Nhanh.")
    assert (found.rated_at, found.changed_at) == (cast.at, None)
    assert rows_of("H05") == before
    assert list(verification.faults("H05")) == []


@pytest.mark.parametrize("state", [state for state in STATES if state is not State.RETURNED])
def test_nothing_but_a_returned_dossier_is_rated(cast: Cast, state: State) -> None:
    dossier = in_state(cast, state)

    with pytest.raises(WrongState):
        rate(dossier, by=cast.applicant, at=cast.at, **WELL)

    assert rating_of(dossier) is None
    assert not may_rate(dossier, cast.applicant, None, cast.at)


def test_nobody_else_rates(cast: Cast, returned: Dossier) -> None:
    for other in (Applicant(), Applicant(user=cast.neighbour, secret="x" * 27)):
        with pytest.raises(NotAllowed):
            rate(returned, by=other, at=cast.at, **WELL)


def test_the_secret_of_the_link_is_enough(cast: Cast, returned: Dossier) -> None:
    assert rate(returned, by=Applicant(secret=returned.secret), at=cast.at, **WELL).pk


def test_a_rating_changes_for_some_days_and_stays_one(cast: Cast, returned: Dossier) -> None:
    first = rate(returned, by=cast.applicant, at=cast.at, **WELL)
    later = cast.at + CHANGEABLE - timedelta(seconds=1)

    second = rate(returned, by=cast.applicant, at=later, **BADLY)

    assert second.pk == first.pk
    assert (second.grades, second.rated_at, second.changed_at) == (Grades(**BADLY), cast.at, later)
    with pytest.raises(Conflict):
        rate(returned, by=cast.applicant, at=cast.at + CHANGEABLE, **WELL)
    assert Rating.objects.filter(jurisdiction="H05").count() == 1


def test_the_same_again_is_no_change(cast: Cast, returned: Dossier) -> None:
    rate(returned, by=cast.applicant, at=cast.at, **WELL)

    again = rate(returned, by=cast.applicant, at=cast.at + timedelta(days=1), **WELL)

    assert again.changed_at is None


def test_a_comment_beyond_measure_is_told(cast: Cast, returned: Dossier) -> None:
    with pytest.raises(Incomplete) as refused:
        rate(returned, by=cast.applicant, at=cast.at, **WELL, comment="a" * 2001)

    assert refused.value.facts["errors"][0]["field"] == "/comment"


@pytest.mark.parametrize("grade", Grade)
def test_one_that_is_not_yet_satisfied_is_not_satisfied(grade: Grade) -> None:
    assert Grades(**{**WELL, "conduct": grade}).are_satisfied == (
        grade is not Grade.NOT_YET_SATISFIED
    )
