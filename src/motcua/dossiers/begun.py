"""How many drafts were begun on a day: those that are there, and a number for those forgotten.

A draft that never became a dossier is deleted with all that was typed; that somebody began it
stays as a number, so that the funnel of a year can be counted again at any time.
"""

from collections import Counter as Tally
from collections.abc import Iterable
from datetime import date

from django.db import connection

from motcua.core.ids import new_id
from motcua.core.moments import local_day
from motcua.dossiers.models import Counter, Draft

_ADD = """
    INSERT INTO "dossiers_counter" (id, jurisdiction, series, value) VALUES (%s, %s, %s, %s)
    ON CONFLICT (jurisdiction, series) DO UPDATE SET value = dossiers_counter.value + excluded.value
"""


def count_forgotten(jurisdiction: str, drafts: Iterable[Draft]) -> None:
    """Add drafts that are about to be deleted to the numbers of the days they were begun."""
    tally = Tally(_series(local_day(one.created_at), one.service_id) for one in drafts)
    with connection.cursor() as cursor:
        for series, number in sorted(tally.items()):
            cursor.execute(_ADD, [new_id(), jurisdiction, series, number])


def forgotten_on(jurisdiction: str, day: date) -> dict[int, int]:
    """Drafts begun on this day and deleted since, by service."""
    first, last = _series(day, ""), _series(day, ":")  # ":" stands right behind the digits
    rows = Counter.objects.filter(jurisdiction=jurisdiction, series__gt=first, series__lt=last)
    found = rows.values_list("series", "value")
    return {int(series.rsplit(":", 1)[1]): value for series, value in found}


def first_forgotten(jurisdiction: str) -> date | None:
    """The earliest day of which a draft was forgotten."""
    rows = Counter.objects.filter(
        jurisdiction=jurisdiction, series__gt="forgotten:", series__lt="forgotten;"
    )
    first = rows.order_by("series").values_list("series", flat=True).first()
    return date.fromisoformat(first.split(":")[1]) if first else None


def has_forgotten(jurisdiction: str, first: date, after: date) -> bool:
    """Was a draft forgotten that was begun from `first` on and before `after`?"""
    rows = Counter.objects.filter(
        jurisdiction=jurisdiction, series__gt=_series(first, ""), series__lt=_series(after, "")
    )
    return rows.exists()


def _series(day: date, service: int | str) -> str:
    return f"forgotten:{day:%Y%m%d}:{service}"
