"""Supplement: the applicant mends what was asked; the clock runs again as the process says."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest

from motcua.core.moments import VIETNAM
from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters, supplements
from motcua.dossiers.actors import Applicant
from motcua.dossiers.models import AnswerRevision, Dossier, DossierDocument, SupplementRequest
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import AfterSupplement, Process, Step
from tests.cast import ANSWERS, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import ask, mend, refused

LATER = datetime(2026, 12, 1, 10, 0, tzinfo=VIETNAM)  # Tuesday of the week after


def test_what_was_mended_becomes_a_second_revision(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    first, second = AnswerRevision.objects.filter(jurisdiction="H05", dossier=dossier).order_by(
        "number"
    )
    assert first.answers["subject"] == "Xin đăng ký"
    assert second.answers == {**first.answers, "subject": "Xin cấp lại"}
    assert (second.number, second.created_at) == (2, LATER)
    assert first.created_at == cast.at


def test_a_new_paper_stands_for_the_old_one_which_is_kept(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    assert [paper.filename for paper in papers_of(dossier)] == ["mới.pdf"]
    kept = DossierDocument.objects.filter(jurisdiction="H05", dossier=dossier)
    replaced = {one.filename: one.replaced_at for one in kept}
    assert replaced == {"giấy.pdf": LATER, "mới.pdf": None}


def test_it_is_written_down_and_the_request_is_closed(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)
    request = supplements.open_request(waiting)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    entry = scenes.assert_recorded(dossier, "dossier.supplemented", None, LATER)
    assert (entry.actor, entry.actor_role, entry.data["revision"]) == (
        cast.citizen.pk, "citizen", 2,
    )  # fmt: skip
    assert [paper["requirement"] for paper in entry.data["documents"]] == ["paper"]
    assert presenters.sentence(entry) == "Người nộp đã bổ sung hồ sơ."
    closed = SupplementRequest.objects.get(jurisdiction="H05", pk=request.pk)
    assert (closed.answered_at, closed.staged) == (LATER, {})


def test_at_intake_the_desk_has_eight_working_hours_again(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    assert (dossier.state, dossier.resume_to, dossier.stopped_at) == (State.SUBMITTED, "", None)
    assert (dossier.holder_agency, dossier.holder_role) == (cast.ward, Role.DESK_OFFICER)
    assert dossier.due_at == dossier.answer_by == LATER + timedelta(days=1)


def test_in_handling_the_limit_counts_anew(cast: Cast) -> None:
    waiting = ask(cast.accepted(), cast.handling, cast.at)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    assert (dossier.state, dossier.step, dossier.step_since) == (State.ACCEPTED, 0, LATER)
    assert dossier.holder_role == Role.HANDLING_OFFICER
    assert dossier.appointment == LATER + timedelta(days=3)
    assert dossier.due_at == dossier.step_by == datetime(2026, 12, 3, 8, 30, tzinfo=VIETNAM)
    told = scenes.last_entry(dossier).data
    assert told["appointment"] == "2026-12-04T03:00:00.000000Z"
    assert told["due_at"] == "2026-12-03T01:30:00.000000Z"


def _goes_on(cast: Cast) -> Dossier:
    """Accepted under a process in which the limit goes on after a supplement."""
    process = Process(
        steps=(
            Step(name="Thẩm định", role=Role.HANDLING_OFFICER, hours=Decimal(14)),
            Step(name="Ký", role=Role.HEAD, hours=Decimal(10)),
        ),
        after_supplement=AfterSupplement.RESUME,
        supplement_days=10,
    )
    code = cast.service.procedure.code
    cast.service.process = approve(code, cast.ward, process, at=cast.at)
    cast.service.save(update_fields=["process"])
    return cast.accepted()


def test_where_special_law_says_so_the_limit_goes_on(cast: Cast) -> None:
    before = _goes_on(cast)  # fourteen hours from Monday, nine o'clock: Tuesday, 17 o'clock
    asked_at = cast.at + timedelta(days=1)
    waiting = ask(before, cast.handling, asked_at)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    # Sixteen hours of the limit were left, and six of the step.
    assert dossier.appointment == LATER + timedelta(days=2)
    assert dossier.due_at == dossier.step_by == datetime(2026, 12, 2, 8, 0, tzinfo=VIETNAM)


def test_an_appointment_that_goes_on_is_at_an_hour_when_somebody_is_there(cast: Cast) -> None:
    cast.ward.opening_hours = {"fri": [["07:30", "11:30"]]}
    cast.ward.save(update_fields=["opening_hours"])
    waiting = ask(_goes_on(cast), cast.handling, cast.at)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.applicant, at=LATER)

    # From Friday 7:30 the limit would have gone on to Monday 8:30.
    assert dossier.appointment == datetime(2026, 12, 11, 7, 30, tzinfo=VIETNAM)


def test_with_the_secret_of_the_receipt_alone(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=Applicant(secret=waiting.secret), at=LATER)

    assert dossier.state == State.SUBMITTED


def test_the_desk_does_it_for_a_person_who_is_present(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    dossier = acts.supplement(waiting, by=cast.desk, at=LATER)

    scenes.assert_recorded(dossier, "dossier.supplemented", cast.desk, LATER)


def test_what_was_not_mended_is_listed_and_what_was_is_kept(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    request = supplements.open_request(waiting)
    supplements.save(waiting, request, {"subject": "Xin cấp lại"})

    with refused(Incomplete) as caught:
        acts.supplement(waiting, by=cast.applicant, at=LATER)

    assert caught.value.facts["missing"] == [{"kind": "document", "id": "paper"}]
    assert supplements.open_request(waiting).staged == {"subject": "Xin cấp lại"}


def test_the_old_answer_is_no_answer(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    request = supplements.open_request(waiting)
    supplements.add_document(
        waiting, request, "paper", BytesIO(scenes.OTHER_PDF), filename="mới.pdf", at=LATER
    )

    with refused(Incomplete) as caught:
        acts.supplement(waiting, by=cast.applicant, at=LATER)

    assert caught.value.facts["missing"] == [{"kind": "field", "id": "subject"}]
    assert ANSWERS["subject"] == latest_answers(waiting).answers["subject"]


@pytest.mark.parametrize("who", scenes.strangers_to(Act.SUPPLEMENT))
def test_supplement_is_not_for_others(cast: Cast, who: str) -> None:
    waiting, by = scenes.awaiting(cast), scenes.person(cast, who, Act.SUPPLEMENT)
    mend(waiting, LATER)

    with refused(NotAllowed):
        acts.supplement(waiting, by=by, at=LATER)


def test_supplement_is_not_for_a_neighbour(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    with refused(NotAllowed):
        acts.supplement(waiting, by=scenes.neighbour(cast), at=LATER)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.SUPPLEMENT))
def test_supplement_needs_a_question(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.supplement(dossier, by=cast.applicant, at=LATER)


def test_supplement_twice_is_refused_the_second_time(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)
    acts.supplement(waiting, by=cast.applicant, at=LATER)

    with refused(WrongState):
        acts.supplement(waiting, by=cast.applicant, at=LATER)


def test_supplement_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    mend(waiting, LATER)

    with refused(Conflict):
        acts.supplement(waiting, by=cast.applicant, at=LATER, version=1)
