"""Who held a dossier is gone: it goes back to its unit, or on to the agency that took over."""

from datetime import datetime, timedelta

from motcua.agencies.models import Agency
from motcua.core.states import State
from motcua.dossiers import acts, presenters, upkeep, verification
from motcua.dossiers.act_forms import acts_for
from motcua.dossiers.models import Dossier
from motcua.dossiers.spans import spans_of
from motcua.dossiers.timeline import entries_of
from motcua.people.models import Posting, User
from tests.cast import Cast
from tests.dossiers import scenes

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
