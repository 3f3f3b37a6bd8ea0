"""How many drafts were begun on a day and forgotten since.

A draft that never became a dossier is deleted with all that was typed; that somebody began it
stays as a number, so that the funnel of a year can be counted again at any time.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection

from motcua.core.ids import new_id
from motcua.core.moments import local_day
from motcua.dossiers.models import Draft, ForgottenDrafts

_ADD = """
    INSERT INTO "dossiers_forgottendrafts" (id, jurisdiction, day, service_id, number)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (jurisdiction, day, service_id)
    DO UPDATE SET number = dossiers_forgottendrafts.number + excluded.number
"""


def count_forgotten(jurisdiction: str, drafts: Iterable[Draft]) -> None:
    """Add drafts that are about to be deleted to the numbers of the days they were begun."""
    tally = Counter((local_day(one.created_at), one.service_id) for one in drafts)
    with connection.cursor() as cursor:
        for (day, service), number in sorted(tally.items()):
            begun_on = connection.ops.adapt_datefield_value(day)
            cursor.execute(_ADD, [new_id(), jurisdiction, begun_on, service, number])


def forgotten_on(jurisdiction: str, day: date) -> dict[int, int]:
    """Drafts begun on this day and deleted since, by service."""
    rows = ForgottenDrafts.objects.filter(jurisdiction=jurisdiction, day=day)
    return dict(rows.values_list("service", "number"))


def first_forgotten(jurisdiction: str) -> date | None:
    """The earliest day of which a draft was forgotten."""
    rows = ForgottenDrafts.objects.filter(jurisdiction=jurisdiction).order_by("day")
    return rows.values_list("day", flat=True).first()


def has_forgotten(jurisdiction: str, first: date, after: date) -> bool:
    """Was a draft forgotten that was begun from `first` on and before `after`?"""
    rows = ForgottenDrafts.objects.filter(jurisdiction=jurisdiction, day__gte=first, day__lt=after)
    return rows.exists()
