"""The queue's page for an officer, with ten thousand and with a million dossiers in the table."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.act_rate import insert_of
from bench.figures import Figure, percentile
from bench.handed_in import AGENCY, handed_in

CHANGED = ("id", "code", "due_at", "closed_at", "state")
FIRST = 1_000_000  # serial of the first copy, beyond all real ones
FEW, MANY, OPEN_EACH, PAGES, GOAL = 10_000, 1_000_000, 40, 60, 1.5


def measure(options: Any) -> list[Figure]:
    """p95 of the whole page's CPU at both sizes, and the ratio."""
    from django.test import Client

    from motcua.people.models import Posting, User

    officer = User.objects.get(username="motcua")
    Posting.objects.filter(user=officer).exclude(agency__code=AGENCY).delete()  # one desk
    client = Client()
    client.force_login(officer)
    _fill(0, FEW)
    few = _p95(client)
    _fill(FEW, MANY)
    many = _p95(client)
    return [
        Figure(name="queue page p95 at 10,000 dossiers", value=few, unit="ms"),
        Figure(name="queue page p95 at 1,000,000", value=many, unit="ms"),
        Figure(name="1,000,000 ÷ 10,000", value=many / few, unit="×", goal=GOAL),
    ]


def _p95(client: Any) -> float:
    """CPU milliseconds; the first pages are not counted."""
    spent = []
    for number in range(PAGES + 5):
        began = time.process_time()
        answer = client.get("/mot-cua/")
        if number >= 5:
            spent.append(1000 * (time.process_time() - began))
    if answer.status_code != 200:
        raise SystemExit(f"the queue answers {answer.status_code}")
    return percentile(spent)


def _fill(since: int, until: int) -> None:
    """Copies of one dossier: one in forty is open, as in an archive; straight into the table."""
    from django.db import connection, transaction

    sql, rows = _copies(since, until)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(sql, rows)
        cursor.execute("ANALYZE")


def _copies(since: int, until: int) -> tuple[str, Any]:
    from django.utils import timezone

    from motcua.core.states import State

    at = timezone.now()
    one = handed_in(at)
    sql, _ = insert_of(one)

    def rows() -> Iterator[list[Any]]:
        names = [field.attname for field in one._meta.concrete_fields]
        values = insert_of(one)[1]
        places = {name: names.index(name) for name in CHANGED}
        moments = [_adapted(one, "due_at", at + timedelta(minutes=7 * n)) for n in range(2000)]
        for number in range(since, until):
            row = values.copy()
            row[places["id"]] = number + 1
            row[places["code"]] = f"{one.code.rsplit('-', 1)[0]}-{FIRST + number}"
            row[places["due_at"]] = moments[number % 2000]
            if number % OPEN_EACH:
                row[places["closed_at"]], row[places["state"]] = moments[0], State.WITHDRAWN.value
            yield row

    return sql, rows()


def _adapted(row: Any, name: str, value: Any) -> Any:
    from django.db import connection

    return row._meta.get_field(name).get_db_prep_save(value, connection)
