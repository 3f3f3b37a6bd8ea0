"""Expire: by the clock alone, when a supplement never came."""

from datetime import timedelta

import pytest

from motcua.core.refusals import NotAllowed, WrongState
from motcua.core.states import Act, State
from motcua.dossiers import acts, presenters, supplements
from motcua.dossiers.actors import CLOCK, Applicant
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import refused

LATER = timedelta(days=60)


def test_expire_closes_what_nobody_answered(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    until = supplements.open_request(waiting).answer_by
    at = until + timedelta(microseconds=1)

    dossier = acts.expire(waiting, by=CLOCK, at=at)

    assert (dossier.state, dossier.closed_at, dossier.due_at) == (State.EXPIRED, at, None)
    entry = scenes.assert_recorded(dossier, "dossier.expired", None, at)
    assert (entry.actor, entry.actor_name, entry.actor_role) == (None, "Hệ thống", "clock")
    assert presenters.sentence(entry).startswith("Hết hạn bổ sung (hết thứ Hai 14/12/2026)")


def test_expire_waits_for_the_last_moment_of_the_last_day(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    until = supplements.open_request(waiting).answer_by

    with refused(WrongState):
        acts.expire(waiting, by=CLOCK, at=until)


@pytest.mark.parametrize("state", scenes.wrong_states(Act.EXPIRE))
def test_expire_touches_only_what_waits_for_its_applicant(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    with refused(WrongState):
        acts.expire(dossier, by=CLOCK, at=cast.at + LATER)


@pytest.mark.parametrize("who", scenes.strangers_to(Act.EXPIRE))
def test_expire_is_for_no_person(cast: Cast, who: str) -> None:
    dossier, by = scenes.awaiting(cast), scenes.person(cast, who, Act.EXPIRE)

    with refused(NotAllowed):
        acts.expire(dossier, by=by, at=cast.at + LATER)


def test_what_expired_takes_no_answer_any_more(cast: Cast) -> None:
    waiting = scenes.awaiting(cast)
    request = supplements.open_request(waiting)
    gone = acts.expire(waiting, by=CLOCK, at=cast.at + LATER)
    by = Applicant(user=cast.citizen)

    with refused(WrongState):
        supplements.open_request(gone)
    with refused(WrongState):
        supplements.save(waiting, request, {"subject": "Xin cấp lại"})
    with refused(WrongState):
        acts.supplement(waiting, by=by, at=cast.at + LATER)
