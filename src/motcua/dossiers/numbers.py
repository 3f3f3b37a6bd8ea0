"""Gapless numbers of one jurisdiction: a counter row, raised inside the act's transaction."""

from datetime import date

from django.db import connection

from motcua.agencies.models import Agency
from motcua.core.codes import DossierCode
from motcua.core.ids import new_id

_NEXT = """
    INSERT INTO "dossiers_counter" (id, jurisdiction, series, value) VALUES (%s, %s, %s, %s)
    ON CONFLICT (jurisdiction, series) DO UPDATE SET value = dossiers_counter.value + %s
    RETURNING value
"""


def next_number(jurisdiction: str, series: str) -> int:
    """The next number of the series, from 1; undone with the transaction, so without gaps."""
    return next_numbers(jurisdiction, series, 1)[0]


def next_numbers(jurisdiction: str, series: str, count: int) -> range:
    """The next so many numbers of the series, in one."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [new_id(), jurisdiction, series, count, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def next_code(agency: Agency, day: date) -> DossierCode:
    """The code of the next dossier that arrives at the agency on this day of Viet Nam's time."""
    series = f"code:{agency.code}:{day:%y%m%d}"
    serial = next_number(agency.jurisdiction, series)
    return DossierCode(agency=agency.code, day=day, serial=serial)
