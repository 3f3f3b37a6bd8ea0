"""Holidays and swapped days as a table: what it asks, what it would change, the change.

A day that has passed is not announced any more (the rule of `calendar_imports`). Deadlines follow
by themselves: the worker sees within minutes that the calendar has others.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from motcua.agencies import calendars
from motcua.agencies.calendar_imports import backdated
from motcua.agencies.models import CalendarDay
from motcua.core.moments import local_day
from motcua.core.sayings import say_day
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.plans import Asked, Change, Did, Sheet, change_of

COLUMNS = (
    Column(
        key="date",
        heading="Ngày",
        meaning="Ngày nghỉ, hoặc ngày thứ Bảy, Chủ nhật đi làm bù.",
        example="30/04/2027",
        kind=CellKind.DAY,
        required=True,
        also=("day",),
    ),
    Column(
        key="name",
        heading="Tên ngày",
        meaning="Tên như trong thông báo.",
        example="Ngày Chiến thắng (ví dụ)",
        required=True,
        longest=120,
        also=("Tên", "Tên ngày nghỉ"),
    ),
    Column(
        key="kind",
        heading="Loại",
        meaning="Ngày này khác ngày thường thế nào.",
        example="Nghỉ lễ",
        kind=CellKind.CHOICE,
        choices=dict(CalendarDay.Kind.choices),
        required=True,
        also=("Loại ngày",),
    ),
    Column(
        key="source",
        heading="Căn cứ",
        meaning="Số văn bản, thông báo.",
        example="Thông báo số …/TB-BNV (ví dụ)",
        also=("Văn bản",),
    ),
)


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """Days to add or change; blames rows that would announce a day backwards."""
    known = {day.day: day for day in CalendarDay.objects.all()}
    years = {day.year for day in known}
    today = local_day(asked.at)
    changes = []
    for row in rows:
        day = row.day("date")
        if day is not None and row.is_sound:
            _check_ahead(row, day, known.get(day), today, years)
            changes.append(_change(row, day, known.get(day)))
    return changes


def _check_ahead(
    row: Row, day: date, known: CalendarDay | None, today: date, years: set[int]
) -> None:
    is_as_before = known is not None and known.kind == row.text("kind")
    if day < today and day.year in years and not is_as_before:
        row.blame("date", backdated(day), "Bỏ dòng này; chỉ thêm ngày từ hôm nay trở đi.")


def _change(row: Row, day: date, known: CalendarDay | None) -> Change:
    after: dict[str, Value] = {"name": row.text("name"), "kind": row.text("kind")}
    if row.has("source"):
        after["source"] = row.text("source")
    before = {name: getattr(known, name) for name in after} if known else None
    return change_of(
        row,
        key=day.isoformat(),
        title=say_day(day),
        before=before,
        after=after,
        facts=(day, after),
        remarks=_remarks(day, row.text("kind")),
    )


def _remarks(day: date, kind: str) -> list[str]:
    if kind == CalendarDay.Kind.WORKING_SATURDAY and day.weekday() < 5:
        return ["Ngày này vốn là ngày làm việc trong tuần: xem lại."]
    return []


def write(changes: Sequence[Change], asked: Asked) -> None:
    """Add and change the days; the next deadline counts with them."""
    new = [CalendarDay(day=c.facts[0], **c.facts[1]) for c in changes if c.did is Did.ADDED]
    CalendarDay.objects.bulk_create(new)
    changed = {c.facts[0]: c.facts[1] for c in changes if c.did is Did.CHANGED}
    days = list(CalendarDay.objects.select_for_update().filter(day__in=changed))
    for day in days:
        for name, value in changed[day.day].items():
            setattr(day, name, value)
    CalendarDay.objects.bulk_update(days, ["name", "kind", "source"])
    transaction.on_commit(calendars.forget)


CALENDAR_SHEET = Sheet(
    name="calendar",
    title="Ngày nghỉ, ngày làm bù",
    about=(
        "Ngày lễ, nghỉ bù, nghỉ hoán đổi và ngày làm bù, dùng để tính mọi hạn giải quyết.",
        "Ngày đã qua không công bố lùi được. Ngày không có trong bảng giữ như cũ.",
    ),
    columns=COLUMNS,
    key=("date",),
    plan=plan,
    write=write,
)
