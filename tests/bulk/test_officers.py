"""Officers by spreadsheet: accounts, postings, the first password, leaving."""

import re
from datetime import date
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from motcua.people import invitations
from motcua.people.models import Posting, User
from motcua.people.postings import holds_role
from motcua.people.roles import Role
from tests.bulk.conftest import confirm, last, send, take
from tests.cast import Cast
from tests.spreadsheets.books import book

HEAD = (
    "Tên đăng nhập", "Họ tên", "Thư điện tử", "Vai trò", "Mã cơ quan", "Từ ngày", "Đến hết ngày",
)  # fmt: skip
FIRST = date(2026, 1, 1)
LINK = re.compile(r"http[^\s\"<]+/dat-mat-khau/[^\s\"<]+/")


def row(username: str, cast: Cast, **other: Any) -> tuple[object, ...]:
    facts = {
        "name": f"Họ tên {username}", "email": "", "role": "Cán bộ một cửa",
        "agency": cast.ward.code, "first": FIRST, "last": None,
    }  # fmt: skip
    return (username, *(facts | other).values())


def test_a_new_officer_sets_a_password_by_a_link_that_works_once(admin: Client, cast: Cast) -> None:
    page = take(admin, "officers", book(HEAD, row("canbo.moi", cast)))

    user = User.objects.get(username="canbo.moi")
    assert not user.has_usable_password()
    assert holds_role(user, Role.DESK_OFFICER, FIRST, agency=cast.ward)
    found = LINK.search(page)
    assert found
    assert found[0] not in str(last().report)

    path = found[0].removeprefix("http://127.0.0.1:8000")
    new = {"new_password1": "mat-khau-rat-dai", "new_password2": "mat-khau-rat-dai"}
    assert Client().get(path).status_code == 200
    assert Client().post(path, new).status_code == 302
    assert Client().get(path).status_code == 404
    assert Client().login(username="canbo.moi", password="mat-khau-rat-dai")


def test_a_weak_password_is_refused_and_said(admin: Client, cast: Cast) -> None:
    found = LINK.search(take(admin, "officers", book(HEAD, row("canbo.moi", cast))))
    assert found
    path = found[0].removeprefix("http://127.0.0.1:8000")

    answer = Client().post(path, {"new_password1": "123", "new_password2": "123"})

    assert answer.status_code == 422
    assert not User.objects.get(username="canbo.moi").has_usable_password()


def test_who_has_an_address_gets_the_link_by_mail_once(admin: Client, cast: Cast) -> None:
    page = take(admin, "officers", book(HEAD, row("canbo.moi", cast, email="moi@example.com")))
    assert not LINK.search(page)

    sent = [invitations.send("H05", at=timezone.now()) for _ in range(2)]

    assert sent == [1, 0]
    assert mail.outbox[0].to == ["moi@example.com"]
    assert LINK.search(str(mail.outbox[0].body))


def test_a_mail_server_that_fails_leaves_the_link_to_the_operator(
    admin: Client, cast: Cast, settings: Any
) -> None:
    address = send(admin, "officers", book(HEAD, row("canbo.moi", cast, email="moi@example.com")))
    confirm(admin, address)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert invitations.send("H05", at=timezone.now()) == 0

    assert LINK.search(admin.get(address).content.decode())


def test_an_officer_who_leaves_gets_an_end(admin: Client, cast: Cast) -> None:
    leaving = row("lan", cast, name="Trần Thị Lan", last=date(2026, 6, 30))

    page = take(admin, "officers", book(HEAD, leaving))

    posting = Posting.objects.get(user__username="lan")
    assert posting.valid_to == date(2026, 7, 1)
    assert "30/06/2026" in page


def test_one_person_may_have_several_postings(admin: Client, cast: Cast) -> None:
    twice = row("hai.viec", cast), row("hai.viec", cast, role="Lãnh đạo")

    take(admin, "officers", book(HEAD, *twice))

    assert Posting.objects.filter(user__username="hai.viec").count() == 2


def test_contradictions_are_named_and_nothing_is_taken(admin: Client, cast: Cast) -> None:
    rows = (
        row("hoa", cast, name="Ai đó khác"),
        row("mot", cast, agency="H05.404"),
        row("hai", cast),
        row("hai", cast, name="Tên khác", role="Lãnh đạo"),
        row("Chữ Hoa", cast),
        row("ba", cast, email="khong-phai-thu"),
        row("son", cast, name="Phạm Văn Sơn", role="Lãnh đạo", first=date(2026, 3, 1)),
        row("bon", cast, last=date(2025, 1, 1)),
        row("nam", cast),
        row("nam", cast),
        row("quan", cast, name="Đỗ Văn Quân", role="Quản trị", first=date(2020, 1, 1), last=FIRST),
    )

    answer = admin.get(send(admin, "officers", book(HEAD, *rows)))

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "đã là của một người khác (Nguyễn Thị Hoa)", "Không có cơ quan H05.404",
        "Khác với dòng 4", "dòng 6, cột A", "không phải địa chỉ thư",
        "Đã có phân công này từ 01/01/2026", "Ngày cuối trước ngày bắt đầu",
        "Trùng với dòng 10", "tự kết thúc phân công quản trị",
    ):  # fmt: skip
        assert words in page, words
    assert not User.objects.filter(username="hai").exists()


def test_an_operator_asks_again_from_the_list_of_accounts(admin: Client, cast: Cast) -> None:
    take(admin, "officers", book(HEAD, row("canbo.moi", cast, email="moi@example.com")))
    invitations.send("H05", at=timezone.now())
    user = User.objects.get(username="canbo.moi")

    admin.post(
        "/quan-tri/people/user/", {"action": "invite_chosen", "_selected_action": [str(user.pk)]}
    )

    assert invitations.send("H05", at=timezone.now()) == 1
