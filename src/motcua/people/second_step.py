"""The second step of logging in: a code from a telephone, or one from paper.

Everybody may have it; officers must, where `MOTCUA_OFFICERS_SECOND_STEP` says so.
"""

import re
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed, Refusal
from motcua.people import one_time_codes, throttle
from motcua.people.models import CodeApp, RecoveryCode, User
from motcua.people.postings import postings_of

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
PLACE = "second step"  # wrong codes count together, wherever they come from


class WrongCode(Refusal):
    """Neither the telephone's code of now nor an unused one from paper."""

    code, status, title = "wrong-code", 422, "Mã chưa đúng"


def has_one(user: User) -> bool:
    """Is there a second step for this account?"""
    return CodeApp.objects.filter(user=user).exists()


def must_have_one(user: User, at: datetime) -> bool:
    """Officers of any role, where the settings say so."""
    return settings.OFFICERS_SECOND_STEP and bool(postings_of(user, local_day(at)))


@transaction.atomic
def turn_on(user: User, salt: str, code: str, *, at: datetime) -> list[str]:
    """From now on; the codes for paper are answered this once. Raises `WrongCode`."""
    step = one_time_codes.step_of(salt, code, at)
    if step is None:
        raise _wrong()
    CodeApp.objects.filter(user=user).delete()
    CodeApp.objects.create(user=user, salt=salt, last_step=step, created_at=at)
    return renew_codes(user)


@transaction.atomic
def turn_off(user: User, *, at: datetime) -> None:
    """Name and password are enough again. Raises `NotAllowed` for whoever must have it."""
    if must_have_one(user, at):
        raise NotAllowed(
            "Cán bộ phải có bước xác nhận thứ hai.",
            mend="Đổi điện thoại thì lập lại bằng máy mới.",
        )
    take_away(user)


@transaction.atomic
def take_away(user: User) -> None:
    """What an operator does for whoever has lost telephone and paper."""
    CodeApp.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """Ten new codes for paper, answered this once; the old ones open nothing any more."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(user: User) -> int:
    """How many codes on paper are unused."""
    return RecoveryCode.objects.filter(user=user).count()


def check(user: User, typed: str, *, at: datetime) -> None:
    """Use up this code. Raises `WrongCode`, and `TooManyAttempts` after five wrong ones."""
    throttle.check_may_try(user.username, PLACE, at=at)
    if not _by_telephone(user, typed, at) and not _by_paper(user, typed):
        throttle.note_failure(user.username, PLACE, at=at)
        raise _wrong()
    throttle.forgive(user.username, PLACE)


def _by_telephone(user: User, typed: str, at: datetime) -> bool:
    app = CodeApp.objects.filter(user=user).first()
    step = one_time_codes.step_of(app.salt, typed, at) if app else None
    if step is None:
        return False
    unused = CodeApp.objects.filter(user=user, last_step__lt=step)
    return unused.update(last_step=step) == 1


def _by_paper(user: User, typed: str) -> bool:
    code = re.sub(r"[\s-]", "", typed).lower()
    used, _ = RecoveryCode.objects.filter(user=user, digest=_digest(user, code)).delete()
    return used == 1


def _digest(user: User, code: str) -> str:
    text = f"{user.pk}:{code}".encode(errors="replace")
    return salted_hmac("people.recovery-codes", text, algorithm="sha256").hexdigest()


def _wrong() -> WrongCode:
    return WrongCode(
        "Mã chưa đúng, hoặc đã dùng rồi.",
        mend="Xem lại giờ trên điện thoại, đợi mã mới rồi gõ lại.",
    )
