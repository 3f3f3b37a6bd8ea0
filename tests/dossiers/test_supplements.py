"""Staging a supplement: what was asked and what a mended answer brings in, and nothing else."""

from io import BytesIO
from typing import Any

import pytest

from motcua.core.refusals import FileRefused, Incomplete, WrongState
from motcua.core.states import State
from motcua.dossiers import acts, drafts, supplements
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.papers import latest_answers
from tests.cast import PDF, Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import PAPER, SUBJECT, ask, refused

LIVES = SupplementItem(kind="field", id="lives", message="Ông/bà ở đâu?")
NOTE = SupplementItem(kind="field", id="note", message="Ghi thêm.")


def _asked(cast: Cast, *items: SupplementItem) -> tuple[Dossier, SupplementRequest]:
    dossier = ask(cast.submitted(), cast.desk, cast.at, *items)
    return dossier, supplements.open_request(dossier)


def _asked_branching(branching: Cast, *items: SupplementItem) -> tuple[Dossier, SupplementRequest]:
    dossier = ask(scenes.lives_here(branching), branching.desk, branching.at, *items)
    return dossier, supplements.open_request(dossier)


def _missing(dossier: Dossier, request: SupplementRequest, cast: Cast) -> set[str]:
    return {one.id for one in supplements.check(dossier, request, cast.at).missing}


def _paper(dossier: Dossier, request: SupplementRequest, requirement: str, cast: Cast) -> Any:
    return supplements.add_document(
        dossier, request, requirement, BytesIO(scenes.OTHER_PDF), filename="mới.pdf", at=cast.at
    )


def test_answers_are_staged_one_after_another(cast: Cast) -> None:
    phone = SupplementItem(kind="field", id="applicant.phone", message="Số khác.")
    dossier, request = _asked(cast, SUBJECT, phone)

    supplements.save(dossier, request, {"subject": "Xin cấp lại"})
    supplements.save(dossier, request, {"applicant": {"phone": "0987 654 321"}})

    staged = supplements.open_request(dossier).staged
    assert staged == {"subject": "Xin cấp lại", "applicant.phone": "0987 654 321"}
    assert request.staged == staged
    assert latest_answers(dossier).answers["subject"] == "Xin đăng ký"


def test_two_windows_do_not_undo_each_other(cast: Cast) -> None:
    phone = SupplementItem(kind="field", id="applicant.phone", message="Số khác.")
    dossier, request = _asked(cast, SUBJECT, phone)
    other_window = supplements.open_request(dossier)

    supplements.save(dossier, request, {"subject": "Xin cấp lại"})
    supplements.save(dossier, other_window, {"applicant.phone": "0987 654 321"})

    assert set(supplements.open_request(dossier).staged) == {"subject", "applicant.phone"}


def test_what_was_not_asked_is_refused_by_name(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)

    with refused(Incomplete) as caught:
        supplements.save(dossier, request, {"subject": "x", "applicant.name": "Người khác"})

    assert [error["field"] for error in caught.value.facts["errors"]] == ["/applicant.name"]


def test_clearing_what_was_not_asked_is_refused_too(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)

    with refused(Incomplete):
        supplements.save(dossier, request, {"applicant.phone": None})


def test_a_field_that_no_form_has_is_refused(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)

    with refused(Incomplete):
        supplements.save(dossier, request, {"nothing": "x"})


def test_an_invalid_answer_is_kept_and_said(cast: Cast) -> None:
    phone = SupplementItem(kind="field", id="applicant.phone", message="Số khác.")
    dossier, request = _asked(cast, phone)

    supplements.save(dossier, request, {"applicant.phone": "123"})

    checked = supplements.check(dossier, request, cast.at)
    assert supplements.open_request(dossier).staged == {"applicant.phone": "123"}
    assert [error.field for error in checked.errors] == ["/applicant.phone"]
    with refused(Incomplete):
        acts.supplement(dossier, by=cast.applicant, at=cast.at)


def test_a_null_takes_an_answer_back_for_good(cast: Cast) -> None:
    phone = SupplementItem(kind="field", id="applicant.phone", message="Bỏ số này.")
    dossier, request = _asked(cast, phone)

    supplements.save(dossier, request, {"applicant.phone": None})
    acts.supplement(dossier, by=cast.applicant, at=cast.at)

    assert "applicant.phone" not in latest_answers(dossier).answers


def test_a_null_for_a_required_answer_leaves_it_missing(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)

    supplements.save(dossier, request, {"subject": None})

    assert _missing(dossier, request, cast) == {"subject"}


def test_only_papers_that_were_asked_are_taken(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)

    with refused(Incomplete) as caught:
        _paper(dossier, request, "paper", cast)
    with refused(Incomplete):
        _paper(dossier, request, "nothing", cast)

    assert caught.value.facts["errors"][0]["field"] == "/paper"


def test_a_paper_is_looked_at_before_it_is_taken(cast: Cast) -> None:
    dossier, request = _asked(cast, PAPER)

    with refused(FileRefused):
        supplements.add_document(
            dossier, request, "paper", BytesIO(b"MZ" * 50), filename="a.pdf", at=cast.at
        )


