"""Several at the same moment: one is first, the others hear of it, and no number is lost."""

import pytest

from motcua.core.states import State
from motcua.dossiers import acts, drafts, verification
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of
from tests import cast as people
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.together import kinds, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """Everybody, where other threads see them too."""
    return people.make()


def test_two_officers_on_one_version_the_second_hears_what_changed(cast: Cast) -> None:
    dossier = cast.submitted()

    outcomes = together(
        lambda: acts.accept(dossier, by=cast.desk, at=cast.at, version=1),
        lambda: acts.refuse(dossier, by=cast.head, at=cast.at, version=1, reason=scenes.REASON),
    )

    assert kinds(outcomes) == ["Conflict", "Dossier"]
    assert scenes.now(dossier).version == len(entries_of(dossier)) == 2


def test_two_officers_without_a_version_act_one_after_the_other(cast: Cast) -> None:
    dossier = cast.accepted()

    outcomes = together(*[lambda: acts.advance(dossier, by=cast.head, at=cast.at)] * 2)

    assert kinds(outcomes) == ["Dossier", "WrongState"]
    assert scenes.now(dossier).step == 1


def test_one_key_twice_is_one_dossier(cast: Cast) -> None:
    draft = cast.draft()

    outcomes = together(
        *[lambda: acts.submit(draft, by=cast.applicant, at=cast.at, key="first")] * 3
    )

    assert len({dossier.code for dossier in outcomes}) == 1
    assert Dossier.objects.filter(jurisdiction="H05").count() == 1


def test_two_keys_are_one_dossier_and_a_conflict(cast: Cast) -> None:
    draft = cast.draft()

    outcomes = together(
        lambda: acts.submit(draft, by=cast.applicant, at=cast.at, key="first"),
        lambda: acts.submit(draft, by=cast.applicant, at=cast.at, key="second"),
    )

    assert kinds(outcomes) == ["Conflict", "Dossier"]


def test_many_who_hand_in_get_numbers_without_a_gap(cast: Cast) -> None:
    made = [cast.draft() for _ in range(6)]
    drafts.save(made[3], {"subject": None}, at=cast.at)

    outcomes = together(
        *[
            lambda draft=draft: acts.submit(draft, by=cast.applicant, at=cast.at, key="first")
            for draft in made
        ]
    )

    codes = sorted(one.code for one in outcomes if isinstance(one, Dossier))
    assert [code[-4:] for code in codes] == ["0001", "0002", "0003", "0004", "0005"]
    assert kinds(outcomes)[-1] == "Incomplete"
    assert list(verification.faults("H05")) == []


def test_a_supplement_is_handed_in_once(cast: Cast) -> None:
    dossier = scenes.awaiting(cast)
    scenes.mend(dossier, cast.at)

    outcomes = together(*[lambda: acts.supplement(dossier, by=cast.applicant, at=cast.at)] * 2)

    assert kinds(outcomes) == ["Dossier", "WrongState"]
    assert scenes.now(dossier).state == State.SUBMITTED
    assert list(verification.faults("H05")) == []


def test_two_windows_keep_what_both_typed(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    together(
        lambda: drafts.save(draft, {"subject": "Việc này"}, at=cast.at),
        lambda: drafts.save(draft, {"applicant.name": "Hoa"}, at=cast.at),
    )

    found = drafts.find(draft.public_id, secret=draft.secret)
    assert found is not None
    assert found.answers == {"subject": "Việc này", "applicant.name": "Hoa"}
