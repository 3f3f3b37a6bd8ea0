"""Apologise: once, a working day before the appointment at the latest, with reason and new day."""

from datetime import date, datetime, time, timedelta

import pytest

from motcua.core.moments import VIETNAM, at_local
from motcua.core.refusals import Conflict, Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import REASON, refused

FRIDAY = at_local(date(2026, 11, 27), time(17, 0))  # it was on Thursday, nine o'clock


def test_apologise_names_a_new_appointment(cast: Cast) -> None:
    before = cast.at_signing()

    dossier = acts.apologise(
        before, by=cast.head, at=cast.at, new_appointment=FRIDAY, reason=REASON
    )

    assert (dossier.state, dossier.appointment) == (State.ACCEPTED, FRIDAY)
    assert (dossier.apologised_at, dossier.step_by) == (cast.at, before.step_by)
    entry = scenes.assert_recorded(dossier, "dossier.apologised", cast.head, cast.at)
    assert entry.data["old_appointment"] == "2026-11-26T02:00:00.000000Z"
    assert presenters.sentence(entry) == (
        "Phạm Văn Sơn (lãnh đạo) xin lỗi vì chậm, hẹn lại 17\xa0giờ, thứ Sáu 27/11/2026. "
        f"Lý do: {REASON}"
    )


def test_what_was_due_by_the_old_appointment_is_due_later(cast: Cast) -> None:
    wednesday = cast.at + timedelta(days=2)
    late = acts.advance(cast.accepted(), by=cast.handling, at=wednesday)
    assert late.due_at == late.appointment

    dossier = acts.apologise(
        late, by=cast.head, at=wednesday, new_appointment=FRIDAY, reason=REASON
    )

    assert dossier.due_at == dossier.step_by == datetime(2026, 11, 26, 10, 30, tzinfo=VIETNAM)


def test_apologise_a_second_time_is_not_done(cast: Cast) -> None:
    dossier = acts.apologise(
        cast.at_signing(), by=cast.head, at=cast.at, new_appointment=FRIDAY, reason=REASON
    )

    with refused(WrongState):
        acts.apologise(
            dossier, by=cast.head, at=cast.at, new_appointment=FRIDAY + timedelta(days=3),
            reason=REASON,
        )  # fmt: skip


def test_the_last_moment_to_apologise_is_the_working_day_before(cast: Cast) -> None:
    dossier = cast.at_signing()
    last = at_local(date(2026, 11, 25), time(23, 59))
    too_late = at_local(date(2026, 11, 26), time())

    with refused(WrongState):
        acts.apologise(dossier, by=cast.head, at=too_late, new_appointment=FRIDAY, reason=REASON)
    apologised = acts.apologise(
        dossier, by=cast.head, at=last, new_appointment=FRIDAY, reason=REASON
    )

    assert apologised.apologised_at == last


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(at_local(date(2026, 11, 26), time(9, 0)), id="the old one"),
        pytest.param(at_local(date(2026, 11, 24), time(9, 0)), id="before the old one"),
        pytest.param(at_local(date(2026, 11, 28), time(9, 0)), id="Saturday"),
        pytest.param(at_local(date(2026, 11, 27), time(12, 0)), id="lunch"),
    ],
)
def test_a_new_appointment_that_cannot_be_kept_is_incomplete(cast: Cast, new: datetime) -> None:
    dossier = cast.at_signing()

    with refused(Incomplete) as caught:
        acts.apologise(dossier, by=cast.head, at=cast.at, new_appointment=new, reason=REASON)

    assert caught.value.facts["errors"][0]["field"] == "/new_appointment"


def test_apologise_without_a_reason_is_incomplete(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(Incomplete):
        acts.apologise(dossier, by=cast.head, at=cast.at, new_appointment=FRIDAY, reason="")


@pytest.mark.parametrize("who", scenes.strangers_to(Act.APOLOGISE))
def test_apologise_is_not_for_others(cast: Cast, who: str) -> None:
    dossier, by = cast.at_signing(), scenes.person(cast, who, Act.APOLOGISE)

    with refused(NotAllowed):
        acts.apologise(dossier, by=by, at=cast.at, new_appointment=FRIDAY, reason=REASON)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.APOLOGISE))
def test_apologise_needs_a_dossier_at_a_step(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.apologise(dossier, by=cast.head, at=cast.at, new_appointment=FRIDAY, reason=REASON)


def test_apologise_on_an_old_version_is_a_conflict(cast: Cast) -> None:
    dossier = cast.at_signing()

    with refused(Conflict):
        acts.apologise(
            dossier, by=cast.head, at=cast.at, new_appointment=FRIDAY, reason=REASON, version=2
        )
