"""Suspend: the clock stands still, for a cause that is told, until a day that is named."""

from datetime import date, datetime, timedelta

import pytest

from motcua.core.moments import VIETNAM, end_of_day
from motcua.core.refusals import Incomplete, NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, JournalEntry
from motcua.dossiers.suspensions import Cause
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused, strangers_to, suspended, wrong_states


def test_suspend_stops_the_clock_and_keeps_the_step(cast: Cast) -> None:
    before = cast.accepted()

    dossier = acts.suspend(
        before,
        by=cast.handling,
        at=cast.at,
        cause=Cause.FINANCIAL_OBLIGATION,
        reason="Chờ nộp lệ phí trước bạ.",
        until=date(2026, 12, 4),
    )

    assert dossier.state == State.SUSPENDED
    assert dossier.suspended_for == Cause.FINANCIAL_OBLIGATION
    assert dossier.stopped_at == cast.at
    assert (dossier.step, dossier.step_by) == (before.step, before.step_by)
    assert (dossier.holder_agency, dossier.holder_role) == (cast.ward, Role.HANDLING_OFFICER)
    assert dossier.due_at == end_of_day(date(2026, 12, 4))


def test_without_a_day_somebody_looks_again_after_ten_working_days(cast: Cast) -> None:
    assert suspended(cast).due_at == end_of_day(date(2026, 12, 7))


def test_the_journal_says_why_and_until_when(cast: Cast) -> None:
    dossier = suspended(cast, cause=Cause.COURT, reason="Chờ bản án phúc thẩm.")

    entry = JournalEntry.objects.get(
        jurisdiction="H05", dossier_id=dossier.pk, kind="dossier.suspended"
    )
    assert entry.data["cause"] == "court"
    assert entry.data["reason"] == "Chờ bản án phúc thẩm."
    assert datetime.fromisoformat(entry.data["review_by"]) == dossier.due_at


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2026, 11, 20)])
def test_the_day_to_look_again_lies_ahead(cast: Cast, until: date) -> None:
    dossier = cast.accepted()

    with refused(Incomplete) as told:
        acts.suspend(
            dossier, by=cast.handling, at=cast.at, cause=Cause.COURT, reason="Chờ án.", until=until
        )

    assert told.value.facts["errors"][0]["field"] == "/until"


def test_suspend_owes_a_reason(cast: Cast) -> None:
    dossier = cast.accepted()

    with refused(Incomplete):
        acts.suspend(dossier, by=cast.handling, at=cast.at, cause=Cause.OTHER, reason="  ")


@pytest.mark.parametrize("who", strangers_to(Act.SUSPEND))
def test_suspend_is_for_whoever_holds_the_step(cast: Cast, who: str) -> None:
    dossier = cast.accepted()
    by = scenes.person(cast, who, Act.SUSPEND)

    with refused(NotAllowed):
        acts.suspend(dossier, by=by, at=cast.at, cause=Cause.COURT, reason="Chờ án.")


@pytest.mark.parametrize("state", wrong_states(Act.SUSPEND))
def test_suspend_needs_a_dossier_that_is_handled(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.suspend(dossier, by=cast.head, at=cast.at, cause=Cause.COURT, reason="Chờ án.")


def test_resume_gives_back_the_working_time_that_was_left(cast: Cast) -> None:
    accepted = cast.accepted()
    later = cast.at + timedelta(days=7)

    dossier = acts.resume(suspended_of(cast, accepted), by=cast.handling, at=later)

    assert dossier.state == State.ACCEPTED
    assert (dossier.suspended_for, dossier.stopped_at) == ("", None)
    assert accepted.appointment is not None and accepted.step_by is not None
    assert dossier.appointment == accepted.appointment + timedelta(days=7)
    assert dossier.step_by == accepted.step_by + timedelta(days=7)
    assert dossier.due_at == dossier.step_by


def test_what_was_late_when_it_stopped_is_as_late_when_it_goes_on(cast: Cast) -> None:
    accepted = cast.accepted()
    late = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)
    stopped = acts.suspend(
        accepted, by=cast.handling, at=late, cause=Cause.OTHER_DOSSIER, reason="Chờ hồ sơ trước."
    )

    dossier = acts.resume(stopped, by=cast.handling, at=late + timedelta(days=1))

    assert accepted.appointment is not None and dossier.appointment is not None
    assert dossier.appointment < late


@pytest.mark.parametrize("who", strangers_to(Act.RESUME))
def test_resume_is_for_the_handling_unit(cast: Cast, who: str) -> None:
    dossier = suspended(cast)

    with refused(NotAllowed):
        acts.resume(dossier, by=scenes.person(cast, who, Act.RESUME), at=cast.at)


@pytest.mark.parametrize("state", wrong_states(Act.RESUME))
def test_resume_needs_a_suspended_dossier(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.resume(dossier, by=cast.head, at=cast.at)


def suspended_of(cast: Cast, dossier: Dossier) -> Dossier:
    """The same dossier, suspended at once."""
    return acts.suspend(
        dossier, by=cast.handling, at=cast.at, cause=Cause.FINANCIAL_OBLIGATION, reason="Chờ thuế."
    )
