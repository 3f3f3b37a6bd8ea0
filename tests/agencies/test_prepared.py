"""Reads written once: the same rows as the query set they come from, whatever is asked."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.agencies.prepared import prepared

pytestmark = pytest.mark.django_db


def agency(code: str, parent: Agency | None = None, jurisdiction: str = "H05") -> Agency:
    return Agency.objects.create(
        code=code, name=code, kind="commune", parent=parent, jurisdiction=jurisdiction
    )


@prepared
def in_jurisdiction(jurisdiction: str, parent: int) -> QuerySet[Agency]:
    rows = Agency.objects.filter(jurisdiction=jurisdiction, parent=parent)
    return rows.select_related("parent").order_by("-code")


@prepared
def units_of(day: date, kind: str) -> QuerySet[AdministrativeUnit]:
    return AdministrativeUnit.objects.in_force(day).filter(kind=kind).order_by("code")


def test_other_values_find_other_rows_in_order_with_what_they_refer_to() -> None:
    province = agency("000.00.00.H05")
    wards = [agency(f"000.0{n}.24.H05", parent=province) for n in (1, 2)]
    agency("000.01.24.H06", parent=province, jurisdiction="H06")

    with CaptureQueriesContext(connection) as asked:
        found = in_jurisdiction("H05", province.pk)
        names = [one.parent.name for one in found if one.parent]

    assert found == wards[::-1]
    assert names == [province.name] * 2
    assert len(asked) == 1
    assert [one.code for one in in_jurisdiction("H06", province.pk)] == ["000.01.24.H06"]
    assert in_jurisdiction("H07", province.pk) == []


def test_days_are_compared_as_days() -> None:
    AdministrativeUnit.objects.create(
        code="09190", name="Xã cũ", kind="commune", valid_to=date(2025, 7, 1)
    )

    assert [one.name for one in units_of(date(2025, 6, 30), "commune")] == ["Xã cũ"]
    assert units_of(date(2025, 7, 1), "commune") == []


def test_an_argument_that_never_reaches_the_sql_is_a_fault() -> None:
    @prepared
    def careless(jurisdiction: str, code: str) -> QuerySet[Agency]:
        return Agency.objects.filter(jurisdiction=jurisdiction)

    with pytest.raises(LookupError):
        careless("H05", "000.00.00.H05")


def test_values_go_by_position() -> None:
    with pytest.raises(TypeError):
        in_jurisdiction("H05", parent=1)
