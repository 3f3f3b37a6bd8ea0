"""Who may do what with a dossier. Knows persons, roles, agencies and whose turn it is.

`check_may` raises `NotAllowed` with the reason and answers under which role the person acts;
`may` is its boolean twin. The role table itself is `people.roles`. What a state allows is not
asked here.
"""

from collections.abc import Set

from motcua.agencies.models import Agency
from motcua.core.refusals import NotAllowed
from motcua.core.states import Act, State
from motcua.dossiers.actors import Actor, Applicant, Clock, Officer, Standing
from motcua.dossiers.consultations import consultation_for
from motcua.dossiers.holding import held_by
from motcua.dossiers.links import opens
from motcua.dossiers.models import Dossier, Draft
from motcua.people.models import Posting
from motcua.people.roles import LABELS, MAY, OFFICERS, Role

# Whoever holds the step may move it, whatever the role; the head may always.
HEARS = frozenset({Act.CONSULT, Act.GO_ON})
MOVES = frozenset({Act.ASSIGN, Act.ADVANCE, Act.SEND_BACK})
AT_A_STEP = MOVES | HEARS | {Act.REQUEST_SUPPLEMENT, Act.SUSPEND, Act.DECIDE, Act.APOLOGISE}


BY_THE_CLOCK = frozenset({Act.EXPIRE, Act.RESCHEDULE, Act.HAND_OVER, Act.RECORD_PAYMENT})


def check_may(act: Act, dossier: Dossier, by: Actor) -> Standing:
    """The standing under which `by` may do `act` with this dossier; raises `NotAllowed`."""
    if isinstance(by, Clock):
        return _clock(act)
    if isinstance(by, Applicant):
        return _applicant(act, dossier, by)
    return _officer(act, dossier, by)


def may(act: Act, dossier: Dossier, by: Actor) -> bool:
    """Would `check_may` let this person through?"""
    try:
        check_may(act, dossier, by)
    except NotAllowed:
        return False
    return True


def check_may_as_head(act: Act, dossier: Dossier, by: Officer) -> Standing:
    """Her standing as head, whatever else she is at the agency; raises `NotAllowed`."""
    check_not_own(dossier, by)
    return _first([one for one in _fitting(act, dossier, by) if one.role == Role.HEAD], act)


def check_may_receive(agency: Agency, by: Officer) -> Standing:
    """May this officer receive dossiers at this agency's counter? Raises `NotAllowed`."""
    return _first(_posted(by, agency, MAY[Act.RECEIVE]), Act.RECEIVE)


def check_may_submit(draft: Draft, by: Applicant | Officer) -> Standing:
    """The owner of the draft, or a desk officer of its agency for a person who is present."""
    if isinstance(by, Officer):
        check_not_own(draft, by)
        return _first(_posted(by, draft.agency, MAY[Act.SUBMIT]), Act.SUBMIT)
    if not owns(draft, by):
        raise _not_allowed(Act.SUBMIT)
    return _as_applicant(by)


def owns(bound: Draft | Dossier, by: Applicant) -> bool:
    """Is it this applicant's draft or dossier, by account or by the secret of its link?"""
    if by.user is not None and bound.applicant_id == by.user.pk:
        return True
    return opens(by.secret, bound.secret)


def may_read(dossier: Dossier, by: Officer) -> bool:
    """Officers of its agency and of the one that does the step now; auditors of the jurisdiction.

    An agency that was asked sees less: `consultations.seen_by`.
    """
    return any(
        posting.agency_id in {dossier.agency_id, dossier.holder_agency_id}
        or (posting.role == Role.AUDITOR and posting.agency.jurisdiction == dossier.jurisdiction)
        for posting in by.postings
        if posting.role in {*OFFICERS, Role.AUDITOR}
    )


def standing_of(posting: Posting) -> Standing:
    """The officer as the journal keeps her."""
    user = posting.user
    return Standing(actor=user.pk, name=user.name, role=posting.role, agency=posting.agency.code)


