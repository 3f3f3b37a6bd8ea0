"""How many dossiers are accepted in a second, against the same rows by plain SQL."""

import time
from typing import Any

from bench.figures import Figure
from bench.handed_in import handed_in

COUNT = 300


def measure(options: Any) -> list[Figure]:
    """Acts a second, bare transactions a second, and how many times slower an act is."""
    from motcua.dossiers import acts

    at, desk, dossiers = _submitted()
    began = time.perf_counter()
    for dossier in dossiers:
        acts.accept(dossier, by=desk, at=at)
    act = COUNT / (time.perf_counter() - began)
    plain = _plain(dossiers[0])
    return [
        Figure(name="acts (accept)", value=act, unit="/s"),
        Figure(name="the same rows by plain SQL", value=plain, unit="/s"),
        Figure(name="plain SQL ÷ act", value=plain / act, unit="×"),
    ]


def _submitted() -> tuple[Any, Any, list[Any]]:
    """Dossiers that wait to be accepted, in one transaction."""
    from django.db import transaction
    from django.utils import timezone

    from motcua.dossiers.actors import officer_of
    from motcua.people.models import User

    at = timezone.now()
    desk = officer_of(User.objects.get(username="motcua"), at)
    with transaction.atomic():
        return at, desk, [handed_in(at) for _ in range(COUNT)]


def _plain(dossier: Any) -> float:
    """One update and two inserts a transaction, copied from a real act's rows."""
    from django.db import connection, transaction

    from motcua.core.ids import new_id
    from motcua.dossiers.models import JournalEntry, OutboxRow

    pinned = {"jurisdiction": dossier.jurisdiction, "dossier_id": dossier.pk}
    entry = JournalEntry.objects.filter(**pinned).order_by("-number")[:1].get()
    row = OutboxRow.objects.filter(**pinned).order_by("-entry_number")[:1].get()
    began = time.perf_counter()
    for number in range(COUNT):
        entry.pk, entry.number, row.pk = new_id(), 1000 + number, new_id()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE dossiers_dossier SET version = version WHERE jurisdiction = %s AND id = %s",
                [dossier.jurisdiction, dossier.pk],
            )
            for one in (entry, row):
                cursor.execute(*insert_of(one))
    return COUNT / (time.perf_counter() - began)


def insert_of(row: Any) -> tuple[str, list[Any]]:
    """The bare INSERT of a model's row."""
    from django.db import connection

    fields = row._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({places})', values
