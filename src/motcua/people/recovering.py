"""What one does about password and address oneself: a forgotten one, another one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.people import letters
from motcua.people.login import may_log_in
from motcua.people.models import User
from motcua.people.proofs import MOVE_HOURS, RESET_HOURS, Moving, move_link, reset_link

_RESET = """Kính gửi {name},

Mở đường dẫn dưới đây trong {hours} giờ để đặt mật khẩu mới cho tài khoản “{username}”. Đường dẫn \
dùng được một lần.

{link}

Nếu ông/bà không nhờ: bỏ qua thư này, mật khẩu vẫn như cũ."""
_UNKNOWN = """Kính gửi ông/bà,

Có người nhờ đặt lại mật khẩu bằng địa chỉ này, nhưng không có tài khoản nào dùng địa chỉ này. Có \
thể ông/bà đã dùng một địa chỉ khác; nếu chưa có tài khoản thì lập ở trang đăng nhập.

Nếu không phải ông/bà: bỏ qua thư này."""
_MOVE = """Kính gửi {name},

Mở đường dẫn dưới đây trong {hours} giờ để dùng địa chỉ này đăng nhập vào tài khoản “{username}”.

{link}

Nếu ông/bà không nhờ: bỏ qua thư này."""
_TAKEN = """Kính gửi ông/bà,

Có người muốn dùng địa chỉ này cho một tài khoản khác, nhưng địa chỉ đã có tài khoản rồi. Không có \
gì thay đổi."""
_CHANGED = """Kính gửi {name},

{what} của tài khoản “{username}” vừa được đổi. Nếu không phải ông/bà: đặt lại mật khẩu ngay ở \
trang đăng nhập, và báo cho nơi quản trị cổng."""


def ask_for_reset(email: str, *, place: str, at: datetime) -> None:
    """Send a link for each account of this address. Raises `TooManyLetters`, `LetterNotSent`."""
    email = email.strip().lower()
    if not letters.may_send(email, place, at=at):
        return
    users = _users_of(email)
    for user in users:
        link = reset_link(user, email)
        words = {"name": user.name, "username": user.username, "hours": RESET_HOURS, "link": link}
        letters.send(email, "Đặt lại mật khẩu", _RESET.format(**words))
    if not users:
        letters.send(email, "Không có tài khoản dùng địa chỉ này", _UNKNOWN)


def reset(found: Moving) -> None:
    """After the new password was set by the link: the address is proved, and she is told."""
    if found.user.confirmed_email is None:
        _confirm(found.user, found.email)
    tell_changed(found.user, "Mật khẩu")


def ask_to_move(user: User, email: str, *, place: str, at: datetime) -> None:
    """Send the letter that confirms another address. Raises `TooManyLetters`, `LetterNotSent`."""
    email = email.strip().lower()
    if not letters.may_send(email, place, at=at):
        return
    if User.objects.filter(confirmed_email=email).exclude(pk=user.pk).exists():
        letters.send(email, "Địa chỉ này đã có tài khoản", _TAKEN)
        return
    link = move_link(Moving(user=user, email=email))
    words = {"name": user.name, "username": user.username, "hours": MOVE_HOURS, "link": link}
    letters.send(email, "Xác nhận địa chỉ thư điện tử", _MOVE.format(**words))


def move(moving: Moving) -> bool:
    """From now on this address logs in and gets notices; False when another account has it."""
    old = moving.user.confirmed_email or ""
    if not _confirm(moving.user, moving.email):
        return False
    moving.user.email = moving.email
    moving.user.save(update_fields=["email"])
    if old and old != moving.email:
        tell_changed(moving.user, "Thư điện tử", to=old)
    return True


def tell_changed(user: User, what: str, *, to: str = "") -> None:
    """A letter to whoever the account belonged to until now; a silent server stops nothing."""
    address = to or user.confirmed_email or user.email
    if not address:
        return
    words = {"name": user.name, "username": user.username, "what": what}
    try:
        letters.send(address, f"{what} vừa được đổi", _CHANGED.format(**words))
    except letters.LetterNotSent:
        return


def _users_of(email: str) -> list[User]:
    """Whoever confirmed it; of accounts that confirmed none, those the operator gave it to."""
    given = Q(confirmed_email=None, email__iexact=email)
    found = User.objects.filter(Q(confirmed_email=email) | given).order_by("pk")[:5]
    return [user for user in found if may_log_in(user)]


def _confirm(user: User, email: str) -> bool:
    user.confirmed_email = email
    try:
        with transaction.atomic():
            user.save(update_fields=["confirmed_email"])
    except IntegrityError:
        user.refresh_from_db(fields=["confirmed_email"])
        return False
    return True
