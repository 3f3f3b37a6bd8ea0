"""Run the measures one after another, print their table, and write it as JSON.

`python -m bench --only whole_dossier --procedures FILE.jsonl.gz --json var/bench.json`
"""

import argparse
import importlib
import os
import platform
from pathlib import Path
from typing import Any

import django

from bench import place
from bench.figures import Figure, table, write

MEASURES = (
    "whole_dossier",
    "procedure_import",
    "search_quality",
    "search_words",
    "act_rate",
    "year_replay",
    "statistics_page",
    "large_form",
    "queue_page",
    "slip_time",
)


def main() -> None:
    """Everything, or what `--only` names."""
    options = _options()
    found: list[Figure] = []
    with place.opened():
        django.setup()
        _prepare()
        for name in options.only or MEASURES:
            figures = importlib.import_module(f"bench.{name}").measure(options)
            print(f"{name}\n{table(figures)}", flush=True)
            found += figures
        machine = _machine()
    write(options.json, machine, found)
    print(f"→ {options.json}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASURES, help="may be repeated")
    parser.add_argument("--procedures", type=Path, help=".jsonl or .jsonl.gz; else made up")
    parser.add_argument("--replayed", help="DATABASE_URL after `motcua simulate`; else 12 days")
    parser.add_argument("--dossiers", type=int, default=1_000_000, help="of the large queue")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"))
    return parser.parse_args()


def _prepare() -> None:
    """Tables, static files, and the sample without its dossiers."""
    from django.core.management import call_command
    from django.utils import timezone

    from motcua.config import static
    from motcua.sample import agencies, demo, officers, procedures

    call_command("migrate", verbosity=0)
    static.build_if_stale()
    agencies.load_agencies()
    procedures.load_procedures(timezone.now())
    officers.load_officers(demo.PASSWORD, timezone.now())
    procedures.load_offers(timezone.now())


def _machine() -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    return {
        "at": timezone.localtime().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "engine": connection.vendor,
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    main()
