"""The page of figures over replayed dossiers: from the rollups, against a scan of the rows.

Over the first days of the year; with `--replayed` over the whole year that `motcua simulate` has
made, where the ratio is held to its goal.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from bench.clock import milliseconds
from bench.figures import Figure

GOAL, A_DAY = 100, 1  # times; seconds
YEAR = date(2018, 1, 1), date(2018, 12, 31)
AFTERWARDS = datetime(2019, 6, 1, tzinfo=UTC)
ROUNDS = 9


def measure(options: Namespace) -> list[Figure]:
    """In a process apart, in the database of the replay."""
    if options.replayed:
        return _figures(_run({"DATABASE_URL": options.replayed}), GOAL)
    with tempfile.TemporaryDirectory() as folder:
        own = {"MOTCUA_DATA": folder, "DATABASE_URL": f"sqlite:///{folder}/year.sqlite3"}
        subprocess.run(
            [sys.executable, "-m", "bench.year_replay", folder],
            env={**os.environ, **own}, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        return _figures(_run(own), None)


def _run(own: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.statistics_page"],
        env={**os.environ, **own}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _figures(found: dict[str, float], goal: float | None) -> list[Figure]:
    over = f"over {int(found['dossiers']):,} dossiers"
    return [
        Figure(name=f"figures {over}, from rollups", value=found["rollups"], unit="ms"),
        Figure(name=f"figures {over}, by a scan", value=found["scan"], unit="ms"),
        Figure(
            name="scan ÷ rollups",
            value=found["scan"] / found["rollups"],
            unit="×",
            goal=goal,
            more_is_better=True,
        ),
        Figure(name="page of figures", value=found["page"], unit="ms"),
        Figure(name="busiest day counted again", value=found["day"], unit="s", goal=A_DAY),
    ]


def _compare() -> dict[str, Any]:
    from django.db.models import Count
    from django.db.models.functions import TruncDate

    from motcua.dossiers.models import Dossier
    from motcua.insight import counting
    from motcua.insight.queries import counted_at, everywhere, statistics

    whole = everywhere()
    if counted_at(whole) is None:
        counting.recount_all("H05", at=AFTERWARDS)
    mine = Dossier.objects.filter(jurisdiction="H05")
    days = mine.annotate(day=TruncDate("submitted_at")).values("day").annotate(n=Count("pk"))
    busiest = max(days, key=lambda one: one["n"])["day"]
    began = time.perf_counter()
    counting.recount("H05", [busiest], at=AFTERWARDS)
    day = time.perf_counter() - began
    return {
        "dossiers": mine.count(),
        "rollups": _median(lambda: statistics(whole, first=YEAR[0], last=YEAR[1])),
        "scan": _median(_scan),
        "page": _median(_page),
        "day": day,
    }


def _median(do: Any) -> float:
    do()
    return median(milliseconds(do) for _ in range(ROUNDS))


def _scan() -> None:
    """What the figures hang on, counted by the database from the rows, as simply as can be."""
    from django.db.models import Count, F, Q

    from motcua.dossiers.models import Dossier, Draft, JournalEntry
    from motcua.feedback.models import Rating
    from motcua.insight.rows import ANSWERS, FIRST_ACT

    came = {"submitted_at__date__range": YEAR}
    below = {"dossier__jurisdiction": "H05", "dossier__submitted_at__date__range": YEAR}
    in_time = Q(decided_at__lte=F("appointment"))
    ends = {
        state: Count("pk", filter=Q(state=state)) for state in ("refused", "withdrawn", "expired")
    }
    list(
        Dossier.objects.filter(jurisdiction="H05", **came)
        .values("channel")
        .annotate(
            received=Count("pk"),
            in_time=Count("pk", filter=in_time),
            late=Count("pk", filter=Q(decided_at__isnull=False) & ~in_time),
            **ends,
        )
    )
    answers = JournalEntry.objects.filter(jurisdiction="H05", number=FIRST_ACT, kind__in=ANSWERS)
    answers.filter(at__lte=F("dossier__answer_by"), **below).count()
    Rating.objects.filter(jurisdiction="H05", **below).values("ease").annotate(
        n=Count("pk")
    ).count()
    drafts = Draft.objects.filter(jurisdiction="H05", created_at__date__range=YEAR)
    drafts.aggregate(starts=Count("pk"), handed_in=Count("dossier_id"))


def _page() -> None:
    from django.test import Client

    whole = {"tu": YEAR[0].isoformat(), "den": YEAR[1].isoformat()}
    answer = Client().get("/thong-ke/", whole)
    if answer.status_code != 200:
        raise SystemExit(f"/thong-ke/: {answer.status_code}")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver")
    django.setup()
    print(json.dumps(_compare()))
