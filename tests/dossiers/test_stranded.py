"""Who held a dossier is gone: it goes back to its unit, or on to the agency that took over."""

from datetime import datetime, timedelta

from motcua.agencies.models import Agency
from motcua.core.consultations import Opinion
from motcua.core.spans import Party
from motcua.core.states import State
from motcua.dossiers import acts, inbox, presenters, upkeep, verification, worker
from motcua.dossiers.act_forms import acts_for
from motcua.dossiers.models import Dossier
from motcua.dossiers.spans import spans_of
from motcua.dossiers.timeline import entries_of
from motcua.people.models import Posting, User
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.linked import TaxOffice, consulted, land_process, tax_office

DAY = timedelta(days=1)


def leaves(user: User, cast: Cast) -> None:
    """Her posting ends with today."""
    Posting.objects.filter(user=user).update(valid_to=cast.at.date() + DAY)


def ends(cast: Cast) -> None:
    """The ward is merged into the one next door."""
    Agency.objects.filter(pk=cast.ward.pk).update(
        valid_to=cast.at.date() + DAY, successor=cast.next_door
    )


def an_hour_passes(at: datetime) -> None:
    upkeep.keep_up("H05", at=at)


def test_what_an_officer_held_who_left_is_her_unit_s_again(cast: Cast) -> None:
    dossier = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)
    leaves(cast.handling.user, cast)

    an_hour_passes(cast.at)
    assert scenes.now(dossier).holder_officer == cast.handling.user
    an_hour_passes(cast.at + DAY)

    now = scenes.now(dossier)
    assert (now.holder_officer, now.holder_role) == (None, "handling_officer")
    assert (now.due_at, now.step_by) == (dossier.due_at, dossier.step_by)
    entry = scenes.assert_recorded(now, "dossier.handed_over", None, cast.at + DAY)
    assert presenters.sentence(entry) == (
        "Hệ thống giao lại cho đơn vị: Lê Thị Yến không còn giữ việc này."
    )
    assert list(verification.faults_of(now)) == []


def test_who_is_still_posted_keeps_hers(cast: Cast) -> None:
    dossier = acts.assign(cast.accepted(), by=cast.handling, at=cast.at)
    leaves(cast.desk.user, cast)

    an_hour_passes(cast.at + DAY)

    assert scenes.now(dossier).version == dossier.version


def test_an_agency_s_open_dossiers_go_on_at_its_successor(cast: Cast) -> None:
    dossier, closed = cast.accepted(), scenes.in_state(cast, State.WITHDRAWN)
    ends(cast)

    an_hour_passes(cast.at + DAY)

    now = scenes.now(dossier)
    assert now.agency == now.holder_agency == cast.next_door
    assert (now.code, now.state, now.appointment) == (
        dossier.code, State.ACCEPTED, dossier.appointment
    )  # fmt: skip
    assert scenes.now(closed).agency == cast.ward
    sentence = presenters.sentence(scenes.last_entry(now))
    assert cast.ward.name in sentence
    assert cast.next_door.name in sentence
    assert list(verification.faults_of(now)) == []
    assert not acts_for(now, cast.handling, cast.at + DAY)
    assert "withdraw" in [form.act for form in acts_for(now, cast.stranger, cast.at + DAY)]


def test_its_time_until_then_stays_the_old_agency_s(cast: Cast) -> None:
    dossier = cast.accepted()
    ends(cast)
    an_hour_passes(cast.at + DAY)
    now = scenes.now(dossier)

    found = spans_of(now, entries_of(now), at=cast.at + 2 * DAY)

    assert {span.agency_code for span in found} == {cast.ward.code}


def test_once_is_enough_and_without_a_successor_it_stays(cast: Cast) -> None:
    dossier: Dossier = cast.accepted()
    Agency.objects.filter(pk=cast.ward.pk).update(valid_to=cast.at.date() + DAY)
    an_hour_passes(cast.at + DAY)
    assert scenes.now(dossier).version == dossier.version

    ends(cast)
    an_hour_passes(cast.at + DAY)
    an_hour_passes(cast.at + 2 * DAY)

    assert scenes.now(dossier).version == dossier.version + 1


