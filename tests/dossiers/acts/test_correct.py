"""Correct: before acceptance the applicant hands in again; what changed is seen, time runs on."""

from io import BytesIO

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, corrections, drafts, presenters, queries, verification
from motcua.dossiers.actors import Applicant
from motcua.dossiers.handing_in import hand_in
from motcua.dossiers.models import Draft
from motcua.dossiers.papers import latest_answers, papers_of, revisions_of
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import HOUR, OTHER_PDF, correction, refused


def test_correct_makes_a_revision_and_leaves_code_arrival_and_limit(cast: Cast) -> None:
    before = cast.submitted()
    draft = correction(cast, before, subject="Xin cấp lại")

    after = acts.correct(before, by=cast.applicant, at=cast.at + HOUR, draft=draft, key="k")

    kept = ("code", "submitted_at", "answer_by", "due_at", "holder_agency_id", "state")
    assert {name: getattr(after, name) for name in kept} == {
        name: getattr(before, name) for name in kept
    }
    new, old = revisions_of(after, newest=2)
    assert (new.number, new.answers["subject"]) == (2, "Xin cấp lại")
    assert old.answers["subject"] == "Xin đăng ký"
    entry = scenes.assert_recorded(after, "dossier.corrected", None, cast.at + HOUR)
    assert entry.data["items"] == ["subject"]
    assert "Xin cấp lại" not in str(entry.data)
    assert presenters.sentence(entry) == ("Người nộp đã sửa 1 mục và nộp lại trước khi tiếp nhận.")
    assert list(verification.faults("H05")) == []


def test_correct_follows_name_and_address_of_the_applicant(cast: Cast) -> None:
    dossier = cast.submitted()
    more = {"applicant.name": "Nguyễn Thị Hòa", "applicant.email": "hoa2@example.com"}
    draft = correction(cast, dossier, **more)

    acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")

    now = scenes.now(dossier)
    assert (now.applicant_name, now.applicant_email) == ("Nguyễn Thị Hòa", "hoa2@example.com")
    assert list(verification.faults("H05")) == []


def test_correct_replaces_just_the_papers_that_changed(cast: Cast) -> None:
    dossier = cast.submitted()
    [old] = papers_of(dossier)
    draft = corrections.begin(dossier, by=cast.applicant, at=cast.at)
    [copy] = drafts.documents_of(draft)
    drafts.remove_document(draft, copy.public_id, at=cast.at)
    drafts.add_document(draft, "paper", BytesIO(OTHER_PDF), filename="mới.pdf", at=cast.at)

    acts.correct(dossier, by=cast.applicant, at=cast.at + HOUR, draft=draft, key="k")

    [new] = papers_of(dossier)
    assert (new.filename, new.pk != old.pk) == ("mới.pdf", True)
    assert list(verification.faults("H05")) == []


def test_the_same_key_answers_again_and_another_is_told_the_code(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = correction(cast, dossier)
    once = hand_in(draft, by=cast.applicant, at=cast.at, key="k")

    again = hand_in(draft, by=cast.applicant, at=cast.at + HOUR, key="k")

    assert (again.pk, again.version) == (once.pk, once.version)
    with refused(Conflict) as caught:
        hand_in(draft, by=cast.applicant, at=cast.at, key="other")
    assert caught.value.facts["code"] == dossier.code


def test_one_correction_is_open_at_a_time_and_begins_anew_when_another_was_faster(
    cast: Cast,
) -> None:
    dossier = cast.submitted()
    first = correction(cast, dossier)
    assert corrections.begin(dossier, by=cast.applicant, at=cast.at).pk == first.pk

    stale = Draft.objects.get(jurisdiction="H05", pk=first.pk)
    acts.correct(dossier, by=cast.applicant, at=cast.at, draft=first, key="k")
    second = corrections.begin(dossier, by=cast.applicant, at=cast.at)

    assert second.pk != first.pk
    assert second.answers == latest_answers(dossier).answers
    with refused(Conflict):
        acts.correct(dossier, by=cast.applicant, at=cast.at, draft=stale, key="late")


def test_what_was_supplemented_meanwhile_is_not_overwritten(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = correction(cast, dossier)
    dossier = scenes.ask(dossier, cast.desk, cast.at)
    scenes.mend(dossier, cast.at, "Xin bản sao")
    acts.supplement(dossier, by=cast.applicant, at=cast.at)

    with refused(Conflict):
        acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")


def test_nothing_changed_is_nothing_to_hand_in(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = corrections.begin(dossier, by=cast.applicant, at=cast.at)

    with refused(Incomplete) as caught:
        acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")
    assert "giống hệt" in caught.value.what


def test_what_lacks_something_stays_open(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = correction(cast, dossier, subject="")

    with refused(Incomplete) as caught:
        acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")
    assert caught.value.facts["missing"] == [{"kind": "field", "id": "subject"}]


def test_correct_with_the_secret_of_the_receipt_alone(cast: Cast) -> None:
    dossier = scenes.filed_by_link(cast)
    by = Applicant(secret=dossier.secret)
    draft = corrections.begin(dossier, by=by, at=cast.at)
    drafts.save(draft, {"subject": "Khác"}, at=cast.at)

    found = drafts.find(draft.public_id, secret=dossier.secret)

    assert found is not None
    assert hand_in(found, by=by, at=cast.at, key="k").version == 2


def test_a_correction_never_becomes_another_dossier(cast: Cast) -> None:
    draft = correction(cast, cast.submitted())

    with refused(Conflict):
        acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    with refused(NotAllowed):
        hand_in(draft, by=cast.desk, at=cast.at, key="k")


def test_a_correction_is_no_open_draft_of_the_service(cast: Cast) -> None:
    draft = correction(cast, cast.submitted())

    assert drafts.open_for(cast.citizen, cast.service, at=cast.at) == []
    assert drafts.all_open_for(cast.citizen, at=cast.at) == [draft]


@pytest.mark.parametrize("who", scenes.strangers_to(Act.CORRECT))
def test_correct_is_not_for_others(cast: Cast, who: str) -> None:
    dossier = cast.submitted()
    draft, by = correction(cast, dossier), scenes.person(cast, who, Act.CORRECT)

    with refused(NotAllowed):
        acts.correct(dossier, by=by, at=cast.at, draft=draft, key="k")
    with refused(NotAllowed):
        corrections.begin(dossier, by=by, at=cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.CORRECT))
def test_nothing_is_opened_once_it_was_accepted(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        corrections.begin(dossier, by=cast.applicant, at=cast.at)


def test_what_was_accepted_meanwhile_is_told_to_write_to_the_officer(cast: Cast) -> None:
    dossier = cast.submitted()
    draft = correction(cast, dossier)
    acts.accept(dossier, by=cast.desk, at=cast.at)

    with refused(WrongState) as caught:
        acts.correct(dossier, by=cast.applicant, at=cast.at, draft=draft, key="k")
    assert "nhắn cho cán bộ" in caught.value.mend
    now = queries.tracked(dossier.code)
    assert now is not None
    assert now.state == State.ACCEPTED
