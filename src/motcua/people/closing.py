"""Closing an account: who it was is forgotten, that it was stays.

The row itself remains without anything that names a person: dossiers of the archive refer to it,
and their seals must go on proving them. Nobody can log in with it, nothing opens it again.
"""

from datetime import datetime

from django.db import transaction

from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed
from motcua.people.models import CodeApp, Invitation, OutsideIdentity, Passkey, RecoveryCode, User
from motcua.people.postings import postings_of

NAME = "Tài khoản đã xóa"


def check_may_close(user: User, *, at: datetime) -> None:
    """Raises `NotAllowed` for officers: their names stand under decisions."""
    if postings_of(user, local_day(at)):
        raise NotAllowed(
            "Tài khoản này đang có phân công ở cơ quan.",
            why="Tài khoản của cán bộ do quản trị đóng khi thôi nhiệm vụ.",
            mend="Nhờ quản trị kết thúc phân công, rồi xóa.",
        )


@transaction.atomic
def close(user: User, *, at: datetime) -> User:
    """Forget the person; raises `NotAllowed` for officers."""
    check_may_close(user, at=at)
    user.tokens.all().delete()
    for model in (Invitation, CodeApp, RecoveryCode, OutsideIdentity, Passkey):
        model.objects.filter(user=user).delete()
    user.username, user.name = f"da-xoa-{user.pk}", NAME
    user.email = user.phone = user.personal_number = user.tax_code = ""
    user.confirmed_email, user.is_active = None, False
    user.set_unusable_password()
    user.save()
    return user
