"""The journals of a whole jurisdiction, walked as fast as hashing allows: nothing but the chains.

Rows come as the engine gives them, without models; whoever is found suspect here is looked at
once more by `verification`, which says what is wrong.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from motcua.core import chain
from motcua.core.chain import Link
from motcua.core.moments import iso_utc
from motcua.dossiers.models import JournalEntry

BATCH = 1000  # dossiers at a time
_ENTRIES = """
    SELECT dossier_id, number, kind, actor, actor_name, actor_role, actor_agency, step, {at}, data,
           previous, sha256
    FROM "dossiers_journalentry"
    WHERE jurisdiction = %s AND dossier_id BETWEEN %s AND %s ORDER BY dossier_id, number
"""
_HEADS = """
    SELECT id, journal_head, version FROM "dossiers_dossier"
    WHERE {jurisdiction} = %s AND id > %s ORDER BY id LIMIT %s
"""
Row = Sequence[Any]


class Head(NamedTuple):
    """Where the dossier itself says that its journal ends."""

    jurisdiction: str
    sha256: str
    entries: int


def count(jurisdiction: str) -> int:
    """How many entries there are to walk."""
    return JournalEntry.objects.filter(jurisdiction=jurisdiction).count()


def suspects(jurisdiction: str, *, progress: Callable[[int], None] | None = None) -> Iterator[int]:
    """The dossiers whose chain does not hold, or does not end where the dossier says."""
    walked = 0
    for heads in _batches(jurisdiction):
        rows = _entries(jurisdiction, min(heads), max(heads))
        whole = {pk for pk, own in groupby(rows, key=itemgetter(0)) if _holds(own, heads.get(pk))}
        yield from sorted(heads.keys() - whole)
        walked += len(rows)
        if progress:
            progress(walked)


def _batches(jurisdiction: str) -> Iterator[Mapping[int, Head]]:
    # Without the plus SQLite takes another index and sorts the whole register for each batch.
    bare = "+jurisdiction" if connection.vendor == "sqlite" else "jurisdiction"
    after = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_HEADS.format(jurisdiction=bare), [jurisdiction, after, BATCH])
            heads = {pk: Head(jurisdiction, *row) for pk, *row in cursor.fetchall()}
        if not heads:
            return
        yield heads
        after = max(heads)


def _entries(jurisdiction: str, first: int, last: int) -> list[Row]:
    with connection.cursor() as cursor:
        # SQLite keeps a moment as text, which costs more to read as a moment than to hash.
        at = "CAST(at AS TEXT)" if connection.vendor == "sqlite" else "at"
        cursor.execute(_ENTRIES.format(at=at), [jurisdiction, first, last])
        return list(cursor.fetchall())


def _holds(rows: Iterable[Row], head: Head | None) -> bool:
    if head is None:  # a dossier that came or went meanwhile
        return True
    own = list(rows)
    try:
        links = [Link(row[10], row[11], _facts(head, row)) for row in own]
        whole = chain.broken_at(links) is None
    except (ValueError, TypeError, AttributeError):  # bytes that are no JSON or no hash any more
        return False
    ends = (own[-1][11], own[-1][1], len(own)) == (head.sha256, head.entries, head.entries)
    return whole and ends


def _facts(head: Head, row: Row) -> dict[str, Any]:
    """As `journal.facts_of`, from a row of the engine."""
    dossier, number, kind, actor, name, role, agency, step, at, data, *_ = row
    return {
        "jurisdiction": head.jurisdiction,
        "dossier": str(dossier),
        "number": number,
        "kind": kind,
        "actor": None if actor is None else str(actor),
        "name": name,
        "role": role,
        "agency": agency,
        "step": step,
        "at": _moment(at),
        "data": json.loads(data) if isinstance(data, str) else data,
    }


def _moment(at: datetime | str) -> str:
    """PostgreSQL gives a moment, SQLite the text `2026-11-23 02:00:00[.123456]` in UTC."""
    if isinstance(at, datetime):
        return iso_utc(at)
    day, _, clock = at.partition(" ")
    seconds, _, fraction = clock.partition(".")
    return f"{day}T{seconds}.{fraction:0<6}Z"
