"""Whose time a dossier took, read off its journal."""

from datetime import timedelta

from motcua.core.deadlines import Settlement
from motcua.core.spans import Party
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.models import JournalEntry
from motcua.dossiers.spans import late_by, spans_of, used_by
from motcua.dossiers.suspensions import Cause
from motcua.dossiers.timeline import entries_of
from tests.cast import Cast
from tests.dossiers import scenes

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_whole_life_from_desk_to_desk(cast: Cast) -> None:
    """Monday 9:00 in, 10:00 accepted, taken, Tuesday 10:00 handed on, 11:00 signed, 14:00 given."""
    at = cast.at
    dossier = acts.accept(cast.submitted(), by=cast.desk, at=at + HOUR)
    dossier = acts.assign(dossier, by=cast.handling, at=at + 2 * HOUR)
    dossier = acts.advance(dossier, by=cast.handling, at=at + DAY + HOUR)
    dossier = acts.decide(dossier, by=cast.head, at=at + DAY + 2 * HOUR, outcome=Outcome.GRANTED)
    dossier = acts.return_result(dossier, by=cast.desk, at=at + DAY + 5 * HOUR, way="counter")
    found = spans_of(dossier, entries_of(dossier), at=at + 9 * DAY)
    assert [(one.name, one.step, one.role, one.officer) for one in found] == [
        ("Tiếp nhận", None, "desk_officer", "Trần Thị Lan"),
        ("Thẩm định hồ sơ", 1, "handling_officer", "Lê Thị Yến"),
        ("Ký duyệt kết quả", 2, "head", "Phạm Văn Sơn"),
        ("Trả kết quả", None, "desk_officer", "Trần Thị Lan"),
    ]
    assert {one.agency_code for one in found} == {cast.ward.code}
    assert [one.used for one in found] == [HOUR, 8 * HOUR, HOUR, HOUR]
    assert [one.handed_over_by for one in found] == [1, 2, 4, 5]
    assert [one.settlement for one in found] == [
        Settlement.ON_TIME, Settlement.ON_TIME, Settlement.EARLY, None,
    ]  # fmt: skip
    assert found[-1].until == dossier.closed_at
    assert late_by(dossier, found, at=at + 9 * DAY).total == timedelta(0)


def test_time_with_the_applicant_is_hers_and_the_step_begins_anew(cast: Cast) -> None:
    dossier = scenes.ask(cast.accepted(), cast.handling, cast.at + HOUR)
    scenes.mend(dossier, cast.at + DAY)
    dossier = acts.supplement(dossier, by=cast.applicant, at=cast.at + DAY)
    found = spans_of(dossier, entries_of(dossier), at=cast.at + DAY + HOUR)
    assert [(one.party, one.used) for one in found] == [
        (Party.STEP, timedelta(0)),
        (Party.STEP, HOUR),
        (Party.APPLICANT, 7 * HOUR),
        (Party.STEP, HOUR),
    ]
    assert found[1].allowed == found[3].allowed
    assert found[-1].until is None
    assert used_by(found) == {Party.STEP: 2 * HOUR, Party.APPLICANT: 7 * HOUR}


def test_who_is_late_and_who_made_it_late(cast: Cast) -> None:
    """Three days promised; the handling officer took all three, the head signs two hours late."""
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at + 3 * DAY)
    found = spans_of(dossier, entries_of(dossier), at=cast.at + 3 * DAY + 2 * HOUR)
    late = late_by(dossier, found, at=cast.at + 3 * DAY + 2 * HOUR)
    assert late.total == 2 * HOUR
    assert [(share.span.officer or share.span.role, share.late) for share in late.shares] == [
        ("head", 2 * HOUR)
    ]
    assert [one.name for one in late.overran] == ["Thẩm định hồ sơ"]


def test_what_comes_after_fifteen_o_clock_is_the_unit_s_but_not_yet_against_it(cast: Cast) -> None:
    """Accepted at 16:00 on Monday: an hour and a half more than the step has by itself."""
    early, late = cast.accepted(), cast.submitted()
    late = acts.accept(late, by=cast.desk, at=cast.at + 7 * HOUR)
    by_itself = spans_of(early, entries_of(early), at=cast.at)[-1].allowed
    allowed = spans_of(late, entries_of(late), at=cast.at + DAY)[-1].allowed
    assert by_itself is not None
    assert allowed == by_itself + 1.5 * HOUR


def test_a_stop_is_nobody_s_fault(cast: Cast) -> None:
    dossier = acts.suspend(
        cast.accepted(), by=cast.handling, at=cast.at + HOUR, cause=Cause.COURT, reason="Chờ."
    )
    dossier = acts.resume(dossier, by=cast.handling, at=cast.at + DAY)
    found = spans_of(dossier, entries_of(dossier), at=cast.at + DAY + HOUR)
    assert [(one.party, one.used) for one in found][1:] == [
        (Party.STEP, HOUR), (Party.SUSPENSION, 7 * HOUR), (Party.STEP, HOUR),
    ]  # fmt: skip
    assert found[3].allowed == (found[1].allowed or timedelta()) - HOUR


def test_who_was_asked_has_the_dossier_until_the_answer(cast: Cast) -> None:
    dossier = cast.accepted()
    told = entries_of(dossier)
    asked = _entry(dossier.version + 1, "dossier.consulted", cast, 1 * HOUR)
    asked.data = {
        "agency": cast.next_door.code,
        "answer_by": (cast.at + 2 * HOUR).isoformat(),
    }
    answered = _entry(dossier.version + 2, "dossier.consultation_answered", cast, 6 * HOUR)
    answered.data = {"agency": cast.next_door.code}
    found = spans_of(dossier, [*told, asked, answered], at=cast.at + 7 * HOUR)
    assert [one.party for one in found][1:] == [Party.STEP, Party.OTHER_AGENCY, Party.STEP]
    other = found[2]
    assert (other.agency_code, other.officer) == (cast.next_door.code, "Vũ Thị Tâm")
    assert (other.allowed, other.used) == (HOUR, 3 * HOUR)
    assert other.settlement is Settlement.LATE
    assert found[3].allowed == (found[1].allowed or timedelta()) - HOUR


def _entry(number: int, kind: str, cast: Cast, after: timedelta) -> JournalEntry:
    """As another room of the house will write it."""
    return JournalEntry(
        number=number, kind=kind, at=cast.at + after, step=0, data={},
        actor_name="Vũ Thị Tâm", actor_role="handling_officer", actor_agency=cast.next_door.code,
    )  # fmt: skip
