"""Agencies as a table: parents in any order, an end with its successor, all or nothing.

The CSV of `imports` has English headings and ends on the day after; here people write the last day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from motcua.agencies.codes import is_agency_code
from motcua.agencies.imports import is_above_itself
from motcua.agencies.models import Agency
from motcua.agencies.opening import parse_hours, write_hours
from motcua.core.codes import jurisdiction_of
from motcua.core.worktime import BadHours
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.plans import Asked, Change, Did, Sheet, change_of

DAY = timedelta(days=1)
_RELATIVES = ("parent", "successor")


def check_code(text: str) -> str:
    """What is wrong with an identifier, or nothing."""
    return "" if is_agency_code(text) else f"Mã định danh “{text}” chưa đúng dạng."


def _check_hours(text: str) -> str:
    try:
        parse_hours(text)
    except BadHours as fault:
        return str(fault)
    return ""


COLUMNS = (
    Column(
        key="code",
        heading="Mã định danh",
        meaning="Mã cơ quan; các chữ sau cùng hay trước cùng (H05) là sổ hồ sơ.",
        example="000.99.99.H05",
        kind=CellKind.CODE,
        required=True,
        check=check_code,
        also=("Mã cơ quan", "Mã"),
    ),
    Column(
        key="name",
        heading="Tên cơ quan",
        meaning="Tên đầy đủ.",
        example="Ủy ban nhân dân phường (ví dụ)",
        required=True,
        also=("Tên",),
    ),
    Column(
        key="kind",
        heading="Cấp",
        meaning="Cấp chính quyền.",
        example="Cấp xã",
        kind=CellKind.CHOICE,
        choices=dict(Agency.Kind.choices),
        required=True,
    ),
    Column(
        key="parent",
        heading="Mã cơ quan cấp trên",
        meaning="Có trong hệ thống hoặc trong bảng này; để trống nếu không có.",
        kind=CellKind.CODE,
        also=("Cấp trên", "Cơ quan cấp trên"),
    ),
    Column(
        key="unit_code",
        heading="Mã đơn vị hành chính",
        meaning="Mã của Tổng cục Thống kê, để người dân tìm theo nơi ở.",
        kind=CellKind.CODE,
        longest=8,
    ),
    Column(key="address", heading="Địa chỉ", meaning="Nơi tiếp nhận hồ sơ.", longest=300),
    Column(
        key="phone",
        heading="Điện thoại",
        meaning="Số của bộ phận một cửa.",
        kind=CellKind.CODE,
        longest=30,
        also=("Số điện thoại",),
    ),
    Column(
        key="opening_hours",
        heading="Giờ mở cửa",
        meaning="Để trống là giờ hành chính.",
        example="T2–T6 7:30–11:30, 13:30–17:00",
        longest=300,
        check=_check_hours,
    ),
    Column(
        key="valid_from",
        heading="Từ ngày",
        meaning="Ngày bắt đầu hoạt động; để trống nếu từ lâu.",
        example="01/07/2025",
        kind=CellKind.DAY,
    ),
    Column(
        key="valid_to",
        heading="Đến hết ngày",
        meaning="Ngày hoạt động cuối cùng; để trống nếu còn hoạt động.",
        kind=CellKind.DAY,
        also=("Đến ngày",),
    ),
    Column(
        key="successor",
        heading="Mã cơ quan kế tục",
        meaning="Nhận hồ sơ đang giải quyết khi cơ quan này kết thúc; cùng sổ hồ sơ.",
        kind=CellKind.CODE,
        also=("Cơ quan kế tục",),
    ),
)


@dataclass(frozen=True)
class _Known:
    """What there is, and what the table brings, by code."""

    agencies: Mapping[str, Agency]
    coming: frozenset[str]
    parents: Mapping[str, str]

    def has(self, code: str) -> bool:
        return code in self.agencies or code in self.coming


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """Agencies to add or change; blames rows without a parent, in a circle, ended before begun."""
    known = _known(rows)
    changes = []
    for row in rows:
        if row.is_sound:
            agency = known.agencies.get(row.text("code"))
            after = _after(row)
            _check_relatives(row, known)
            _check_period(row, agency)
            changes.append(_change(row, agency, after))
    return changes


def _known(rows: Sequence[Row]) -> _Known:
    there = {a.code: a for a in Agency.objects.select_related("parent", "successor")}
    parents = {a.code: a.parent.code for a in there.values() if a.parent is not None}
    for row in rows:
        if row.has("parent"):
            parents[row.text("code")] = row.text("parent")
    return _Known(there, frozenset(row.text("code") for row in rows), parents)


def _check_relatives(row: Row, known: _Known) -> None:
    code, parent, successor = (row.text(key) for key in ("code", "parent", "successor"))
    if parent and not known.has(parent):
        row.blame("parent", f"Không có cơ quan {parent}.", "Thêm dòng cho cơ quan ấy, hoặc sửa mã.")
    elif is_above_itself(code, known.parents):
        row.blame("parent", f"Cấp trên của {code} lại nằm dưới chính nó.", "Sửa mã cấp trên.")
    if successor and not known.has(successor):
        row.blame("successor", f"Không có cơ quan {successor}.", "Thêm dòng, hoặc sửa mã.")
    elif successor and (successor == code or jurisdiction_of(successor) != jurisdiction_of(code)):
        row.blame(
            "successor",
            f"{successor} không kế tục được {code}.",
            "Chọn một cơ quan khác trong cùng sổ hồ sơ.",
        )


def _check_period(row: Row, agency: Agency | None) -> None:
    there = _before(agency) if agency else {}
    first, end = (
        row.day(key) if row.has(key) else there.get(key) for key in ("valid_from", "valid_to")
    )
    if isinstance(first, date) and isinstance(end, date) and end < first:
        row.blame("valid_to", "Ngày kết thúc trước ngày bắt đầu.", "Xem lại hai ngày.")


def last_day(end: date | None) -> date | None:
    """The last day of what ends before this one."""
    return end - DAY if end else None


def _after(row: Row) -> dict[str, Value]:
    """What the table says; a column that it does not have leaves things as they are."""
    found: dict[str, Value] = {}
    for column in COLUMNS[1:]:
        if row.has(column.key):
            is_day = column.kind is CellKind.DAY
            found[column.key] = row.day(column.key) if is_day else row.text(column.key)
    if "opening_hours" in found:
        found["opening_hours"] = write_hours(parse_hours(row.text("opening_hours")))
    return found


def _before(agency: Agency) -> dict[str, Value]:
    return {
        **{name: getattr(agency, name) for name in ("name", "kind", "unit_code", "address")},
        "phone": agency.phone,
        "parent": agency.parent.code if agency.parent else "",
        "successor": agency.successor.code if agency.successor else "",
        "opening_hours": write_hours(agency.opening_hours),
        "valid_from": agency.valid_from,
        "valid_to": last_day(agency.valid_to),
    }


def _change(row: Row, agency: Agency | None, after: dict[str, Value]) -> Change:
    ends = row.day("valid_to") is not None
    remains = row.text("successor") or (agency and agency.successor_id and not row.has("successor"))
    remarks = (
        ["Chưa có cơ quan kế tục: hồ sơ đang giải quyết sẽ không có nơi nhận."]
        if ends and not remains
        else []
    )
    return change_of(
        row,
        key=row.text("code"),
        title=f"{row.text('code')} {row.text('name')}",
        before=_before(agency) if agency else None,
        after=after,
        facts=(row.text("code"), after),
        remarks=remarks,
    )


def write(changes: Sequence[Change], asked: Asked) -> None:
    """New ones first and without relatives, so that the order of rows does not matter."""
    new = [
        Agency(code=code, jurisdiction=jurisdiction_of(code), **_columns(after, {}))
        for code, after in (change.facts for change in changes if change.did is Did.ADDED)
    ]
    Agency.objects.bulk_create(new)
    known = {agency.code: agency for agency in Agency.objects.select_for_update(of=("self",))}
    changed = [change.facts for change in changes if change.did is Did.CHANGED]
    related = [
        (code, relatives)
        for code, after in (change.facts for change in changes if change.did is Did.ADDED)
        if (relatives := {name: after[name] for name in _RELATIVES if after.get(name)})
    ]
    for facts in (changed, related):
        _update(known, facts)


def _update(known: Mapping[str, Agency], facts: Sequence[tuple[str, dict[str, Value]]]) -> None:
    given: set[str] = set()
    for code, after in facts:
        columns = _columns(after, known)
        given |= columns.keys()
        for name, value in columns.items():
            setattr(known[code], name, value)
    if given:
        touched = [known[code] for code, _ in facts]
        Agency.objects.bulk_update(touched, sorted(given), batch_size=200)


def _columns(after: Mapping[str, Value], known: Mapping[str, Agency]) -> dict[str, Any]:
    """Values by column of `Agency`; relatives only once they are there."""
    found: dict[str, Any] = dict(after)
    for name in _RELATIVES:
        if name in found:
            found[name] = known.get(str(found[name]))
    if "opening_hours" in found:
        found["opening_hours"] = parse_hours(str(found["opening_hours"]))
    if found.get("valid_to"):
        found["valid_to"] += DAY
    return found


AGENCY_SHEET = Sheet(
    name="agencies",
    title="Cơ quan",
    about=(
        "Cơ quan tiếp nhận, giải quyết hồ sơ. Mã đã có thì dòng ấy sửa cơ quan; mã mới thì thêm.",
        "Cột nào bảng không có thì giữ như cũ; có cột mà để trống thì xóa giá trị cũ.",
    ),
    columns=COLUMNS,
    key=("code",),
    plan=plan,
    write=write,
)
