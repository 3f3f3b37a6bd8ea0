"""Who may do what with a dossier. Knows persons, roles and agencies; knows nothing of states.

`check_may` raises `NotAllowed` with the reason and answers under which role the person acts;
`may` is its boolean twin. The role table itself is `people.roles`.
"""

import hmac

from motcua.agencies.models import Agency
from motcua.core.refusals import NotAllowed
from motcua.core.states import Act, State
from motcua.dossiers.actors import Actor, Applicant, Clock, Officer, Standing
from motcua.dossiers.models import Dossier, Draft
from motcua.people.models import Posting
from motcua.people.roles import LABELS, MAY, Role


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


def check_may_receive(agency: Agency, by: Officer) -> Standing:
    """May this officer receive dossiers at this agency's counter? Raises `NotAllowed`."""
    fitting = [
        posting
        for posting in by.workplaces
        if posting.agency_id == agency.pk and posting.role in MAY[Act.RECEIVE]
    ]
    if not fitting:
        raise _not_allowed(Act.RECEIVE)
    return standing_of(fitting[0])


def check_may_submit(draft: Draft, by: Applicant | Officer) -> Standing:
    """The owner of the draft, or a desk officer of its agency for a person who is present."""
    if isinstance(by, Officer):
        return check_may_receive(draft.agency, by)
    if not owns(draft, by):
        raise _not_allowed(Act.SUBMIT)
    return _as_applicant(by, str(draft.answers.get("applicant.name") or ""))


def owns(bound: Draft | Dossier, by: Applicant) -> bool:
    """Is it this applicant's draft or dossier, by account or by the secret of its link?"""
    if by.user is not None and bound.applicant_id == by.user.pk:
        return True
    return bool(by.secret) and hmac.compare_digest(by.secret.encode(), bound.secret.encode())


def may_read(dossier: Dossier, by: Officer) -> bool:
    """Officers read the dossiers of their own agency, auditors those of the jurisdiction."""
    return any(
        posting.agency_id == dossier.agency_id
        or (posting.role == Role.AUDITOR and posting.agency.jurisdiction == dossier.jurisdiction)
        for posting in by.postings
        if posting.role in {*MAY[Act.REQUEST_SUPPLEMENT], Role.AUDITOR}
    )


def standing_of(posting: Posting) -> Standing:
    """The officer as the journal keeps her."""
    user = posting.user
    return Standing(actor=user.pk, name=user.name, role=posting.role, agency=posting.agency.code)


def _clock(act: Act) -> Standing:
    if act is not Act.EXPIRE:
        raise NotAllowed("Việc này phải do một người làm.")
    return Standing(actor=None, name="Hệ thống", role="clock")


def _applicant(act: Act, dossier: Dossier, by: Applicant) -> Standing:
    if Role.CITIZEN not in MAY[act] or not owns(dossier, by):
        raise _not_allowed(act)
    return _as_applicant(by, dossier.applicant_name)


def _as_applicant(by: Applicant, written: str) -> Standing:
    """Under the name of the account, or the name written in the form."""
    user = by.user
    name = user.name if user else written
    return Standing(actor=user.pk if user else None, name=name[:200], role=Role.CITIZEN)


def _officer(act: Act, dossier: Dossier, by: Officer) -> Standing:
    if dossier.applicant_id == by.user.pk:
        raise NotAllowed(
            "Đây là hồ sơ của chính ông/bà.",
            why="Cán bộ không giải quyết hồ sơ của mình.",
            mend="Chuyển cho người khác trong cơ quan.",
        )
    fitting = [posting for posting in by.workplaces if _fits(act, dossier, posting)]
    if not fitting:
        raise _not_allowed(act)
    return standing_of(fitting[0])


def _fits(act: Act, dossier: Dossier, posting: Posting) -> bool:
    """The role may do the act, at the agency that has the dossier, in whose turn it is."""
    if posting.agency_id != dossier.agency_id or posting.role not in MAY[act]:
        return False
    at_a_step = dossier.state == State.ACCEPTED and act is not Act.WITHDRAW
    return not at_a_step or posting.role in {dossier.holder_role, Role.HEAD}


def _not_allowed(act: Act) -> NotAllowed:
    roles = [LABELS[role] for role in Role if role in MAY[act]]
    return NotAllowed(
        "Ông/bà không có quyền làm việc này với hồ sơ này.",
        why=f"Việc này dành cho: {', '.join(roles).lower()}." if roles else "",
        mend="Nhờ người có vai trò đó trong cơ quan đang giữ hồ sơ.",
        act=act.value,
    )
