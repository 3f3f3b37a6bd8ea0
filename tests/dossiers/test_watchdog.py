"""No silent dossier: what nobody opens, hands on, returns or can hold is found and cleared."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from motcua.core.consultations import Opinion
from motcua.core.moments import VIETNAM
from motcua.core.states import Outcome, State
from motcua.dossiers import access, acts, concerns, watchdog, worker
from motcua.dossiers.models import Concern, Dossier
from motcua.people.models import Posting
from motcua.people.postings import give_posting
from motcua.people.roles import Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.linked import after, consulted, land_process, tax_office

KIND = Concern.Kind


def kinds_of(dossier: Dossier) -> set[str]:
    return {one.kind for one in concerns.concerns_of(dossier)}


def look(at: datetime) -> int:
    return watchdog.look("H05", at=at)


def test_a_fresh_dossier_is_no_concern(cast: Cast) -> None:
    dossier = cast.submitted()

    assert look(cast.at + timedelta(hours=1)) == 0
    assert kinds_of(dossier) == set()


def test_what_nobody_opened_within_two_working_hours_is_found(cast: Cast) -> None:
    dossier = cast.submitted()

    assert look(cast.at + timedelta(hours=2, minutes=1)) == 1
    assert kinds_of(dossier) == {KIND.UNOPENED}
    assert concerns.concerns_of(dossier)[0].since == cast.at


def test_the_night_is_no_working_time(cast: Cast) -> None:
    evening = cast.at.replace(hour=17)
    dossier = cast.submitted(at=evening)

    look(evening + timedelta(hours=14))

    assert kinds_of(dossier) == set()


def test_whoever_opens_it_clears_the_concern(cast: Cast) -> None:
    dossier = cast.submitted()
    later = cast.at + timedelta(hours=3)
    look(later)

    access.look(dossier, by=cast.desk, at=later)
    assert look(later + timedelta(minutes=5)) == 1

    assert kinds_of(dossier) == set()
    assert Concern.objects.get(jurisdiction="H05").cleared_at is not None


def test_a_round_again_changes_nothing(cast: Cast) -> None:
    cast.submitted()
    later = cast.at + timedelta(hours=3)

    assert look(later) == 1
    assert look(later) == 0
    assert Concern.objects.filter(jurisdiction="H05").count() == 1


def test_a_step_half_a_day_past_its_time_is_found_and_handing_on_clears_it(cast: Cast) -> None:
    dossier = cast.accepted()
    assert dossier.due_at is not None
    late = dossier.due_at + timedelta(days=1)
    look(late)
    assert KIND.NOT_HANDED_ON in kinds_of(dossier)

    acts.advance(dossier, by=cast.handling, at=late)
    look(late)

    assert KIND.NOT_HANDED_ON not in kinds_of(dossier)


def test_a_suspended_dossier_is_found_once_the_day_to_look_again_has_passed(cast: Cast) -> None:
    dossier = scenes.suspended(cast)
    assert dossier.due_at is not None

    look(dossier.due_at - timedelta(days=1))
    assert kinds_of(dossier) == set()

    look(dossier.due_at + timedelta(days=2))
    assert kinds_of(dossier) == {KIND.NOT_HANDED_ON}


def test_a_result_that_nobody_gives_out_is_found(cast: Cast) -> None:
    dossier = scenes.decided(cast)
    assert dossier.due_at is not None

    look(dossier.due_at + timedelta(days=1))

    assert kinds_of(dossier) == {KIND.NOT_RETURNED}


def test_what_nobody_of_today_can_hold_is_found_at_once(cast: Cast) -> None:
    dossier = cast.submitted()
    Posting.objects.filter(agency=cast.ward, role=Role.DESK_OFFICER).update(
        valid_to=date(2026, 11, 23)
    )

    look(cast.at)
    assert kinds_of(dossier) == {KIND.NOBODY}

    give_posting(
        cast.head.user, agency=cast.ward, role=Role.DESK_OFFICER, valid_from=date(2026, 11, 1)
    )
    look(cast.at)
    assert kinds_of(dossier) == set()


def test_a_closed_dossier_is_no_concern_any_more(cast: Cast) -> None:
    dossier = cast.submitted()
    later = cast.at + timedelta(hours=3)
    look(later)

    acts.refuse(dossier, by=cast.desk, at=later, reason="Không thuộc thẩm quyền.")
    look(later)

    assert kinds_of(dossier) == set()


def test_the_head_is_told_after_half_a_day_and_at_most_once_a_day(cast: Cast) -> None:
    cast.head.user.email = "lanhdao@example.vn"
    cast.head.user.save(update_fields=["email"])
    dossier = cast.submitted()
    found = cast.at + timedelta(hours=3)
    worker.watch_all(at=found)
    assert mail.outbox == []

    worker.watch_all(at=found + timedelta(days=1))
    worker.watch_all(at=found + timedelta(days=1, hours=1))

    (sent,) = mail.outbox
    assert sent.to == ["lanhdao@example.vn"]
    assert dossier.code in sent.body
    assert "Nguyễn Thị Hoa" not in sent.body
    assert "/mot-cua/can-chu-y/" in sent.body


def test_without_a_head_who_can_be_told_it_stays_to_be_told(cast: Cast) -> None:
    cast.submitted()
    worker.watch_all(at=cast.at + timedelta(hours=3))
    worker.watch_all(at=cast.at + timedelta(days=2))

    assert mail.outbox == []
    assert concerns.untold("H05", at=cast.at + timedelta(days=2))


def test_a_mail_that_did_not_go_is_a_concern_of_the_agency(cast: Cast) -> None:
    from motcua.notices.models import Notice

    dossier = cast.submitted()
    Notice.objects.create(
        jurisdiction="H05", dossier=dossier, entry_number=1, kind="dossier.submitted",
        address="hoa@example.com", subject="a", body="b", created_at=cast.at,
    )  # fmt: skip

    look(cast.at + timedelta(hours=1, minutes=30))

    assert kinds_of(dossier) == {KIND.NOTICE_FAILED}


@pytest.mark.parametrize("state", [state for state in scenes.STATES if not state.is_closed])
def test_every_open_dossier_has_a_holder_an_act_and_a_time(cast: Cast, state: State) -> None:
    scenes.in_state(cast, state)

    assert concerns.silent("H05") == ([], 1)


def test_a_dossier_that_lost_its_holder_is_silent(cast: Cast) -> None:
    dossier = cast.accepted()
    Dossier.objects.filter(jurisdiction="H05", pk=dossier.pk).update(holder_role="")

    assert concerns.silent("H05") == ([dossier.code], 1)


def test_an_officer_reads_only_what_is_found_where_she_works(cast: Cast) -> None:
    cast.submitted()
    look(cast.at + timedelta(hours=3))

    assert len(concerns.concerns_at(cast.head)) == concerns.count_at(cast.head) == 1
    assert concerns.concerns_at(cast.stranger) == []


def test_decided_and_returned_in_time_nothing_was_ever_found(cast: Cast) -> None:
    moment = datetime(2026, 11, 23, 10, tzinfo=VIETNAM)
    dossier = acts.decide(cast.at_signing(), by=cast.head, at=moment, outcome=Outcome.GRANTED)
    acts.return_result(dossier, by=cast.desk, at=moment, way="counter")

    assert look(moment + timedelta(days=30)) == 0


def test_a_look_before_it_came_is_none_though_it_was_in_the_same_hour(cast: Cast) -> None:
    dossier = cast.submitted()
    access.look(dossier, by=cast.handling, at=cast.at + timedelta(minutes=5))
    came = cast.at + timedelta(minutes=30)
    dossier = acts.accept(dossier, by=cast.desk, at=came)

    look(came + timedelta(hours=3))
    assert KIND.UNOPENED in kinds_of(dossier)

    access.look(dossier, by=cast.handling, at=came + timedelta(minutes=10))  # the same hour
    look(came + timedelta(hours=3))
    assert KIND.UNOPENED not in kinds_of(dossier)


def test_an_answer_past_its_day_is_found_at_the_agency_that_asked(cast: Cast) -> None:
    tax = tax_office(cast.at)
    dossier = consulted(cast, tax, days=1)
    day = after(cast.at, 8)

    look(day)
    assert KIND.UNANSWERED not in kinds_of(dossier)
    look(day + timedelta(minutes=1))
    assert KIND.UNANSWERED in kinds_of(dossier)
    assert [one.kind for one in concerns.concerns_at(cast.handling)].count(KIND.UNANSWERED) == 1

    acts.answer_consultation(
        scenes.now(dossier), by=tax.officer, at=day + timedelta(hours=1), opinion=Opinion.AGREE,
        answer="Không nợ.",
    )  # fmt: skip
    look(day + timedelta(hours=1))
    assert KIND.UNANSWERED not in kinds_of(dossier)


def test_a_step_that_another_registry_lets_pass_is_seen_at_the_agency_that_leads(
    cast: Cast,
) -> None:
    tax = tax_office(cast.at)
    land_process(cast, tax)
    acts.advance(cast.accepted(), by=cast.handling, at=cast.at)

    look(cast.at + timedelta(days=4))

    kinds = {one.kind for one in concerns.concerns_at(cast.desk)}
    assert {KIND.NOT_HANDED_ON, KIND.UNOPENED} <= kinds
