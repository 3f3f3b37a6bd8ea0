"""A year's replay: acts a second through some days of 2018, and how much a whole year would fill.

In a database beside that of the other measures: a replay wants a registry of its own.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from bench.figures import Figure

ONLINE, COUNTER, UNTIL = 22_667, 200_000, date(2018, 1, 12)


def measure(options: Namespace) -> list[Figure]:
    """The first days of the year of 22,667 online and 200,000 at counters, in a process apart."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"MOTCUA_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/year.sqlite3"}
        done = subprocess.run(
            [sys.executable, "-m", "bench.year_replay", folder],
            env={**os.environ, **own}, stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return [
        Figure(name="a year's replay: acts", value=found["acts"] / found["seconds"], unit="/s"),
        Figure(name="acts per second of processor", value=found["acts"] / found["cpu"], unit="/s"),
        Figure(name="its memory", value=found["memory"], unit="MB", goal=700),
        Figure(name="the year's database, projected", value=found["year"], unit="MB"),
    ]


def _replay(folder: Path) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from motcua.sample.year import replay

    call_command("migrate", verbosity=0)
    mine = replay.begin(seed=1, online=ONLINE, counter=COUNTER)
    before, came = _megabytes(folder), 0

    def note(now: replay.Progress) -> None:
        nonlocal came
        came = now.come

    began, spent = time.perf_counter(), time.process_time()
    acts = replay.go_on(mine, say=note, until=UNTIL)
    return {
        "acts": acts,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - spent,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "year": before + (_megabytes(folder) - before) * (ONLINE + COUNTER) / came,
    }


def _megabytes(folder: Path) -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "year.sqlite3").stat().st_size / 1e6


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    print(json.dumps(_replay(Path(sys.argv[1]))))