def office_ends(tax: TaxOffice, cast: Cast, successor: Agency | None = None) -> None:
    """The tax office ends with today, perhaps in another one."""
    Agency.objects.filter(pk=tax.agency.pk).update(
        valid_to=cast.at.date() + DAY, successor=successor
    )


def test_a_step_at_an_office_that_ended_goes_on_at_its_successor_of_any_root(cast: Cast) -> None:
    tax, next_office = tax_office(cast.at), tax_office(cast.at, code="000.31.G12", name="thue.moi")
    land_process(cast, tax)
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)
    office_ends(tax, cast, next_office.agency)

    an_hour_passes(cast.at + DAY)
    worker.drain("H05", at=cast.at + DAY)

    now = scenes.now(dossier)
    assert (now.agency, now.holder_agency) == (cast.ward, next_office.agency)
    assert "advance" in [form.act for form in acts_for(now, next_office.officer, cast.at + DAY)]
    assert [item.code for item in inbox.inbox(next_office.officer).items] == [now.code]
    assert inbox.inbox(tax.officer).items == []
    assert next_office.agency.name in presenters.sentence(scenes.last_entry(now))
    assert list(verification.faults_of(now)) == []


def test_a_step_at_an_office_that_nobody_followed_comes_back_to_the_lead(cast: Cast) -> None:
    tax = tax_office(cast.at)
    land_process(cast, tax)
    dossier = acts.advance(cast.accepted(), by=cast.handling, at=cast.at)
    office_ends(tax, cast)

    an_hour_passes(cast.at + DAY)

    now = scenes.now(dossier)
    assert now.holder_agency == cast.ward
    assert "advance" in [form.act for form in acts_for(now, cast.handling, cast.at + DAY)]


def test_a_step_yet_to_come_goes_to_the_successor_too(cast: Cast) -> None:
    tax, next_office = tax_office(cast.at), tax_office(cast.at, code="000.31.G12", name="thue.moi")
    land_process(cast, tax)
    dossier = cast.accepted()
    office_ends(tax, cast, next_office.agency)

    now = acts.advance(dossier, by=cast.handling, at=cast.at + DAY)

    assert now.holder_agency == next_office.agency


def test_the_successor_answers_what_was_asked_and_its_hours_are_its_own(cast: Cast) -> None:
    tax, next_office = tax_office(cast.at), tax_office(cast.at, code="000.31.G12", name="thue.moi")
    dossier = consulted(cast, tax, days=3)
    office_ends(tax, cast, next_office.agency)

    an_hour_passes(cast.at + DAY)
    now = scenes.now(dossier)
    assert now.awaited_agency == next_office.agency
    answered = acts.answer_consultation(
        now, by=next_office.officer, at=cast.at + 2 * DAY, opinion=Opinion.AGREE, answer="Đồng ý."
    )

    spans = spans_of(answered, entries_of(answered), at=cast.at + 2 * DAY)
    asked = [one for one in spans if one.party is Party.OTHER_AGENCY]
    assert [(one.agency_code, one.used) for one in asked] == [
        (tax.agency.code, timedelta(hours=8)), (next_office.agency.code, timedelta(hours=8)),
    ]  # fmt: skip
    assert (answered.awaited_agency, asked[1].agency_name) == (None, next_office.agency.name)
    assert list(verification.faults_of(answered)) == []


def test_nobody_waits_for_an_office_that_nobody_followed(cast: Cast) -> None:
    tax = tax_office(cast.at)
    dossier = consulted(cast, tax, days=3)
    office_ends(tax, cast)

    an_hour_passes(cast.at + DAY)

    now = scenes.now(dossier)
    assert now.awaited_agency is None
    assert acts.advance(now, by=cast.handling, at=cast.at + DAY).step == 1
    assert "không còn" in presenters.sentence(entries_of(now)[-2])