def _clock(act: Act) -> Standing:
    if act not in BY_THE_CLOCK:
        raise NotAllowed("Việc này phải do một người làm.")
    return Standing(actor=None, name="Hệ thống", role="clock")


def _applicant(act: Act, dossier: Dossier, by: Applicant) -> Standing:
    if Role.CITIZEN not in MAY[act] or not owns(dossier, by):
        raise _not_allowed(act)
    return _as_applicant(by)


def _as_applicant(by: Applicant) -> Standing:
    """By account, without a name: the journal is for ever, what names a person can be erased."""
    actor = by.user.pk if by.user else None
    return Standing(actor=actor, name=LABELS[Role.CITIZEN], role=Role.CITIZEN)


def _officer(act: Act, dossier: Dossier, by: Officer) -> Standing:
    check_not_own(dossier, by)
    fitting = _fitting(act, dossier, by)
    in_turn = [one for one in fitting if _is_in_turn(act, dossier, one)]
    if fitting and not in_turn:
        raise _not_her_turn(act, dossier)
    return _first(sorted(in_turn, key=lambda one: one.role != dossier.holder_role), act)


def check_not_own(bound: Draft | Dossier, by: Officer) -> None:
    """Raises `NotAllowed` for an officer's own dossier."""
    if bound.applicant_id == by.user.pk:
        raise NotAllowed(
            "Đây là hồ sơ của chính ông/bà.",
            why="Cán bộ không giải quyết hồ sơ của mình.",
            mend="Chuyển cho người khác trong cơ quan.",
        )


def _fitting(act: Act, dossier: Dossier, by: Officer) -> list[Posting]:
    """Her postings at the agency that has the dossier, in a role that may do the act."""
    roles = MAY[act]
    if act is Act.ANSWER_CONSULTATION:
        asked = consultation_for(dossier, by)
        return _posted(by, asked.agency, roles) if asked else []
    if act in MOVES and dossier.state == State.ACCEPTED:
        roles |= {Role(dossier.holder_role)}
    return _posted(by, _acting(act, dossier), roles)


def _acting(act: Act, dossier: Dossier) -> Agency:
    """The agency that has the step; what concerns the applicant's promise stays with its own."""
    at_a_step = dossier.state in {State.ACCEPTED, State.SUSPENDED} and act in AT_A_STEP
    return held_by(dossier) if at_a_step and act is not Act.APOLOGISE else dossier.agency


def _is_in_turn(act: Act, dossier: Dossier, posting: Posting) -> bool:
    """At a step, only whoever holds it acts, and the head."""
    at_a_step = dossier.state == State.ACCEPTED and act in AT_A_STEP
    return not at_a_step or posting.role in {dossier.holder_role, Role.HEAD}


def _posted(by: Officer, agency: Agency, roles: Set[str]) -> list[Posting]:
    return [one for one in by.workplaces if one.agency_id == agency.pk and one.role in roles]


def _first(fitting: list[Posting], act: Act) -> Standing:
    if not fitting:
        raise _not_allowed(act)
    return standing_of(fitting[0])


def _not_allowed(act: Act) -> NotAllowed:
    return NotAllowed(
        "Ông/bà không có quyền làm việc này với hồ sơ này.",
        why=_for_whom(act),
        mend="Nhờ người có vai trò đó trong cơ quan đang giữ hồ sơ.",
        act=act.value,
    )


def _not_her_turn(act: Act, dossier: Dossier) -> NotAllowed:
    holder = LABELS[Role(dossier.holder_role)].lower()
    return NotAllowed(
        f"Hồ sơ đang ở bước của {holder}.",
        why="Ở mỗi bước, chỉ người giữ bước đó và lãnh đạo làm tiếp.",
        mend="Chờ hồ sơ chuyển đến bước của ông/bà.",
        act=act.value,
    )


def _for_whom(act: Act) -> str:
    roles = [LABELS[role] for role in Role if role in MAY[act]]
    return f"Việc này dành cho: {', '.join(roles).lower()}." if roles else ""