def test_nobody_fills_the_disk_with_one_supplement(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, request = _asked(cast, PAPER)
    monkeypatch.setattr(drafts, "MOST_FILES", 1)
    _paper(dossier, request, "paper", cast)

    with refused(FileRefused):
        _paper(dossier, request, "paper", cast)


def test_a_staged_paper_is_taken_away_again(cast: Cast) -> None:
    dossier, request = _asked(cast, PAPER)
    staged = _paper(dossier, request, "paper", cast)

    assert supplements.remove_document(request, staged.public_id)
    assert not supplements.remove_document(request, staged.public_id)
    assert not supplements.remove_document(request, "no such thing")
    assert supplements.staged_documents(request) == []


def test_a_mended_answer_opens_what_it_brings_in(branching: Cast) -> None:
    dossier, request = _asked_branching(branching, LIVES)
    assert [field.name for field in supplements.open_fields(dossier, request)] == ["lives"]

    supplements.save(dossier, request, {"lives": "elsewhere"})

    opened = [field.name for field in supplements.open_fields(dossier, request)]
    assert opened == ["lives", "where", "proof"]
    assert _missing(dossier, request, branching) == {"where", "proof"}


def test_what_it_brings_in_is_handed_in_with_it(branching: Cast) -> None:
    dossier, request = _asked_branching(branching, LIVES)
    supplements.save(dossier, request, {"lives": "elsewhere", "where": "Hà Nội"})
    _paper(dossier, request, "proof", branching)

    dossier = acts.supplement(dossier, by=branching.applicant, at=branching.at)

    answers = latest_answers(dossier).answers
    assert (answers["lives"], answers["where"]) == ("elsewhere", "Hà Nội")
    assert dossier.state == State.SUBMITTED


def test_what_is_not_brought_in_stays_closed(branching: Cast) -> None:
    dossier, request = _asked_branching(branching, LIVES)

    with refused(Incomplete):
        supplements.save(dossier, request, {"where": "Hà Nội"})
    with refused(Incomplete):
        supplements.save(dossier, request, {"lives": "elsewhere", "note": "x"})


def test_a_change_of_mind_leaves_nothing_behind(branching: Cast) -> None:
    dossier, request = _asked_branching(branching, LIVES)
    supplements.save(dossier, request, {"lives": "elsewhere", "where": "Hà Nội"})
    _paper(dossier, request, "proof", branching)

    supplements.save(dossier, request, {"lives": "here"})
    dossier = acts.supplement(dossier, by=branching.applicant, at=branching.at)

    assert "where" not in latest_answers(dossier).answers
    assert scenes.last_entry(dossier).data["documents"] == []


def test_what_another_mended_answer_hides_need_not_be_mended(branching: Cast) -> None:
    dossier, request = _asked_branching(branching, LIVES)
    supplements.save(dossier, request, {"lives": "elsewhere", "where": "Hà Nội"})
    _paper(dossier, request, "proof", branching)
    dossier = acts.supplement(dossier, by=branching.applicant, at=branching.at)
    where = SupplementItem(kind="field", id="where", message="Ghi đủ địa chỉ.")
    dossier = ask(
        dossier, branching.head, branching.at, LIVES, where, exception_reason="Chưa rõ nơi ở."
    )
    request = supplements.open_request(dossier)

    supplements.save(dossier, request, {"lives": "here"})

    assert _missing(dossier, request, branching) == set()
    assert acts.supplement(dossier, by=branching.applicant, at=branching.at)


def test_a_paper_that_the_answers_hid_is_needed_when_it_was_asked(branching: Cast) -> None:
    proof = SupplementItem(kind="document", id="proof", message="Gửi giấy tạm trú.")
    dossier, request = _asked_branching(branching, proof)

    assert _missing(dossier, request, branching) == {"proof"}
    _paper(dossier, request, "proof", branching)
    dossier = acts.supplement(dossier, by=branching.applicant, at=branching.at)

    handed_in = scenes.last_entry(dossier).data["documents"]
    assert [paper["requirement"] for paper in handed_in] == ["proof"]


def test_other_papers_that_lie_on_the_table_are_not_asked_for(cast: Cast) -> None:
    answers = {"applicant.name": "Nguyễn Thị Hoa", "subject": "Xin đăng ký"}
    dossier = acts.receive(cast.service, by=cast.desk, at=cast.at, answers=answers)
    dossier = ask(dossier, cast.handling, cast.at, SUBJECT)
    request = supplements.open_request(dossier)

    supplements.save(dossier, request, {"subject": "Xin cấp lại"})

    assert _missing(dossier, request, cast) == set()


def test_after_the_answer_nothing_is_staged_any_more(cast: Cast) -> None:
    dossier, request = _asked(cast, SUBJECT)
    supplements.save(dossier, request, {"subject": "Xin cấp lại"})
    acts.supplement(dossier, by=cast.applicant, at=cast.at)

    with refused(WrongState):
        supplements.save(dossier, request, {"subject": "Xin thêm"})


@pytest.mark.parametrize("patch", [["subject"], "subject", None, 3])
def test_answers_that_are_no_object_are_refused(cast: Cast, patch: Any) -> None:
    dossier, request = _asked(cast, SUBJECT)

    with refused(Incomplete):
        supplements.save(dossier, request, patch)


def test_a_paper_is_not_staged_for_what_was_answered_meanwhile(cast: Cast) -> None:
    dossier, request = _asked(cast, PAPER)
    _paper(dossier, request, "paper", cast)
    acts.supplement(dossier, by=cast.applicant, at=cast.at)

    with refused(WrongState):
        supplements.add_document(
            dossier, request, "paper", BytesIO(PDF), filename="muộn.pdf", at=cast.at
        )
