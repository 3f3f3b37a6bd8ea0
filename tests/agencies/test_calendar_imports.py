"""Calendar days: from CSV and seeded from the law, never over what somebody entered."""

from datetime import date
from pathlib import Path

import pytest

from motcua.agencies import calendars
from motcua.agencies.calendar_imports import SEED_SOURCE, import_calendar, seed_calendar
from motcua.agencies.models import CalendarDay
from motcua.core.worktime import is_working_day

DAYS = """\
date,name,kind,source
2026-01-01,Tết Dương lịch,holiday,Bộ luật Lao động 2019
2026-01-02,Nghỉ hoán đổi,swapped_off,12729/VPCP-KGVX
2026-01-10,Làm bù,working_saturday,12729/VPCP-KGVX
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "days.csv"
    path.write_text(DAYS)
    return path


@pytest.mark.django_db(transaction=True)
def test_an_imported_day_holds_at_once(file: Path) -> None:
    assert is_working_day(calendars.legal_calendar(), date(2026, 1, 2))

    import_calendar(file)

    legal = calendars.legal_calendar()
    assert not is_working_day(legal, date(2026, 1, 2))
    assert is_working_day(legal, date(2026, 1, 10))


def test_the_same_file_again_changes_nothing_and_a_new_word_one_day(file: Path) -> None:
    import_calendar(file)
    again = import_calendar(file)
    file.write_text(DAYS.replace("Tết Dương lịch", "Năm mới"))
    third = import_calendar(file)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert (third.changed, third.unchanged) == (1, 2)
    assert CalendarDay.objects.get(day=date(2026, 1, 1)).name == "Năm mới"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",Không ngày,holiday,", "“date”"),
        ("2026-13-01,Sai,holiday,", "2026-13-01"),
        ("2026-09-02,,holiday,", "“name”"),
        ("2026-09-02,Quốc khánh,lễ,", "“lễ”"),
    ],
)
def test_a_broken_line_is_told_and_the_others_go_on(file: Path, line: str, words: str) -> None:
    file.write_text(DAYS + line)

    report = import_calendar(file)

    (problem,) = report.problems
    assert problem.line == 5
    assert words in problem.what
    assert report.added == 3


def test_the_seed_knows_the_holidays_of_the_law_and_exchanged_days() -> None:
    seed_calendar([2026])

    kinds = dict(CalendarDay.objects.values_list("day", "kind"))
    assert kinds[date(2026, 9, 2)] == CalendarDay.Kind.HOLIDAY
    assert kinds[date(2026, 2, 17)] == CalendarDay.Kind.HOLIDAY
    assert kinds[date(2026, 4, 27)] == CalendarDay.Kind.IN_LIEU
    assert kinds[date(2026, 8, 31)] == CalendarDay.Kind.SWAPPED_OFF
    assert kinds[date(2026, 8, 22)] == CalendarDay.Kind.WORKING_SATURDAY
    assert set(CalendarDay.objects.values_list("source", flat=True)) == {SEED_SOURCE}


def test_a_year_somebody_entered_is_not_seeded(file: Path) -> None:
    import_calendar(file)

    report = seed_calendar([2026, 2027])

    assert CalendarDay.objects.filter(day__year=2026).count() == 3
    assert report.added == CalendarDay.objects.filter(day__year=2027).count() > 10
    assert seed_calendar([2026, 2027]).added == 0


def test_a_day_that_has_passed_is_not_announced_any_more(file: Path) -> None:
    import_calendar(file)
    file.write_text(DAYS + "2026-03-02,Nghỉ thêm,holiday,\n2026-12-24,Nghỉ thêm,holiday,\n")

    report = import_calendar(file, today=date(2026, 11, 23))

    assert (report.added, report.unchanged) == (1, 3)
    assert len(report.problems) == 1
    assert "Ngày 02/03/2026 đã qua: không công bố lùi ngày" in str(report.problems[0])
    assert not CalendarDay.objects.filter(day=date(2026, 3, 2)).exists()


def test_a_year_without_days_takes_its_past_too(file: Path) -> None:
    assert import_calendar(file, today=date(2026, 11, 23)).added == 3
