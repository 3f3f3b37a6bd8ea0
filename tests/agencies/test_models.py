"""What must never be false of agencies, units and days is refused by the database itself."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.agencies.codes import is_agency_code, valid_jurisdiction
from motcua.agencies.models import AdministrativeUnit, Agency, CalendarDay
from motcua.core.codes import DossierCode, parse

FIRST, END = date(2025, 7, 1), date(2026, 7, 1)


def agency(code: str = "H05.12", **facts: object) -> Agency:
    facts = {"name": "Phường Kinh Bắc", "kind": "commune", "jurisdiction": "H05"} | facts
    return Agency.objects.create(code=code, **facts)


def unit(**facts: object) -> AdministrativeUnit:
    facts = {"code": "09163", "name": "Phường", "folded": "phuong", "kind": "commune"} | facts
    return AdministrativeUnit.objects.create(**facts)


@pytest.mark.django_db
@pytest.mark.parametrize("end", [FIRST, date(2025, 6, 30)])
def test_an_agency_or_unit_that_ends_before_it_begins_is_refused(end: date) -> None:
    for make in (agency, unit):
        with pytest.raises(IntegrityError), transaction.atomic():
            make(valid_from=FIRST, valid_to=end)
        make(valid_from=None, valid_to=end)


@pytest.mark.django_db
def test_an_agency_is_not_its_own_parent() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=agency().pk).update(parent_id=Agency.objects.get().pk)


@pytest.mark.django_db
def test_an_agency_has_a_jurisdiction_and_a_code_of_its_own() -> None:
    agency()

    for facts in ({"code": "H05.12"}, {"code": "H05.13", "jurisdiction": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            agency(**facts)


@pytest.mark.django_db
@pytest.mark.parametrize("first", [None, FIRST])
def test_a_unit_s_code_is_given_once_for_each_first_day(first: date | None) -> None:
    unit(valid_from=first)
    unit(valid_from=END)

    with pytest.raises(IntegrityError), transaction.atomic():
        unit(valid_from=first)


@pytest.mark.django_db
def test_a_day_differs_once() -> None:
    CalendarDay.objects.create(day=FIRST, name="Nghỉ", kind="holiday")

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(day=FIRST, name="Làm bù", kind="working_saturday")


@pytest.mark.django_db
def test_agencies_and_units_are_asked_who_exists_on_a_day() -> None:
    old, now = agency("H05.1", valid_to=FIRST), agency("H05.2", valid_from=FIRST, valid_to=END)
    always = agency("H05.3")

    assert set(Agency.objects.in_force(date(2025, 6, 30))) == {old, always}
    assert set(Agency.objects.in_force(FIRST)) == {now, always}
    assert set(Agency.objects.in_force(END)) == {always}


@pytest.mark.parametrize(
    ("code", "jurisdiction"),
    [
        ("000.00.01.H05", "H05"),
        ("H05", "H05"),
        ("H05.12.3", "H05"),
        ("G09.20", "G09"),
        ("000.00.00.X00", "X00"),
        ("H05.A1.B2", "H05"),
    ],
)
def test_an_identifier_of_either_scheme_names_a_jurisdiction(code: str, jurisdiction: str) -> None:
    dossier = str(DossierCode(agency=code, day=FIRST, serial=7))

    assert is_agency_code(code)
    assert parse(dossier).jurisdiction == jurisdiction
    valid_jurisdiction(jurisdiction)


@pytest.mark.parametrize(
    "code",
    ["", "05", "h05", "H05.", "H05..1", "000.00.H05", "000.00.01.H05.1", "H5", "H05.1234567"],
)
def test_what_is_no_identifier_is_not_taken_for_one(code: str) -> None:
    assert not is_agency_code(code)


@pytest.mark.parametrize(
    ("facts", "field"), [({"code": "xã"}, "code"), ({"jurisdiction": "Hà Nội"}, "jurisdiction")]
)
def test_a_form_tells_which_identifier_is_wrong(facts: dict[str, str], field: str) -> None:
    right = {"code": "H05", "name": "Tỉnh", "kind": "province", "jurisdiction": "H05"}

    with pytest.raises(ValidationError) as refused:
        Agency(**(right | facts)).clean_fields()

    assert list(refused.value.message_dict) == [field]
