"""Acts a second, against the same rows by plain INSERT; each in a transaction of its own."""

import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from bench.figures import Figure
from bench.scene import scene, submitted
from motcua.agencies.sharding import Sharded
from motcua.core.ids import new_id
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, JournalEntry, OutboxRow

ACTS = 300
Row = dict[str, Any]
Statement = tuple[str, list[Any]]


def measure(options: Namespace) -> list[Figure]:
    """`accept`: lock, may, can; one row changed, an entry and an outbox row written."""
    here = scene("act_rate")
    dossiers = submitted(here, ACTS)
    act = _rate(lambda one: acts.accept(one, by=here.desk, at=here.at), dossiers)
    plain = _rate(_insert, [_copies(dossier) for dossier in dossiers])
    return [
        Figure(name="acts (accept)", value=act, unit="/s"),
        Figure(name="the same rows by plain INSERT", value=plain, unit="/s"),
        Figure(name="plain INSERT ÷ acts", value=plain / act, unit="×"),
    ]


def _rate(do: Callable[[Any], object], over: Sequence[Any]) -> float:
    began = time.perf_counter()
    for one in over:
        do(one)
    return len(over) / (time.perf_counter() - began)


def _copies(dossier: Dossier) -> list[Statement]:
    """What the act wrote, as rows of another dossier."""
    mine = {"jurisdiction": dossier.jurisdiction, "dossier_id": dossier.pk}
    other = new_id()
    return [
        _copy(
            Dossier,
            {"jurisdiction": dossier.jurisdiction, "id": dossier.pk},
            {"id": other, "code": f"{dossier.code}-{other}"[-40:]},
        ),
        _copy(JournalEntry, {**mine, "number": 2}, {"id": new_id(), "dossier_id": other}),
        _copy(OutboxRow, {**mine, "entry_number": 2}, {"id": new_id(), "dossier_id": other}),
    ]


def _copy(model: type[Sharded], of: Row, changed: Row) -> Statement:
    """An INSERT of the row as the engine gives it, with some columns changed."""
    table = model._meta.db_table
    where = " AND ".join(f"{column} = %s" for column in of)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where}", list(of.values()))
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True)) | changed
    marks = ", ".join(["%s"] * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())


@transaction.atomic
def _insert(statements: list[Statement]) -> None:
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
