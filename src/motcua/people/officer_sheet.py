"""Officers as a table: accounts and postings, who comes and who leaves. No passwords.

A new account has none; its owner gets a link to set one (`invitations`). A row is a posting; the
same person may have several rows, which agree about her name and address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from motcua.agencies.agency_sheet import DAY, check_code, last_day
from motcua.agencies.models import Agency
from motcua.core.moments import local_day
from motcua.core.persons import check_phone, clean_phone
from motcua.people import invitations
from motcua.people.models import Posting, User, username_letters
from motcua.people.roles import Role
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.plans import Asked, Change, Sheet, change_of


def _check_username(text: str) -> str:
    try:
        username_letters(text.lower())
    except ValidationError as fault:
        return f"{fault.messages[0]}."
    return ""


def _check_email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return f"“{text}” không phải địa chỉ thư điện tử."
    return ""


COLUMNS = (
    Column(
        key="username",
        heading="Tên đăng nhập",
        meaning="Chữ thường không dấu, số và . @ _ + -; mỗi người một tên.",
        example="nguyenvana.vidu",
        kind=CellKind.CODE,
        required=True,
        longest=60,
        check=_check_username,
        also=("Tài khoản",),
    ),
    Column(
        key="name",
        heading="Họ tên",
        meaning="Họ và tên đầy đủ.",
        example="Nguyễn Văn A",
        required=True,
        also=("Họ và tên",),
    ),
    Column(
        key="email",
        heading="Thư điện tử",
        meaning="Nơi nhận liên kết đặt mật khẩu và thư báo.",
        example="a@vidu.gov.vn",
        longest=254,
        check=_check_email,
        also=("Email", "E-mail"),
    ),
    Column(
        key="phone",
        heading="Điện thoại",
        meaning="Không bắt buộc.",
        kind=CellKind.CODE,
        longest=20,
        check=lambda text: check_phone(text) or "",
        also=("Số điện thoại",),
    ),
    Column(
        key="role",
        heading="Vai trò",
        meaning="Việc người này làm ở cơ quan ấy.",
        example="Cán bộ một cửa",
        kind=CellKind.CHOICE,
        choices=dict(Role.choices()),
        required=True,
    ),
    Column(
        key="agency",
        heading="Mã cơ quan",
        meaning="Mã định danh của cơ quan đã có trong hệ thống.",
        example="000.99.99.H05",
        kind=CellKind.CODE,
        required=True,
        check=check_code,
    ),
    Column(
        key="valid_from",
        heading="Từ ngày",
        meaning="Ngày bắt đầu phân công.",
        example="01/07/2025",
        kind=CellKind.DAY,
        required=True,
    ),
    Column(
        key="valid_to",
        heading="Đến hết ngày",
        meaning="Ngày làm việc cuối cùng; để trống nếu còn làm. Điền khi cán bộ nghỉ, chuyển đi.",
        kind=CellKind.DAY,
        also=("Đến ngày",),
    ),
)
_OF_ACCOUNT = ("name", "email", "phone")
Told = tuple[str, str, str]  # user name, role, code of the agency


@dataclass(frozen=True)
class _Known:
    """What there is: accounts by name, agencies by code, postings by whose, what and where."""

    users: Mapping[str, User]
    agencies: Mapping[str, Agency]
    postings: Mapping[Told, Sequence[Posting]]
    officers: frozenset[str]


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """Accounts and postings to add or change; blames rows that contradict what there is."""
    known = _known(rows)
    _check_agreement(rows)
    changes = []
    for row in rows:
        if row.is_sound:
            _check(row, known, asked)
            changes.append(_change(row, known))
    return changes


def _known(rows: Sequence[Row]) -> _Known:
    names = {_username(row) for row in rows}
    users = {user.username: user for user in User.objects.filter(username__in=names)}
    held = Posting.objects.filter(user__in=users.values()).select_related("user", "agency")
    postings: dict[Told, list[Posting]] = {}
    for one in held:
        postings.setdefault((one.user.username, one.role, one.agency.code), []).append(one)
    codes = {row.text("agency") for row in rows}
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}
    return _Known(users, agencies, postings, frozenset(told[0] for told in postings))


def _username(row: Row) -> str:
    return row.text("username").lower()


def _check_agreement(rows: Sequence[Row]) -> None:
    """All rows of a person say the same about her."""
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(_username(row), row)
        for key in _OF_ACCOUNT:
            if row.is_sound and earlier.is_sound and row.text(key) != earlier.text(key):
                what = f"Khác với dòng {earlier.number} của cùng tên đăng nhập."
                row.blame(key, what, "Ghi giống nhau, hoặc sửa tên đăng nhập.")


def _check(row: Row, known: _Known, asked: Asked) -> None:
    first, last = row.day("valid_from"), row.day("valid_to")
    agency = known.agencies.get(row.text("agency"))
    if agency is None:
        what = f"Không có cơ quan {row.text('agency')}."
        row.blame("agency", what, "Nhập cơ quan trước, hoặc sửa mã.")
    if first and last and last < first:
        row.blame("valid_to", "Ngày cuối trước ngày bắt đầu.", "Xem lại hai ngày.")
    _check_account(row, known)
    _check_overlap(row, known)
    is_own = asked.by is not None and asked.by.username == _username(row)
    if is_own and row.text("role") == Role.OPERATOR and last and last <= local_day(asked.at):
        row.blame(
            "valid_to",
            "Ông/bà đang tự kết thúc phân công quản trị của mình.",
            "Nhờ một người quản trị khác làm việc này.",
        )


def _check_account(row: Row, known: _Known) -> None:
    """The account of a citizen is not taken over by whoever writes its name into a table."""
    user = known.users.get(_username(row))
    if user is None or user.username in known.officers or user.name == row.text("name"):
        return
    row.blame(
        "username",
        f"Tên đăng nhập này đã là của một người khác ({user.name}).",
        "Chọn tên khác; nếu đúng là người ấy, ghi đúng họ tên đã có.",
    )


def _check_overlap(row: Row, known: _Known) -> None:
    first, last = row.day("valid_from"), row.day("valid_to")
    for one in known.postings.get(_told(row), ()):
        begins_before = last is None or one.valid_from <= last
        ends_after = one.valid_to is None or (first is not None and first < one.valid_to)
        if one.valid_from != first and begins_before and ends_after:
            row.blame(
                "valid_from",
                f"Đã có phân công này từ {one.valid_from:%d/%m/%Y}.",
                f"Muốn sửa phân công ấy thì ghi từ ngày {one.valid_from:%d/%m/%Y}.",
            )


def _told(row: Row) -> Told:
    return _username(row), row.text("role"), row.text("agency")


def _change(row: Row, known: _Known) -> Change:
    user, posting = known.users.get(_username(row)), _posting(row, known)
    account = _account(row)
    after = {**account, "role": row.text("role"), "agency": row.text("agency")}
    after |= {"valid_from": row.day("valid_from"), "valid_to": row.day("valid_to")}
    before: dict[str, Value] = {name: getattr(user, name) for name in account} if user else {}
    if posting is not None:
        before |= {"role": posting.role, "agency": row.text("agency")}
        before |= {"valid_from": posting.valid_from, "valid_to": last_day(posting.valid_to)}
    return change_of(
        row,
        key=_username(row),
        title=f"{row.text('name')} ({_username(row)})",
        before=before,
        after=after,
        is_new=posting is None,
        facts=(_username(row), account, after),
        remarks=_remarks(user, row),
    )


def _account(row: Row) -> dict[str, Value]:
    found: dict[str, Value] = {name: row.text(name) for name in _OF_ACCOUNT if row.has(name)}
    if found.get("phone"):
        found["phone"] = clean_phone(row.text("phone"))
    return found


def _posting(row: Row, known: _Known) -> Posting | None:
    held = known.postings.get(_told(row), ())
    return next((one for one in held if one.valid_from == row.day("valid_from")), None)


def _remarks(user: User | None, row: Row) -> list[str]:
    if user is None and row.text("email"):
        return ["Tài khoản mới: thư mời đặt mật khẩu được gửi sau khi nhập."]
    if user is None:
        return ["Tài khoản mới, không có thư điện tử: báo cáo có liên kết đặt mật khẩu để đưa tay."]
    return [] if user.is_active else ["Tài khoản này đã ngừng dùng."]


def write(changes: Sequence[Change], asked: Asked) -> None:
    """Accounts, then postings, then who is asked to set a password."""
    facts = [change.facts for change in changes]
    names = {name for name, _, _ in facts}
    users = {u.username: u for u in User.objects.select_for_update().filter(username__in=names)}
    new = {name: _new_user(name, account) for name, account, _ in facts if name not in users}
    User.objects.bulk_create(new.values())
    _change_accounts(users, facts)
    _write_postings(users | new, [(name, after) for name, _, after in facts])
    invitations.invite(list(new.values()), at=asked.at)


def _new_user(name: str, account: Mapping[str, Any]) -> User:
    user = User(username=name, **account)
    user.set_unusable_password()
    return user


def _change_accounts(users: Mapping[str, User], facts: Sequence[Any]) -> None:
    for name, account, _ in facts:
        for key, value in account.items():
            if name in users:
                setattr(users[name], key, value)
    User.objects.bulk_update(users.values(), list(_OF_ACCOUNT), batch_size=200)


def _write_postings(
    users: Mapping[str, User], wanted: Sequence[tuple[str, Mapping[str, Any]]]
) -> None:
    agencies = {a.code: a for a in Agency.objects.filter(code__in={w["agency"] for _, w in wanted})}
    postings = [
        Posting(
            user=users[name],
            agency=agencies[after["agency"]],
            role=after["role"],
            valid_from=after["valid_from"],
            valid_to=after["valid_to"] + DAY if after["valid_to"] else None,
        )
        for name, after in wanted
    ]
    Posting.objects.bulk_create(
        postings,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["user", "agency", "role", "valid_from"],
        update_fields=["valid_to"],
    )


OFFICER_SHEET = Sheet(
    name="officers",
    title="Cán bộ và phân công",
    about=(
        "Mỗi dòng một phân công: ai giữ vai trò gì ở cơ quan nào, từ ngày nào. Một người có thể có "
        "nhiều dòng.",
        "Không ghi mật khẩu: người mới nhận liên kết để tự đặt. Cán bộ nghỉ, chuyển đi: ghi lại "
        "dòng cũ, thêm ngày cuối.",
    ),
    columns=COLUMNS,
    key=("username", "role", "agency", "valid_from"),
    plan=plan,
    write=write,
    tell=lambda keys, asked: invitations.links(keys, at=asked.at),
)
