"""An archive of dossiers, put straight into the table: for measuring alone, without journal.

Four in a hundred are open, as in a province's register; they wait at four agencies for three roles.
"""

from datetime import timedelta
from typing import Any

from django.db import connection

from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier

OPEN_ONE_IN = 25
MOMENTS = 400
ROLES = ("desk_officer", "desk_officer", "handling_officer", "head")


def fill(example: Dossier, count: int) -> None:
    """So many copies of `example`, one statement."""
    columns = [field.column for field in Dossier._meta.concrete_fields]
    chosen = _chosen(example)
    copied = ", ".join(chosen.get(column, f"d.{column}") for column in columns)
    moments = ", ".join(["(%s, %s)"] * MOMENTS)
    sql = f"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s),
        moments(k, at) AS (VALUES {moments})
        INSERT INTO dossiers_dossier ({", ".join(columns)})
        SELECT {copied} FROM n JOIN moments m ON m.k = n.i %% {MOMENTS}
        JOIN dossiers_dossier d ON d.jurisdiction = %s AND d.id = %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [count, *_moments(example), example.jurisdiction, example.pk])
        cursor.execute("ANALYZE")


def _chosen(example: Dossier) -> dict[str, str]:
    """What differs from copy to copy, as SQL over `n.i` and a moment `m.at`."""
    is_open = f"n.i %% {OPEN_ONE_IN} = 0"
    agencies = list(
        Agency.objects.filter(jurisdiction=example.jurisdiction, kind=example.agency.kind)
        .exclude(pk=example.agency_id)
        .order_by("pk")
        .values_list("pk", flat=True)[:3]
    )
    at = _by_turns(f"n.i / {OPEN_ONE_IN}", [str(n) for n in (example.agency_id, *agencies)])
    role = _by_turns(f"n.i / {OPEN_ONE_IN * 4}", [f"'{role}'" for role in ROLES])
    return {
        "id": f"{example.pk} + n.i",
        "code": "'000.00.00.H05-260101-' || (10000 + n.i)",
        "agency_id": at,
        "holder_agency_id": at,
        "holder_role": f"CASE WHEN {is_open} THEN {role} ELSE '' END",
        "state": f"CASE WHEN {is_open} THEN 'submitted' ELSE 'returned' END",
        "due_at": "m.at",
        "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE m.at END",
    }


def _by_turns(number: str, values: list[str]) -> str:
    cases = " ".join(f"WHEN {turn} THEN {value}" for turn, value in enumerate(values))
    return f"CASE ({number}) %% {len(values)} {cases} END"


def _moments(example: Dossier) -> list[Any]:
    """Four hundred hours around now, numbered."""
    adapt = connection.ops.adapt_datetimefield_value
    hours = (timedelta(hours=n - MOMENTS // 2) for n in range(MOMENTS))
    return [
        value
        for number, hour in enumerate(hours)
        for value in (number, adapt(example.submitted_at + hour))
    ]
