"""Making one's own account, in two steps: a letter proves the address, then the account is made.

Before the second step nothing is kept, so that nobody holds a place under another's address. The
accounts of officers are made by the operator, never here.
"""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.core.persons import clean_phone
from motcua.people import letters
from motcua.people.accounts import create_account
from motcua.people.models import User
from motcua.people.proofs import JOIN_HOURS, Joining, join_link

_CONFIRM = """Kính gửi ông/bà,

Có người, chắc là ông/bà, muốn lập tài khoản dịch vụ công bằng địa chỉ này. Mở đường dẫn dưới đây \
trong {hours} giờ để đặt mật khẩu; chưa mở thì chưa có tài khoản nào.

{link}

Nếu không phải ông/bà: bỏ qua thư này, không có gì được lưu lại."""
_KNOWN = """Kính gửi ông/bà,

Có người, chắc là ông/bà, muốn lập tài khoản bằng địa chỉ này, nhưng địa chỉ đã có tài khoản rồi. \
Đăng nhập bằng địa chỉ này; quên mật khẩu thì đặt lại ở trang đăng nhập.

Nếu không phải ông/bà: bỏ qua thư này, tài khoản vẫn như cũ."""


def ask_to_join(name: str, email: str, *, place: str, at: datetime) -> None:
    """Send the letter that leads on. Raises `TooManyLetters`, `LetterNotSent`."""
    email = email.strip().lower()
    if not letters.may_send(email, place, at=at):
        return
    if User.objects.filter(confirmed_email=email).exists():
        letters.send(email, "Địa chỉ này đã có tài khoản", _KNOWN)
        return
    link = join_link(Joining(name=name, email=email))
    body = _CONFIRM.format(hours=JOIN_HOURS, link=link)  # no name: whoever asks has chosen it
    letters.send(email, "Lập tài khoản dịch vụ công", body)


def join(joining: Joining, *, password: str, phone: str = "") -> User | None:
    """The new account; None when the address has one by now.

    Its user name is the telephone number, where one is given that no account has yet.
    """
    try:
        with transaction.atomic():
            user = create_account(
                _username(phone), name=joining.name, email=joining.email, phone=phone,
                password=password,
            )  # fmt: skip
            user.confirmed_email = joining.email
            user.save(update_fields=["confirmed_email"])
    except IntegrityError:
        return None
    return user


def _username(phone: str) -> str:
    number = "".join(sign for sign in clean_phone(phone) if sign.isdigit()) if phone else ""
    if number and not User.objects.filter(username=number).exists():
        return number
    return f"nd{secrets.randbelow(10**10):010}"
