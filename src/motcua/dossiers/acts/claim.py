"""Claim (đưa vào tài khoản): a dossier filed without an account comes into one."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import Conflict, NotAllowed
from motcua.core.states import Act
from motcua.dossiers.actors import Applicant, officer_of
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import Claimed
from motcua.dossiers.may import check_may, may_read
from motcua.dossiers.models import Dossier
from motcua.people.models import User


@transaction.atomic
def claim(dossier: Dossier, *, by: Applicant, at: datetime) -> Dossier:
    """From now on the account opens the dossier too; the link goes on opening it.

    Whoever claims has both an account and the secret of the link. A second time nothing changes;
    what is another account's raises `Conflict`.
    """
    dossier = locked(dossier)
    standing = check_may(Act.CLAIM, dossier, by)
    user = _claimant(dossier, by, at)
    if dossier.applicant_id == user.pk:
        return dossier
    state = check_can(Act.CLAIM, dossier)
    change(dossier, state, at=at, applicant=user)
    return record(dossier, Claimed(), by=standing, at=at)


def _claimant(dossier: Dossier, by: Applicant, at: datetime) -> User:
    """Raises `Conflict` for another's, `NotAllowed` without account and for its own officers."""
    if by.user is None:
        raise NotAllowed("Chưa đăng nhập.", mend="Đăng nhập rồi mở lại đường dẫn của hồ sơ.")
    if dossier.applicant_id not in {None, by.user.pk}:
        raise Conflict(
            "Hồ sơ này đã ở trong một tài khoản khác.",
            mend="Nếu không phải tài khoản của ông/bà, báo cho cơ quan đang giải quyết hồ sơ.",
        )
    # A receipt shows officers the link; it must not make the dossier theirs.
    if dossier.applicant_id is None and may_read(dossier, officer_of(by.user, at)):
        raise NotAllowed(
            "Cán bộ đọc được hồ sơ này không đưa nó vào tài khoản của mình.",
            why="Đường dẫn in trên giấy biên nhận là của người nộp.",
            mend="Hồ sơ của chính ông/bà: theo dõi bằng đường dẫn đã nhận khi nộp.",
        )
    return by.user
