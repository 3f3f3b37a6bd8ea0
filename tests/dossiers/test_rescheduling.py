"""A holiday announced later: what is affected is reckoned anew, told, and moves later only."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from motcua.agencies import calendars
from motcua.agencies.models import CalendarDay
from motcua.catalogue import offers
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.publishing import publish
from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.core.moments import LAST_SECOND, VIETNAM, at_local
from motcua.core.states import State
from motcua.dossiers import acts, presenters, verification, worker
from motcua.dossiers.models import CalendarRun, Dossier
from motcua.dossiers.suspensions import Cause
from tests.cast import Cast
from tests.dossiers import scenes

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)
OFF, ON = CalendarDay.Kind.HOLIDAY, CalendarDay.Kind.WORKING_SATURDAY


def announce(*days: date, kind: CalendarDay.Kind = OFF) -> None:
    for day in days:
        CalendarDay.objects.create(day=day, name="Nghỉ", kind=kind)
    calendars.forget()


def after(
    cast: Cast, *days: date, at: datetime | None = None, kind: CalendarDay.Kind = OFF
) -> None:
    """The worker knows the calendar as it was; then the days are announced and it comes again."""
    worker.run_timers("H05", at=cast.at)
    announce(*days, kind=kind)
    worker.run_timers("H05", at=at or cast.at + HOUR)


def moved(dossier: Dossier) -> dict[str, list[str]]:
    found: dict[str, list[str]] = scenes.last_entry(dossier).data["moved"]
    return found


def test_appointment_and_step_move_by_the_day_that_is_off(cast: Cast) -> None:
    before = cast.accepted()

    after(cast, TUESDAY)

    now = scenes.now(before)
    assert (before.appointment, now.appointment) == (cast.at + 3 * DAY, cast.at + 4 * DAY)
    assert now.step_by == now.due_at
    assert before.step_by and now.step_by == before.step_by + DAY
    entry = scenes.assert_recorded(now, "dossier.rescheduled", None, cast.at + HOUR)
    assert (entry.actor, entry.actor_role) == (None, "clock")
    assert set(moved(now)) == {"appointment", "step_by", "due_at"}
    assert presenters.sentence(entry).replace("\xa0", " ") == (
        "Hệ thống tính lại theo lịch làm việc đổi (thứ Ba 24/11/2026 nghỉ): hẹn trả kết quả 9 giờ, "
        "thứ Sáu 27/11/2026; hạn của bước 17 giờ 30, thứ Tư 25/11/2026."
    )
    assert list(verification.faults_of(now)) == []


def test_the_first_answer_moves_too(cast: Cast) -> None:
    dossier = cast.submitted()

    after(cast, TUESDAY)

    assert scenes.now(dossier).answer_by == scenes.now(dossier).due_at == cast.at + 2 * DAY


def test_once_is_enough(cast: Cast) -> None:
    dossier = cast.accepted()
    after(cast, TUESDAY)
    version = scenes.now(dossier).version

    for _ in range(3):
        worker.run_timers("H05", at=cast.at + 2 * HOUR)

    assert scenes.now(dossier).version == version


def test_what_began_after_the_announcement_is_right_already(cast: Cast) -> None:
    worker.run_timers("H05", at=cast.at)
    announce(TUESDAY)
    dossier = cast.accepted()

    worker.run_timers("H05", at=cast.at + HOUR)

    assert scenes.now(dossier).version == dossier.version


def test_a_saturday_made_working_makes_nobody_late(cast: Cast) -> None:
    """Received on Thursday for Tuesday; Saturday would bring it forward to Monday."""
    thursday = cast.at + 3 * DAY
    dossier = acts.accept(cast.submitted(at=thursday), by=cast.desk, at=thursday)

    after(cast, SATURDAY, kind=ON, at=thursday + HOUR)

    assert scenes.now(dossier).version == dossier.version


def test_a_day_that_is_worked_after_all_brings_nothing_forward(cast: Cast) -> None:
    announce(TUESDAY)
    dossier = cast.accepted()
    worker.run_timers("H05", at=cast.at)

    CalendarDay.objects.all().delete()
    calendars.forget()
    worker.run_timers("H05", at=cast.at + HOUR)

    assert scenes.now(dossier).appointment == dossier.appointment


def test_the_applicant_has_as_many_working_days_as_before(cast: Cast) -> None:
    dossier = scenes.awaiting(cast)

    after(cast, TUESDAY)

    now = scenes.now(dossier)
    assert dossier.due_at
    assert now.due_at == at_local(date(2026, 12, 15), LAST_SECOND) == dossier.due_at + DAY
    assert now.state == State.AWAITING_APPLICANT
    assert list(verification.faults_of(now)) == []
    assert "hạn bổ sung" in presenters.sentence(scenes.last_entry(now))


def test_what_stands_still_keeps_the_time_it_had_left(cast: Cast) -> None:
    """Stopped on Monday with three days left; it goes on after the holiday with three days."""
    stopped = acts.suspend(
        cast.accepted(), by=cast.handling, at=cast.at, cause=Cause.COURT, reason="Chờ."
    )
    after(cast, TUESDAY)

    wednesday = cast.at + 2 * DAY
    dossier = acts.resume(scenes.now(stopped), by=cast.handling, at=wednesday)

    assert dossier.appointment == at_local(date(2026, 11, 30), time(9))


def test_what_has_passed_stays_passed(cast: Cast) -> None:
    """Late since Thursday; Friday's holiday comes too late to make it good."""
    dossier = cast.accepted()
    friday = date(2026, 11, 27)

    after(cast, friday, at=cast.at + 4 * DAY - HOUR)

    assert scenes.now(dossier).appointment == dossier.appointment


