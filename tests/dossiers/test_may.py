"""Who may: the role table, whose turn it is, and everything that is no matter of roles."""

from datetime import date

import pytest

from motcua.core.refusals import NotAllowed
from motcua.core.states import Act, State
from motcua.dossiers import acts, drafts, may
from motcua.dossiers.actors import CLOCK, Applicant, Officer, officer_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.timeline import entries_of
from motcua.people.accounts import create_account
from motcua.people.postings import give_posting
from motcua.people.roles import MAY, Role
from tests.cast import Cast
from tests.dossiers import scenes

OFFICIAL = [role for role in Role if role is not Role.CITIZEN]
WITH_A_DOSSIER = [act for act in Act if act not in (Act.SUBMIT, Act.RECEIVE)]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.DECIDED, State.RETURNED])
def test_where_nobody_holds_a_step_the_role_table_decides(cast: Cast, state: State) -> None:
    dossier = scenes.in_state(cast, state)

    for role in OFFICIAL:
        by = scenes.officer(cast, role)
        able = {act for act in WITH_A_DOSSIER if may.may(act, dossier, by)}
        given = {act for act in WITH_A_DOSSIER if role in MAY[act]}
        assert able == given - {Act.ANSWER_CONSULTATION}, role  # for whoever was asked


def test_at_a_step_only_its_holder_and_the_head_act(cast: Cast) -> None:
    handled, signed = cast.accepted(), cast.at_signing()

    for act in may.AT_A_STEP:
        assert may.may(act, handled, cast.handling) == (Role.HANDLING_OFFICER in MAY[act])
        assert not may.may(act, signed, cast.handling)
        assert may.may(act, handled, cast.head)
        assert may.may(act, signed, cast.head)


def test_whoever_is_not_in_turn_hears_who_has_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        may.check_may(Act.ADVANCE, cast.at_signing(), cast.handling)

    assert refused.value.what == "Hồ sơ đang ở bước của lãnh đạo."


def test_a_step_of_the_desk_is_moved_by_the_desk(cast: Cast) -> None:
    dossier = cast.accepted()
    dossier.holder_role = Role.DESK_OFFICER

    for act in may.MOVES:
        assert may.may(act, dossier, cast.desk)
        assert not may.may(act, dossier, cast.handling)
    assert not may.may(Act.DECIDE, dossier, cast.desk)


@pytest.mark.parametrize("who", scenes.OUTSIDERS)
@pytest.mark.parametrize("act", [Act.ACCEPT, Act.ADVANCE, Act.WITHDRAW])
def test_no_role_helps_with_ones_own_dossier_next_door_or_out_of_office(
    cast: Cast, act: Act, who: str
) -> None:
    dossier, by = cast.accepted(), scenes.person(cast, who, act)

    assert not any(may.may(any_act, dossier, by) for any_act in WITH_A_DOSSIER)


def test_a_citizen_does_with_her_own_what_the_table_says(cast: Cast) -> None:
    dossier = cast.submitted()
    by_secret = Applicant(secret=dossier.secret)

    for act in WITH_A_DOSSIER:
        for applicant in (cast.applicant, by_secret):
            assert may.may(act, dossier, applicant) == (Role.CITIZEN in MAY[act])
        assert not may.may(act, dossier, scenes.neighbour(cast))
        assert not may.may(act, dossier, Applicant())


def test_the_clock_does_one_thing(cast: Cast) -> None:
    dossier = cast.submitted()

    able = {act for act in WITH_A_DOSSIER if may.may(act, dossier, CLOCK)}
    assert able == may.BY_THE_CLOCK


def test_of_two_roles_the_one_that_holds_the_step_is_written_down(cast: Cast) -> None:
    both = create_account("hai", name="Đỗ Thị Hai")
    for role in (Role.HEAD, Role.HANDLING_OFFICER):
        give_posting(both, agency=cast.ward, role=role, valid_from=date(2026, 1, 1))
    by = officer_of(both, cast.at)

    assert may.check_may(Act.ADVANCE, cast.accepted(), by).role == Role.HANDLING_OFFICER
    assert may.check_may(Act.DECIDE, cast.at_signing(), by).role == Role.HEAD
    as_head = may.check_may_as_head(Act.REQUEST_SUPPLEMENT, cast.accepted(), by)
    assert as_head.role == Role.HEAD


def test_handing_in_for_somebody_is_for_the_desk_alone(cast: Cast) -> None:
    draft = drafts.start(cast.service, at=cast.at)

    assert may.check_may_submit(draft, cast.desk).role == Role.DESK_OFFICER
    for by in (cast.handling, cast.head, cast.stranger):
        with pytest.raises(NotAllowed):
            may.check_may_submit(draft, by)


def test_an_officer_hands_in_her_own_draft_as_a_citizen_does(cast: Cast) -> None:
    draft = drafts.start(cast.service, by=cast.desk.user, at=cast.at)

    with pytest.raises(NotAllowed):
        may.check_may_submit(draft, cast.desk)
    assert may.check_may_submit(draft, Applicant(user=cast.desk.user)).role == Role.CITIZEN


@pytest.mark.parametrize("secret", ["", "đúng rồi", "\ud800", "x" * 27])
def test_a_wrong_secret_of_any_letters_opens_nothing(cast: Cast, secret: str) -> None:
    assert not may.owns(cast.submitted(), Applicant(secret=secret))


def test_the_applicant_s_name_is_in_no_entry_of_the_journal(cast: Cast) -> None:
    dossier = scenes.awaiting(cast)
    scenes.mend(dossier, cast.at)
    dossier = acts.supplement(dossier, by=cast.applicant, at=cast.at)
    acts.withdraw(dossier, by=Applicant(secret=dossier.secret), at=cast.at)

    kept = [
        (entry.actor, entry.actor_name)
        for entry in entries_of(dossier)
        if entry.actor_role == Role.CITIZEN
    ]

    citizen = cast.citizen.pk
    assert kept == [(citizen, "Người nộp"), (citizen, "Người nộp"), (None, "Người nộp")]


def _readers(cast: Cast) -> dict[str, Officer]:
    return {
        "desk": cast.desk,
        "handling": cast.handling,
        "head": cast.head,
        "auditor": scenes.officer(cast, Role.AUDITOR, agency=cast.next_door),
        "owner": scenes.officer(cast, Role.OWNER),
        "operator": scenes.officer(cast, Role.OPERATOR),
        "next door": cast.stranger,
        "citizen": officer_of(cast.citizen, cast.at),
    }


def test_officers_read_at_their_agency_and_auditors_in_the_whole_jurisdiction(cast: Cast) -> None:
    dossier: Dossier = cast.submitted()

    reads = {who for who, by in _readers(cast).items() if may.may_read(dossier, by)}

    assert reads == {"desk", "handling", "head", "auditor"}
