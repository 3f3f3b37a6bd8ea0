"""Decide: the head, at the signing step; what is not granted has its reason."""

from datetime import timedelta
from io import BytesIO

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, Outcome, State
from motcua.documents.changes import store
from motcua.dossiers import acts, presenters
from motcua.dossiers.models import DossierDocument
from motcua.dossiers.papers import Paper, papers_of
from motcua.people.roles import Role
from tests.cast import PDF, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import REASON, refused


def test_decide_settles_the_dossier_and_leaves_the_result_at_the_desk(cast: Cast) -> None:
    before, at = cast.at_signing(), cast.at + timedelta(hours=1)

    dossier = acts.decide(before, by=cast.head, at=at, outcome=Outcome.GRANTED)

    assert (dossier.state, dossier.outcome, dossier.decided_at) == (
        State.DECIDED, Outcome.GRANTED, at,
    )  # fmt: skip
    assert (dossier.holder_agency, dossier.holder_role) == (cast.ward, Role.DESK_OFFICER)
    assert (dossier.step, dossier.step_by, dossier.closed_at) == (None, None, None)
    assert dossier.due_at == dossier.appointment == before.appointment
    entry = scenes.assert_recorded(dossier, "dossier.decided", cast.head, at)
    assert presenters.sentence(entry) == "Phạm Văn Sơn (lãnh đạo) đã ký: chấp thuận."


def test_what_was_decided_late_is_to_be_returned_within_a_working_day(cast: Cast) -> None:
    before, late = cast.at_signing(), cast.at + timedelta(days=7)

    dossier = acts.decide(before, by=cast.head, at=late, outcome=Outcome.GRANTED)

    assert dossier.appointment == before.appointment
    assert dossier.due_at == late + timedelta(days=1)


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.PARTLY])
def test_what_is_not_granted_says_why(cast: Cast, outcome: Outcome) -> None:
    dossier = cast.at_signing()

    with refused(Incomplete) as caught:
        acts.decide(dossier, by=cast.head, at=cast.at, outcome=outcome, reason=" ")
    settled = acts.decide(dossier, by=cast.head, at=cast.at, outcome=outcome, reason=REASON)

    assert caught.value.facts["errors"][0]["field"] == "/reason"
    assert (settled.outcome, settled.result_note) == (outcome, REASON)
    assert REASON in presenters.sentence(scenes.last_entry(settled))


def test_the_papers_of_the_result_belong_to_the_dossier_and_to_the_entry(cast: Cast) -> None:
    dossier = cast.at_signing()
    file = store("H05", BytesIO(scenes.OTHER_PDF), filename="kết quả.pdf", at=cast.at)
    paper = Paper(requirement="", filename="kết quả.pdf", file=file)

    acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED, result=[paper])

    kinds = {one.filename: one.kind for one in papers_of(dossier)}
    assert kinds["kết quả.pdf"] == DossierDocument.Kind.RESULT
    assert kinds["giấy.pdf"] == DossierDocument.Kind.APPLICANT
    told = scenes.last_entry(dossier).data["documents"]
    assert [(paper["requirement"], paper["sha256"]) for paper in told] == [("", file.sha256)]
    assert "kết quả.pdf" not in str(told)
    assert file.bytes == len(PDF) + len(b"% another\n")


def test_decide_waits_for_the_signing_step(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(WrongState) as caught:
        acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)

    assert "Thẩm định hồ sơ" in caught.value.why


@pytest.mark.parametrize("who", scenes.strangers_to(Act.DECIDE))
def test_decide_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.at_signing(), scenes.person(cast, who, Act.DECIDE)

    with refused(NotAllowed):
        acts.decide(dossier, by=by, at=cast.at, outcome=Outcome.GRANTED)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.DECIDE))
def test_decide_works_at_a_step_alone(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)


def test_decide_on_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(Conflict):
        acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED, version=2)
