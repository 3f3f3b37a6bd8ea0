"""Holidays and exchanged days: from a CSV file, and as a seed for years that have none.

Columns: `date, name, kind, source`. The seed comes from a library and knows the law, not every
notice of the Government: days exchanged at short notice are for the operator to add.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import holidays
from django.db import transaction

from motcua.agencies import calendars
from motcua.agencies.import_report import BadLine, Line, Report, lines_of
from motcua.agencies.models import CalendarDay

SEED_SOURCE = "lịch tính sẵn, cần đối chiếu với thông báo"


@transaction.atomic
def import_calendar(path: Path | str, *, today: date | None = None) -> Report:
    """Take all days of the file. Days that are not in the file stay.

    With `today` given, a day that has passed in a year that has its days is not announced any
    more: dossiers were reckoned without it. Raises `ImportRefused` when the file cannot be read;
    then nothing is changed.
    """
    report = Report()
    known = set(CalendarDay.objects.values_list("day__year", flat=True))
    for number, line in lines_of(Path(path), report, required=["date", "name", "kind"]):
        try:
            day, facts = _understand(line)
            if today is not None and day < today and day.year in known:
                _check_not_new(day, facts["kind"])
        except BadLine as fault:
            report.reject(number, fault)
        else:
            _take(day, facts, report)
    transaction.on_commit(calendars.forget)
    return report


@transaction.atomic
def seed_calendar(years: Iterable[int]) -> Report:
    """Fill the years that have no day at all with the holidays of the law."""
    report = Report()
    for year in years:
        if not CalendarDay.objects.filter(day__year=year).exists():
            days = _seed(year)
            CalendarDay.objects.bulk_create(days)
            report.added += len(days)
    transaction.on_commit(calendars.forget)
    return report


def _understand(line: Line) -> tuple[date, dict[str, str]]:
    day, kind = line.day("date"), line.required("kind")
    if day is None:
        raise BadLine("Cột “date” còn trống.", "Viết ngày như 2026-09-02.")
    if kind not in CalendarDay.Kind.values:
        known = ", ".join(CalendarDay.Kind)
        raise BadLine(f"Không có loại ngày “{kind}”.", f"Chọn một trong: {known}.")
    line.required("name")
    return day, {
        "name": line.text("name", 120),
        "kind": kind,
        "source": line.text("source", 200),
    }


def backdated(day: date) -> str:
    """Why a day that has passed is not announced any more."""
    return (
        f"Ngày {day:%d/%m/%Y} đã qua: không công bố lùi ngày nghỉ, ngày làm bù được, vì hồ sơ đã "
        "tính hạn theo lịch cũ."
    )


def _check_not_new(day: date, kind: str) -> None:
    if not CalendarDay.objects.filter(day=day, kind=kind).exists():
        raise BadLine(backdated(day), "Bỏ dòng này; chỉ thêm ngày từ hôm nay trở đi.")


def _take(day: date, facts: dict[str, str], report: Report) -> None:
    known = CalendarDay.objects.filter(day=day).first()
    if known is None:
        CalendarDay.objects.create(day=day, **facts)
        report.added += 1
    elif all(getattr(known, name) == value for name, value in facts.items()):
        report.unchanged += 1
    else:
        CalendarDay.objects.filter(pk=known.pk).update(**facts)
        report.changed += 1


def _seed(year: int) -> list[CalendarDay]:
    """Sundays that are holidays too: they show why the Monday after is off."""
    known = holidays.country_holidays("VN", years=year, language="vi")
    kinds = {day: (name, _kind(name)) for day, name in known.items()}
    kinds |= {
        day: ("Làm bù", CalendarDay.Kind.WORKING_SATURDAY)
        for day in known.weekend_workdays
        if day.year == year
    }
    return [
        CalendarDay(day=day, name=name, kind=kind, source=SEED_SOURCE)
        for day, (name, kind) in sorted(kinds.items())
    ]


def _kind(name: str) -> str:
    """The library says it in the name alone."""
    if "nghỉ bù" in name:
        return CalendarDay.Kind.IN_LIEU
    if name.startswith("Ngày nghỉ (thay cho"):
        return CalendarDay.Kind.SWAPPED_OFF
    return CalendarDay.Kind.HOLIDAY
