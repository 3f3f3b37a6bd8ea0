"""Who holds a dossier until when: by the steps of its process, the limit and the appointment."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies import calendars
from motcua.catalogue.models import ProcedureVersion
from motcua.core.moments import VIETNAM, at_local
from motcua.core.refusals import WrongState
from motcua.core.states import Outcome
from motcua.core.worktime import worked_between
from motcua.dossiers import acts, queries
from motcua.dossiers.holding import due, limit_of
from motcua.people.roles import Role
from motcua.processes.changes import approve
from motcua.processes.definitions import AfterSupplement, Process, Step
from tests.cast import Cast
from tests.dossiers.scenes import REASON, ask, mend, refused

moments = st.integers(0, 364 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=VIETNAM) + timedelta(minutes=minutes)
)


def _under(cast: Cast, *steps: Step, after: AfterSupplement = AfterSupplement.RESTART) -> Cast:
    """The cast, and its service with a process of these steps."""
    process = Process(steps=steps, after_supplement=after)
    cast.service.process = approve(cast.service.procedure.code, cast.ward, process, at=cast.at)
    cast.service.save(update_fields=["process"])
    return cast


def _without_limit(cast: Cast) -> Cast:
    """The cast, and its procedure without any time limit."""
    version = cast.service.procedure.current
    assert version is not None
    methods = [{**method, "limit": None} for method in version.content["methods"]]
    content = {**version.content, "methods": methods}
    newer = ProcedureVersion.objects.create(
        procedure=cast.service.procedure, number=2, content=content, digest="2",
        published_at=cast.at,
    )  # fmt: skip
    cast.service.procedure.current = newer
    cast.service.procedure.save(update_fields=["current"])
    return _under(
        cast,
        Step(name="Thẩm định", role=Role.HANDLING_OFFICER),
        Step(name="Ký", role=Role.HEAD),
    )


@pytest.mark.django_db
@given(st.none() | moments, st.none() | moments, moments)
def test_what_runs_out_first_is_due(
    step_by: datetime | None, appointment: datetime | None, at: datetime
) -> None:
    running = [moment for moment in (step_by, appointment) if moment]

    found = due(step_by, appointment, at)

    assert found in running if running else found > at
    assert all(found <= moment for moment in running)


def test_a_step_of_the_desk_waits_in_the_queue_of_the_desk_which_hands_it_on(cast: Cast) -> None:
    _under(
        cast,
        Step(name="Sao y", role=Role.DESK_OFFICER, hours=Decimal(4)),
        Step(name="Ký", role=Role.HEAD, hours=Decimal(4)),
    )
    dossier = cast.accepted()
    assert [one.code for one in queries.queue(cast.desk).items] == [dossier.code]

    dossier = acts.assign(dossier, by=cast.desk, at=cast.at)
    dossier = acts.advance(dossier, by=cast.desk, at=cast.at)

    assert dossier.holder_role == Role.HEAD
    assert queries.queue(cast.desk).items == []
    assert acts.send_back(dossier, by=cast.head, at=cast.at, reason=REASON).step == 0


def test_a_step_without_hours_is_due_by_the_appointment_and_moves_with_it(cast: Cast) -> None:
    _under(cast, Step(name="Ký", role=Role.HEAD))
    friday = at_local(date(2026, 11, 27), time(17))
    dossier = cast.accepted()
    assert (dossier.step_by, dossier.due_at) == (None, dossier.appointment)

    dossier = acts.apologise(
        dossier, by=cast.head, at=cast.at, new_appointment=friday, reason=REASON
    )

    assert dossier.due_at == friday


def test_without_any_limit_it_comes_up_again_after_five_working_days(cast: Cast) -> None:
    dossier = _without_limit(cast).accepted()

    assert limit_of(dossier) is None
    assert (dossier.appointment, dossier.step_by) == (None, None)
    assert dossier.due_at == cast.at + timedelta(days=7)
    with refused(WrongState):
        acts.apologise(dossier, by=cast.head, at=cast.at, new_appointment=cast.at, reason=REASON)


def test_without_any_limit_it_goes_the_whole_way(cast: Cast) -> None:
    dossier = ask(_without_limit(cast).accepted(), cast.handling, cast.at)
    mend(dossier, cast.at)
    dossier = acts.supplement(dossier, by=cast.applicant, at=cast.at)
    dossier = acts.advance(dossier, by=cast.handling, at=cast.at)

    dossier = acts.decide(dossier, by=cast.head, at=cast.at, outcome=Outcome.GRANTED)

    assert dossier.due_at == cast.at + timedelta(days=1)
    assert acts.return_result(dossier, by=cast.desk, at=cast.at, way="online").closed_at


@pytest.mark.parametrize("asked_after", [0, 5, 26, 49])
@pytest.mark.parametrize("answered_after", [1, 30, 200])
def test_a_limit_that_goes_on_leaves_as_much_working_time_as_was_left(
    cast: Cast, asked_after: int, answered_after: int
) -> None:
    _under(
        cast,
        Step(name="Thẩm định", role=Role.HANDLING_OFFICER, hours=Decimal(14)),
        Step(name="Ký", role=Role.HEAD, hours=Decimal(10)),
        after=AfterSupplement.RESUME,
    )
    before, legal = cast.accepted(), calendars.legal_calendar()
    asked_at = cast.at + timedelta(hours=asked_after)
    answered_at = asked_at + timedelta(hours=answered_after)
    waiting = ask(before, cast.handling, asked_at)
    mend(waiting, answered_at)

    after = acts.supplement(waiting, by=cast.applicant, at=answered_at)

    limits = [(before.appointment, after.appointment), (before.step_by, after.step_by)]
    for old, new in limits:
        assert old is not None
        assert new is not None
        left = worked_between(legal, asked_at, old)
        assert worked_between(legal, answered_at, new) == left
    assert after.due_at in {after.appointment, after.step_by}
