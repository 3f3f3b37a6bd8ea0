"""Loads units, calendar and agencies of the sample: Bắc Ninh of today, and of 2018 beside it."""

from datetime import date

from motcua.agencies.calendar_imports import import_calendar, seed_calendar
from motcua.agencies.imports import import_agencies
from motcua.agencies.models import Agency, BankAccount
from motcua.agencies.unit_imports import import_units
from motcua.sample.files import DATA, insist

# Years that calendar.csv has not; 2027 so that limits of late 2026 see the next New Year.
SEEDED_YEARS = (2017, 2020, 2021, 2022, 2023, 2027)


def load_agencies() -> None:
    """Take in all that does not depend on a day. The same again changes nothing.

    Raises `SampleBroken`.
    """
    insist("units.csv", import_units(DATA / "units.csv").problems)
    insist("calendar.csv", import_calendar(DATA / "calendar.csv").problems)
    seed_calendar(SEEDED_YEARS)
    for name in ("agencies.csv", "agencies_2018.csv"):
        insist(name, import_agencies(DATA / name).problems)
    _account()


def _account() -> None:
    """Where fees go: no bank has this number, so that nobody transfers money by mistake."""
    for highest in Agency.objects.filter(parent=None, valid_to=None, jurisdiction="H05"):
        BankAccount.objects.get_or_create(
            agency=highest,
            valid_from=date(2025, 7, 1),
            defaults={
                "bank": "999999",
                "bank_name": "Ngân hàng mẫu",
                "number": "000000000000",
                "holder": "TAI KHOAN MAU KHONG CHUYEN TIEN",
            },
        )
