"""The role table as design has it, act by act."""

import pytest

from motcua.core.states import Act
from motcua.people.roles import LABELS, MAY, OFFICERS, Role

CITIZEN, DESK = Role.CITIZEN, Role.DESK_OFFICER
HANDLING, HEAD = Role.HANDLING_OFFICER, Role.HEAD

TABLE = {
    Act.SUBMIT: {CITIZEN, DESK},
    Act.SUPPLEMENT: {CITIZEN, DESK},
    Act.CORRECT: {Role.CITIZEN},
    Act.WITHDRAW: {CITIZEN, DESK},
    Act.CLAIM: {CITIZEN},
    Act.RECEIVE: {DESK, HEAD},
    Act.ACCEPT: {DESK, HEAD},
    Act.REFUSE: {DESK, HEAD},
    Act.RETURN_RESULT: {DESK, HEAD},
    Act.REQUEST_SUPPLEMENT: {DESK, HANDLING, HEAD},
    Act.ASSIGN: {HANDLING, HEAD},
    Act.ADVANCE: {HANDLING, HEAD},
    Act.SEND_BACK: {HANDLING, HEAD},
    Act.CONSULT: {HANDLING, HEAD},
    Act.ANSWER_CONSULTATION: {HANDLING, HEAD},
    Act.GO_ON: {HANDLING, HEAD},
    Act.SUSPEND: {HANDLING, HEAD},
    Act.RESUME: {HANDLING, HEAD},
    Act.DECIDE: {HEAD},
    Act.APOLOGISE: {HEAD},
    Act.EXPIRE: set(),
    Act.RESCHEDULE: set(),
    Act.HAND_OVER: set(),
    Act.RECORD_PAYMENT: {DESK, HEAD},
}


@pytest.mark.parametrize("act", Act)
def test_every_act_is_for_the_roles_of_the_table(act: Act) -> None:
    assert MAY[act] == TABLE[act]


def test_nobody_may_what_is_no_act() -> None:
    assert set(MAY) == set(Act) == set(TABLE)


def test_owners_auditors_and_operators_change_no_dossier() -> None:
    for act in Act:
        assert not MAY[act] & {Role.OWNER, Role.AUDITOR, Role.OPERATOR}


def test_only_the_head_decides_and_apologises() -> None:
    assert [act for act in Act if MAY[act] == {HEAD}] == [Act.DECIDE, Act.APOLOGISE]


def test_every_role_is_said_in_vietnamese_and_only_the_citizen_needs_no_posting() -> None:
    assert set(LABELS) == set(Role)
    assert {role for role, _ in Role.choices()} == {role.value for role in Role} - {"citizen"}
    assert {DESK, HANDLING, HEAD} == OFFICERS
