"""Administrative units: imported with their dates, found by name, named in one query."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.agencies.queries import (
    agencies_of_unit,
    agencies_serving,
    agency_by_code,
    children,
    unit_and_above,
    unit_names,
    units,
)
from motcua.agencies.unit_imports import import_units

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
UNITS = """\
code,name,kind,parent,valid_from,valid_to,source,former_names
27,Tỉnh Bắc Ninh,tỉnh,,,2025-07-01,a,
24,Tỉnh Bắc Giang,tỉnh,,,2025-07-01,a,
24,Tỉnh Bắc Ninh,tỉnh,,2025-07-01,,b,
01,Thành phố Hà Nội,thành phố trực thuộc trung ương,,,,a,
256,Thành phố Bắc Ninh,thành phố,27,,2025-07-01,a,
09163,Phường Vũ Ninh,phường,256,,2025-07-01,a,
09163,Phường Kinh Bắc,phường,24,2025-07-01,,b,Phường Suối Hoa; Phường Ninh Xá
09166,Phường Võ Cường,phường,24,2025-07-01,,b,
09319,Xã Võ Miếu,xã,24,2025-07-01,,b,
00004,Phường Ba Đình,phường,01,2025-07-01,,b,
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(UNITS)
    return path


@pytest.fixture
def known(file: Path) -> None:
    import_units(file)


def test_units_are_taken_and_the_same_file_again_changes_nothing(file: Path) -> None:
    first, again = import_units(file), import_units(file)

    assert (first.added, first.problems) == (10, [])
    assert (again.added, again.changed, again.unchanged) == (0, 0, 10)


def test_one_code_may_stand_for_two_places_at_two_times(known: None) -> None:
    assert unit_names(["24", "09163"], day=AFTER) == {
        "24": "Tỉnh Bắc Ninh",
        "09163": "Phường Kinh Bắc, Tỉnh Bắc Ninh",
    }
    assert unit_names(["24", "09163"], day=BEFORE) == {
        "24": "Tỉnh Bắc Giang",
        "09163": "Phường Vũ Ninh, Thành phố Bắc Ninh",
    }


def test_an_end_that_becomes_known_later_changes_the_unit(file: Path) -> None:
    import_units(file)
    file.write_text(UNITS.replace("2025-07-01,,b,\n", "2025-07-01,2026-04-30,b,\n"))

    assert import_units(file).changed == 4
    assert unit_names(["09166"], day=date(2027, 1, 1)) == {"09166": "Phường Võ Cường"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("abc,Xã,xã,24,,,,", "không phải số"),
        ("09999,Xã,thôn,24,,,,", "cấp “thôn”"),
        ("09999,,xã,24,,,,", "“name”"),
        ("24,Lại Bắc Ninh,tỉnh,,2025-07-01,,,", "hai lần"),
        ("09999,Xã,xã,24,2025-02-30,,,", "2025-02-30"),
    ],
)
def test_a_broken_line_is_told_and_the_others_go_on(file: Path, line: str, words: str) -> None:
    file.write_text(UNITS + line)

    report = import_units(file)

    (problem,) = report.problems
    assert problem.line == 12
    assert words in problem.what
    assert report.added == 10


def test_with_no_question_the_provinces_of_the_day_are_listed(known: None) -> None:
    assert [unit.name for unit in units(day=AFTER)] == ["Thành phố Hà Nội", "Tỉnh Bắc Ninh"]
    assert len(units(day=BEFORE)) == 3


def test_the_units_of_a_parent_are_listed_by_name(known: None) -> None:
    found = units("24", day=AFTER)

    assert [unit.name for unit in found] == ["Phường Kinh Bắc", "Phường Võ Cường", "Xã Võ Miếu"]
    assert found[0].full_name == "Phường Kinh Bắc, Tỉnh Bắc Ninh"


@pytest.mark.parametrize("q", ["Võ Cường", "vo cuong", "VO CUONG", "phuong vo cu", "cuong vo"])
def test_a_name_is_found_with_or_without_accents_and_half_typed(known: None, q: str) -> None:
    assert [unit.code for unit in units(q=q, day=AFTER)] == ["09166"]


def test_a_former_name_finds_the_unit_of_today(known: None) -> None:
    assert [unit.name for unit in units("24", "suoi hoa", day=AFTER)] == ["Phường Kinh Bắc"]


def test_the_best_match_stands_first(known: None) -> None:
    assert [unit.code for unit in units(q="vo", day=AFTER)] == ["09166", "09319"]
    assert units(q="bac ninh", day=AFTER)[0].code == "24"
    assert [unit.code for unit in units(q="bac ninh", day=BEFORE)] == ["27", "256"]


def test_nothing_is_found_where_nothing_fits(known: None) -> None:
    assert units(q="không có nơi này", day=AFTER) == []
    assert units("24", "ba dinh", day=AFTER) == []


def test_a_list_costs_one_query_and_is_cut_at_its_limit(
    known: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(units("24", limit=2, day=AFTER)) == 2
    with django_assert_num_queries(1):
        assert len(unit_names(["24", "09163", "09166", "00004", "nowhere", ""], day=AFTER)) == 4
    with django_assert_num_queries(0):
        assert unit_names([]) == {}


def test_a_unit_is_followed_by_those_it_lies_in(known: None) -> None:
    assert unit_and_above("09163", day=BEFORE) == ["09163", "256", "27"]
    assert unit_and_above("09163", day=AFTER) == ["09163", "24"]
    assert unit_and_above("24", day=AFTER) == ["24"]


def test_who_lives_in_a_commune_is_served_by_its_agencies_and_those_above(known: None) -> None:
    facts = {"kind": Agency.Kind.COMMUNE, "jurisdiction": "H05"}
    province = Agency.objects.create(code="H05", name="Tỉnh", unit_code="24", **facts)
    ward = Agency.objects.create(
        code="H05.1", name="Phường", unit_code="09163", parent=province, **facts
    )
    Agency.objects.create(code="H05.2", name="Khác", unit_code="09166", **facts)
    gone = Agency.objects.create(
        code="H05.3", name="Đã giải thể", unit_code="09163", valid_to=AFTER, **facts
    )

    assert list(agencies_of_unit("09163", day=AFTER)) == [ward]
    assert list(agencies_serving("09163", day=AFTER)) == [ward, province]
    assert list(children(province, day=AFTER)) == [ward]
    assert agency_by_code("H05.3") == gone
    assert agency_by_code("H05.9") is None


def test_units_are_said_by_name() -> None:
    assert str(AdministrativeUnit(name="Xã Võ Miếu")) == "Xã Võ Miếu"