@pytest.mark.parametrize("unit", [TimeUnit.DAY, TimeUnit.AT_ONCE])
def test_a_limit_in_days_moves_only_off_a_day_that_is_not_worked(
    cast: Cast, unit: TimeUnit
) -> None:
    days = 1 if unit is TimeUnit.DAY else 0
    dossier = _with_limit(cast, TimeLimit(Decimal(days), unit))
    last = cast.at.date() + days * DAY
    assert dossier.appointment == at_local(last, time(17, 30))

    after(cast, last + DAY, last + 2 * DAY)
    assert scenes.now(dossier).appointment == dossier.appointment

    announce(last)
    worker.run_timers("H05", at=cast.at + 2 * HOUR)
    assert scenes.now(dossier).appointment == at_local(last + 3 * DAY, time(17, 30))


def test_the_applicant_is_told_and_the_operator_sees_it(cast: Cast) -> None:
    dossier = cast.accepted()
    after(cast, TUESDAY)
    mail.outbox.clear()

    worker.drain("H05", at=cast.at + HOUR)

    told = [one for one in mail.outbox if "lịch nghỉ" in one.subject]
    assert len(told) == 1
    assert "thứ Sáu 27/11/2026" in told[0].body
    run = CalendarRun.objects.filter(jurisdiction="H05").latest("id")
    assert (run.moved, run.reason) == (1, "thứ Ba 24/11/2026 nghỉ")
    assert run.appointments == [[dossier.code, "thứ Năm 26/11/2026", "thứ Sáu 27/11/2026"]]
    assert run.finished_at == cast.at + HOUR


def _with_limit(cast: Cast, limit: TimeLimit) -> Dossier:
    """A dossier received under another limit."""
    assert cast.service.procedure.current
    old = ProcedureContent.from_json(cast.service.procedure.current.content)
    methods = tuple(replace(method, limit=limit) for method in old.methods)
    publish(replace(old, methods=methods), at=cast.at)
    service = offers.offer(cast.service.procedure, agency=cast.ward, at=cast.at)
    cast.service = service
    return acts.receive(
        service, by=cast.desk, at=cast.at, answers={"applicant.name": "Hoa", "subject": "Xin"}
    )


def test_the_day_of_a_result_moves_off_a_day_on_which_nobody_gives_it_out(cast: Cast) -> None:
    before = scenes.decided(cast)
    assert before.appointment is not None

    after(cast, TUESDAY)
    assert scenes.now(before).version == before.version  # the day itself is worked as before
    announce(before.appointment.date())
    worker.run_timers("H05", at=cast.at + 2 * HOUR)

    now = scenes.now(before)
    assert now.appointment == now.due_at == datetime(2026, 11, 27, 17, 30, tzinfo=VIETNAM)
    assert now.state == State.DECIDED
    assert list(verification.faults_of(now)) == []


def test_what_waits_to_be_fetched_since_then_stays_as_it_was(cast: Cast) -> None:
    before = scenes.decided(cast)
    assert before.due_at is not None
    later = before.due_at + DAY
    worker.run_timers("H05", at=later)

    announce((later + DAY).date())
    worker.run_timers("H05", at=later + HOUR)

    assert scenes.now(before).version == before.version
