"""The sample's places: today's Bắc Ninh on two levels, and 2018's on three."""

from datetime import date

import pytest

from motcua.agencies.models import AdministrativeUnit, Agency, CalendarDay
from motcua.sample.agencies import load_agencies
from motcua.sample.files import SampleBroken, insist, rows

pytestmark = pytest.mark.django_db


def test_today_has_two_levels_and_ninety_nine_communes() -> None:
    load_agencies()
    today = date(2026, 12, 1)

    kinds = set(Agency.objects.in_force(today).values_list("kind", flat=True))
    communes = AdministrativeUnit.objects.in_force(today).filter(parent_code="24")
    provinces = AdministrativeUnit.objects.in_force(today).filter(kind="province")
    assert kinds - {"ministry"} == {"province", "commune"}  # the tax office is a ministry's
    assert communes.count() == 99
    assert provinces.count() == 34


def test_2018_has_three_levels_and_126_communes_of_eight_districts() -> None:
    load_agencies()
    then = Agency.objects.in_force(date(2018, 6, 1)).filter(jurisdiction="H05")

    assert then.filter(kind="district").count() == 8
    assert then.filter(kind="commune").count() == 126
    assert then.get(code="000.01.31.H05").parent == then.get(code="000.00.31.H05")


def test_the_agencies_of_2018_end_with_the_thirtieth_of_june_2025() -> None:
    load_agencies()
    district = Agency.objects.get(code="000.00.36.H05")

    assert Agency.objects.in_force(date(2025, 6, 30)).filter(pk=district.pk).exists()
    assert not Agency.objects.in_force(date(2025, 7, 1)).filter(pk=district.pk).exists()


def test_every_agency_of_today_lies_in_a_unit_in_force() -> None:
    load_agencies()
    today = date(2026, 12, 1)
    units = set(AdministrativeUnit.objects.in_force(today).values_list("code", flat=True))

    for row in rows("agencies.csv"):
        assert row["unit_code"] in units, row["name"]
        assert row["phone"].startswith("0222 000 0"), "telephones of the sample are made up"


def test_old_names_of_a_commune_find_it() -> None:
    load_agencies()

    found = AdministrativeUnit.objects.filter(folded__contains="phong khe")

    assert [unit.name for unit in found] == ["Phường Võ Cường"]


def test_exchanged_days_are_known_and_other_years_are_seeded() -> None:
    load_agencies()

    kinds = dict(CalendarDay.objects.values_list("day", "kind"))
    assert kinds[date(2026, 1, 2)] == "swapped_off"
    assert kinds[date(2026, 1, 10)] == "working_saturday"
    assert kinds[date(2018, 12, 31)] == "swapped_off"
    assert kinds[date(2021, 9, 2)] == "holiday"
    assert kinds[date(2027, 1, 1)] == "holiday"


def test_loading_again_changes_nothing() -> None:
    load_agencies()
    before = list(Agency.objects.order_by("pk").values())
    days = CalendarDay.objects.count()

    load_agencies()

    assert list(Agency.objects.order_by("pk").values()) == before
    assert CalendarDay.objects.count() == days


def test_every_row_names_its_source() -> None:
    for name in ("units.csv", "calendar.csv", "agencies.csv", "agencies_2018.csv"):
        assert all(row["source"] for row in rows(name)), name
    assert all(row["source"] for row in rows("procedure_sources.csv"))


def test_a_data_file_that_is_not_taken_whole_stops_the_loading() -> None:
    with pytest.raises(SampleBroken, match=r"units\.csv"):
        insist("units.csv", ["Dòng 3: …"])
