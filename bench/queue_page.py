"""The officer's queue at a million dossiers against ten thousand, asked in turns."""

import time
from argparse import Namespace

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from bench import archive
from bench.clock import milliseconds
from bench.figures import Figure, percentile
from bench.place import copied, inside
from bench.scene import scene, submitted
from motcua.people.models import User

FEW = 10_000
ROUNDS = 300
GOAL = 1.5


def measure(options: Namespace) -> list[Figure]:
    """p95 of the whole page, in process, for a desk officer of one ward."""
    here = scene("queue_page")
    (example,) = submitted(here, 1)
    twin = copied("many")
    began = time.monotonic()
    archive.fill(example, FEW)
    few = _Desk(connections[DEFAULT_DB_ALIAS], here.desk.user)
    with inside(twin):
        archive.fill(example, options.dossiers)
        many = _Desk(twin, here.desk.user)
    took = time.monotonic() - began
    spent = [(few.page(), many.page()) for _ in range(ROUNDS)]
    small = percentile([one for one, _ in spent])
    large = percentile([one for _, one in spent])
    return [
        Figure(name=f"{FEW + options.dossiers:,} dossiers put in", value=took, unit="s"),
        Figure(name=f"queue page at {FEW:,} dossiers, p95", value=small, unit="ms"),
        Figure(name=f"queue page at {options.dossiers:,} dossiers, p95", value=large, unit="ms"),
        Figure(name="many ÷ few", value=large / small, unit="×", goal=GOAL),
    ]


class _Desk:
    """An officer who is logged in, on one database."""

    def __init__(self, database: BaseDatabaseWrapper, user: User) -> None:
        self._database, self._client = database, Client()
        self._client.force_login(user)
        for _ in range(10):
            self.page()

    def page(self) -> float:
        """Milliseconds of one page."""
        with inside(self._database):
            return milliseconds(self._ask)

    def _ask(self) -> None:
        answer = self._client.get("/mot-cua/")
        if answer.status_code != 200:
            raise SystemExit(f"/mot-cua/: {answer.status_code}")
