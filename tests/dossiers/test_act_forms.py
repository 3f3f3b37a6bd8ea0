"""Acts as forms: exactly those that would work, with examples that do work; the rest is refused."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.core.refusals import Conflict, Incomplete, NotAllowed, Refusal, WrongState
from motcua.core.states import Act, State, can
from motcua.dossiers import acts, may
from motcua.dossiers.act_forms import ACT_FORMS, acts_for, perform, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.eforms.description import describe_fields
from motcua.people.roles import MAY, Role
from tests.cast import Cast
from tests.dossiers import scenes
from tests.dossiers.scenes import REASON, refused

BY_THE_PORTAL = {Act.SUBMIT, Act.SUPPLEMENT, Act.WITHDRAW, Act.CLAIM, Act.CORRECT}
AT_THE_COUNTER = {Act.RECEIVE, Act.SUBMIT}
BY_THE_CLOCK = {Act.EXPIRE, Act.RESCHEDULE, Act.HAND_OVER}
ROLES = [role for role in Role if role is not Role.CITIZEN]
SCENES = ["at the first step", "at signing", *(s.value for s in scenes.STATES)]


def _scene(cast: Cast, name: str) -> Dossier:
    match name:
        case "at the first step":
            return cast.accepted()
        case "at signing":
            return cast.at_signing()
        case _:
            return scenes.in_state(cast, State(name))


def _examples(act: Act, dossier: Dossier, by: Officer, cast: Cast) -> dict[str, Any]:
    """What a client that knows no form would send: the example of every field."""
    described = describe_fields(ACT_FORMS[act].fields(dossier, by, cast.at))
    return {field["name"]: field["example"] for field in described}


def test_every_act_is_in_reach_of_somebody() -> None:
    assert set(ACT_FORMS) | BY_THE_PORTAL | AT_THE_COUNTER | BY_THE_CLOCK == set(Act)


def test_each_key_of_the_desk_is_one_act() -> None:
    keys = [form.key for form in ACT_FORMS.values() if form.key]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("scene", SCENES)
def test_exactly_the_acts_that_are_shown_work(cast: Cast, scene: str, role: Role) -> None:
    dossier, by = _scene(cast, scene), scenes.officer(cast, role)
    shown = {form.act for form in acts_for(dossier, by, cast.at)}

    for act in ACT_FORMS:
        fresh = _scene(cast, scene)
        worked = _works(act, fresh, by, cast)
        assert worked == (act in shown), act
        if act in shown:
            assert can(State(dossier.state), act)
            assert may.may(act, dossier, by)


def _works(act: Act, dossier: Dossier, by: Officer, cast: Cast) -> bool:
    values = _examples(act, dossier, by, cast)
    try:
        done = perform(act, dossier, by=by, at=cast.at, version=dossier.version, values=values)
    except (NotAllowed, WrongState):
        assert scenes.now(dossier).version == dossier.version
        return False
    assert done.version == dossier.version + 1
    return True


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_shown_an_act_that_the_table_does_not_give_her(cast: Cast, role: Role) -> None:
    by = scenes.officer(cast, role)

    shown = {form.act for name in SCENES for form in acts_for(_scene(cast, name), by, cast.at)}

    # Whoever was asked answers, and silence is for whoever asked: test_consultations.
    # By the default process no step is the desk's, and only the head has one before hers.
    given = {act for act in ACT_FORMS if role in MAY[act]}
    # The service is free: taking its fee is shown in tests/payments.
    given -= {Act.ANSWER_CONSULTATION, Act.GO_ON, Act.RECORD_PAYMENT}
    assert shown == given - ({Act.SEND_BACK} if role is Role.HANDLING_OFFICER else set())


@pytest.mark.parametrize("who", scenes.OUTSIDERS)
def test_strangers_are_shown_nothing(cast: Cast, who: str) -> None:
    by = scenes.person(cast, who, Act.ACCEPT)

    assert acts_for(cast.submitted(), by, cast.at) == []


def test_the_second_of_two_officers_hears_it_before_her_values_are_judged(cast: Cast) -> None:
    dossier = cast.at_signing()
    acts.assign(dossier, by=cast.head, at=cast.at)
    fresh = scenes.now(dossier)

    with refused(Conflict):
        perform(Act.DECIDE, fresh, by=cast.head, at=cast.at, version=3, values={"outcome": "?"})


def test_a_conflict_is_told_before_the_act_that_is_no_longer_possible(cast: Cast) -> None:
    dossier = cast.submitted()
    acts.accept(dossier, by=cast.desk, at=cast.at)

    with refused(Conflict):
        perform(Act.ACCEPT, scenes.now(dossier), by=cast.desk, at=cast.at, version=1, values={})


def test_an_officer_who_had_read_the_old_one_is_stopped_by_the_lock(cast: Cast) -> None:
    stale = cast.submitted()
    acts.accept(stale, by=cast.desk, at=cast.at)

    with refused(Conflict):
        perform(Act.ACCEPT, stale, by=cast.desk, at=cast.at, version=1, values={})


BAD = [
    (Act.DECIDE, {"outcome": "maybe"}, "/outcome"),
    (Act.DECIDE, {"outcome": "rejected"}, None),
    (Act.DECIDE, {}, None),
    (Act.DECIDE, {"outcome": "granted", "nothing": 1}, "/nothing"),
    (Act.SEND_BACK, {"reason": "x" * 2001}, "/reason"),
    (Act.SEND_BACK, {"reason": "\0"}, "/reason"),
    (Act.SEND_BACK, {"reason": 3}, "/reason"),
    (Act.APOLOGISE, {"new_appointment": "2026-11-26", "reason": REASON}, "/new_appointment"),
    (Act.APOLOGISE, {"new_appointment": "2026-11-28", "reason": REASON}, "/new_appointment"),
    (Act.APOLOGISE, {"new_appointment": "soon", "reason": REASON}, "/new_appointment"),
    (Act.REQUEST_SUPPLEMENT, {"items": []}, None),
    (Act.REQUEST_SUPPLEMENT, {"items": [{"id": "nothing", "message": "?"}]}, "/items/0/id"),
    (Act.REQUEST_SUPPLEMENT, {"items": [{"id": "subject"}]}, "/items/0/message"),
    (Act.REQUEST_SUPPLEMENT, {"items": "subject"}, "/items"),
]


@pytest.mark.parametrize(("act", "values", "where"), BAD)
def test_values_that_are_wrong_are_refused_at_their_field(
    cast: Cast, act: Act, values: dict[str, Any], where: str | None
) -> None:
    dossier = cast.at_signing()

    with refused(Incomplete) as caught:
        perform(act, dossier, by=cast.head, at=cast.at, version=None, values=values)

    errors = [error["field"] for error in caught.value.facts["errors"]]
    assert errors == ([where] if where else [])


def test_the_new_appointment_is_the_hour_at_which_the_agency_closes(cast: Cast) -> None:
    cast.ward.opening_hours = {"fri": [["07:30", "11:30"]], "thu": [["07:30", "16:30"]]}
    cast.ward.save(update_fields=["opening_hours"])
    dossier = cast.at_signing()
    values = {"new_appointment": "2026-11-27", "reason": REASON}

    done = perform(Act.APOLOGISE, dossier, by=cast.head, at=cast.at, version=None, values=values)

    assert done.appointment is not None
    assert done.appointment.isoformat() == "2026-11-27T11:30:00+07:00"


def test_asked_late_the_head_is_asked_for_a_reason_and_others_are_told_why_not(cast: Cast) -> None:
    dossier, late = cast.accepted(), cast.at + timedelta(days=4)
    form = ACT_FORMS[Act.REQUEST_SUPPLEMENT]

    head = [field.name for field in form.fields(dossier, cast.head, late)]
    told = why_not(form, dossier, cast.handling, late)

    assert head == ["items", "exception_reason"]
    assert isinstance(told, Refusal)
    assert "3 ngày làm việc" in told.what
    assert why_not(form, dossier, cast.head, late) is None
