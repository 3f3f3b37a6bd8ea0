"""Request a supplement: the very fields and papers, once, in time; beyond that only the head."""

from datetime import date, datetime, time, timedelta

import pytest

from motcua.core.moments import VIETNAM, at_local
from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters, supplements
from motcua.dossiers.actors import officer_of
from motcua.dossiers.acts.request_supplement import SupplementItem, askable
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import PAPER, SUBJECT, ask, refused

THURSDAY = at_local(date(2026, 11, 26), time(23, 0))  # the third working day, its last hour
FRIDAY = at_local(date(2026, 11, 27), time(7, 30))
WHY = "Phát hiện thêm một giấy tờ hết hạn."


def test_asking_stops_the_clock_and_waits_for_the_applicant(cast: Cast) -> None:
    at = cast.at + timedelta(hours=1)

    dossier = ask(cast.submitted(), cast.desk, at)

    assert (dossier.state, dossier.resume_to) == (State.AWAITING_APPLICANT, "intake")
    assert (dossier.holder_role, dossier.holder_officer, dossier.stopped_at) == ("", None, at)
    assert (dossier.answer_by, dossier.step) == (None, None)
    # Fifteen working days, to the end of the last one.
    assert dossier.due_at == datetime(2026, 12, 14, 23, 59, 59, tzinfo=VIETNAM)


def test_the_request_names_each_point_with_its_words(cast: Cast) -> None:
    dossier = ask(cast.submitted(), cast.desk, cast.at)

    request = supplements.open_request(dossier)
    assert (request.phase, request.asked_at) == ("intake", cast.at)
    assert request.answer_by == dossier.due_at
    assert request.items == [
        {"kind": "field", "id": "subject", "message": "Ghi rõ việc gì."},
        {"kind": "document", "id": "paper", "message": "Ảnh mờ, chụp lại."},
    ]
    entry = scenes.assert_recorded(dossier, "dossier.supplement_requested", cast.desk, cast.at)
    assert entry.data["items"] == ["subject", "paper"]
    assert presenters.sentence(entry) == (
        "Trần Thị Lan (cán bộ một cửa) yêu cầu bổ sung 2 điều, trước hết thứ Hai 14/12/2026."
    )


def test_the_words_themselves_are_not_in_the_journal(cast: Cast) -> None:
    dossier = ask(cast.submitted(), cast.desk, cast.at)

    assert "Ghi rõ" not in str(scenes.last_entry(dossier).data)


def test_in_handling_the_step_and_what_is_left_of_it_are_remembered(cast: Cast) -> None:
    before, at = cast.accepted(), cast.at + timedelta(days=1)

    dossier = ask(before, cast.handling, at)

    assert (dossier.resume_to, dossier.step, dossier.stopped_at) == ("handling", 0, at)
    assert (dossier.step_by, dossier.appointment) == (before.step_by, before.appointment)


WRONG: list[tuple[str, list[SupplementItem], str]] = [
    ("nothing", [], ""),
    ("without words", [SupplementItem(kind="field", id="subject", message=" ")], "/items/0"),
    ("not in the form", [SUBJECT, SupplementItem(kind="field", id="x", message="?")], "/items/1"),
    ("a paper as a field", [SupplementItem(kind="field", id="paper", message="?")], "/items/0"),
    (
        "a field as a paper",
        [SupplementItem(kind="document", id="subject", message="?")],
        "/items/0",
    ),
    ("twice the same", [SUBJECT, PAPER, SUBJECT], "/items/2"),
]


@pytest.mark.parametrize(("items", "where"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_what_cannot_be_mended_is_not_asked(
    cast: Cast, items: list[SupplementItem], where: str
) -> None:
    dossier = cast.submitted()

    with refused(Incomplete) as caught:
        acts.request_supplement(dossier, by=cast.desk, at=cast.at, items=items)

    assert [error["field"] for error in caught.value.facts["errors"]] == ([where] if where else [])


def test_a_field_that_the_answers_hide_is_not_asked_but_a_paper_is(branching: Cast) -> None:
    dossier = scenes.lives_here(branching)
    where = SupplementItem(kind="field", id="where", message="Ở đâu?")
    proof = SupplementItem(kind="document", id="proof", message="Gửi giấy tạm trú.")

    with refused(Incomplete):
        ask(dossier, branching.desk, branching.at, where)
    asked = ask(dossier, branching.desk, branching.at, proof)

    assert "where" not in {field.name for field in askable(dossier)}
    assert asked.state == State.AWAITING_APPLICANT


def _answered(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    scenes.mend(dossier, at)
    return acts.supplement(dossier, by=cast.applicant, at=at)


def test_a_second_time_in_one_phase_is_the_head_s_with_a_reason(cast: Cast) -> None:
    dossier = _answered(cast, scenes.awaiting(cast), cast.at)

    with refused(NotAllowed):
        ask(dossier, cast.desk, cast.at, exception_reason=WHY)
    with refused(Incomplete) as caught:
        ask(dossier, cast.head, cast.at)
    again = ask(dossier, cast.head, cast.at, exception_reason=WHY)

    assert caught.value.facts["missing"] == [{"kind": "field", "id": "exception_reason"}]
    entry = scenes.assert_recorded(again, "dossier.supplement_requested", cast.head, cast.at)
    assert entry.data["exception_reason"] == WHY
    requests = SupplementRequest.objects.filter(jurisdiction="H05", dossier=dossier)
    assert requests.count() == 2


def test_each_phase_has_its_own_first_time(cast: Cast) -> None:
    dossier = _answered(cast, scenes.awaiting(cast), cast.at)
    dossier = acts.accept(dossier, by=cast.desk, at=cast.at)

    assert ask(dossier, cast.handling, cast.at).resume_to == "handling"


def test_after_the_third_working_day_it_is_the_head_s_too(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(NotAllowed):
        ask(dossier, cast.handling, FRIDAY)
    assert ask(dossier, cast.handling, THURSDAY).state == State.AWAITING_APPLICANT


def test_the_head_asks_late_with_a_reason(cast: Cast) -> None:
    dossier = ask(cast.accepted(), cast.head, FRIDAY, exception_reason=WHY)

    assert scenes.last_entry(dossier).data["exception_reason"] == WHY


def test_a_reason_that_is_not_needed_is_not_written_down(cast: Cast) -> None:
    dossier = ask(cast.accepted(), cast.handling, cast.at, exception_reason=WHY)

    assert scenes.last_entry(dossier).data["exception_reason"] == ""


def test_a_head_who_also_handles_asks_late_as_head(cast: Cast) -> None:
    user = cast.handling.user
    give_posting(user, agency=cast.ward, role=Role.HEAD, valid_from=date(2026, 1, 1))
    both = officer_of(user, cast.at)

    dossier = ask(cast.accepted(), both, FRIDAY, exception_reason=WHY)

    assert scenes.last_entry(dossier).actor_role == Role.HEAD


@pytest.mark.parametrize("who", scenes.strangers_to(Act.REQUEST_SUPPLEMENT))
def test_asking_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.submitted(), scenes.person(cast, who, Act.REQUEST_SUPPLEMENT)

    with refused(NotAllowed):
        ask(dossier, by, cast.at)


def test_the_desk_does_not_ask_past_the_desk(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(NotAllowed):
        ask(dossier, cast.desk, cast.at)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.REQUEST_SUPPLEMENT))
def test_asking_needs_a_dossier_that_is_looked_at(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        ask(dossier, cast.desk, cast.at + timedelta(days=90))


def test_asking_on_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(Conflict):
        ask(dossier, cast.handling, cast.at, version=1)
