"""A new account's way in: a link, good once and for a week, to set its first password.

It goes by e-mail from the worker; where there is no address, or no server takes the mail, whoever
made the account hands it over. The link is derived from the account and kept nowhere.
"""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from motcua.core.sayings import say_moment
from motcua.people.login import may_log_in
from motcua.people.models import Invitation, User

log = structlog.get_logger()
MOST_ATTEMPTS = 8
AT_ONCE = 200  # mails of one round
DAYS = settings.PASSWORD_RESET_TIMEOUT // 86400
_BODY = """Kính gửi {name},

Ông/bà có tài khoản “{username}” để làm việc trên hệ thống một cửa. Mở liên kết dưới đây để đặt \
mật khẩu, trong {days} ngày; liên kết dùng được một lần.

{link}

Nếu liên kết đã hết hạn, nhờ người quản trị gửi lại.
"""


@transaction.atomic
def invite(users: Sequence[User], *, at: datetime) -> None:
    """Ask these people to set a password; asked again, the mail goes again."""
    Invitation.objects.filter(user__in=users).delete()
    Invitation.objects.bulk_create(Invitation(user=user, asked_at=at) for user in users)


def send(jurisdiction: str, *, at: datetime) -> int:
    """Send what waits for officers of this jurisdiction; how many went. A failure waits on."""
    waiting = Invitation.objects.filter(
        sent_at__isnull=True,
        attempts__lt=MOST_ATTEMPTS,
        user__postings__agency__jurisdiction=jurisdiction,
    ).exclude(user__email="")
    found = waiting.select_related("user").order_by("pk").distinct()
    return sum(_send(invitation, at) for invitation in found[:AT_ONCE])


def given_up() -> int:
    """How many mails were tried to the last and did not go."""
    return Invitation.objects.filter(sent_at__isnull=True, attempts__gte=MOST_ATTEMPTS).count()


def _send(invitation: Invitation, at: datetime) -> bool:
    user = invitation.user
    words = {"name": user.name, "username": user.username, "days": DAYS, "link": link(user)}
    mail = EmailMessage(
        subject="Đặt mật khẩu cho tài khoản của ông/bà",
        body=_BODY.format(**words),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    invitation.attempts += 1
    try:
        mail.send()
        invitation.sent_at = max(at, invitation.asked_at)
    except OSError as fault:  # what a mail server or the way to it does
        log.warning("invitation_not_sent", user=user.pk, why=type(fault).__name__)
    invitation.save(update_fields=["attempts", "sent_at"])
    return invitation.sent_at is not None


def link(user: User) -> str:
    """The address at which this account sets its password."""
    number = urlsafe_base64_encode(str(user.pk).encode())
    secret = default_token_generator.make_token(user)
    return f"{settings.SITE_URL}/dat-mat-khau/{number}/{secret}/"


def invited(number: str, secret: str) -> User | None:
    """Whose link this is; None when it is none, used, run out, or the account out of use."""
    try:
        key = int(force_str(urlsafe_base64_decode(number)))
        user = User.objects.filter(pk=key).first() if abs(key) < 1 << 63 else None
    except ValueError:
        return None
    if user is None or not may_log_in(user):
        return None
    return user if default_token_generator.check_token(user, secret) else None


def links(usernames: Sequence[str], *, at: datetime) -> dict[str, str]:
    """What to tell the operator about accounts that have no password yet, by name."""
    found = User.objects.filter(username__in=usernames, is_active=True)
    return {
        user.username: _tell(user)
        for user in found.select_related("invitation")
        if not user.has_usable_password()
    }


def _tell(user: User) -> str:
    invitation = getattr(user, "invitation", None)
    if invitation and invitation.sent_at:
        return f"Thư mời đã gửi tới {user.email}, {say_moment(invitation.sent_at)}."
    if invitation and user.email and not invitation.attempts:
        return f"Thư mời sắp gửi tới {user.email}."
    return f"Đưa tận tay liên kết đặt mật khẩu (dùng một lần, trong {DAYS} ngày): {link(user)}"
