"""Import procedures from a JSON Lines file; the same file again changes nothing.

What could not be read in a record is reported and kept as text; a broken line is named and the
others go on.
"""

import argparse
import json
import sys

EXAMPLE = "motcua import-procedures procedures.jsonl.gz"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether to print JSON only."""
    parser.add_argument("file", help=".jsonl or .jsonl.gz, one procedure a line")
    parser.add_argument("--json", action="store_true", help="print the report as JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from django.utils import timezone

    from motcua.catalogue.imports import import_procedures

    progress = None if arguments.json else _progress
    report = import_procedures(arguments.file, progress=progress, at=timezone.now())
    if arguments.json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
        return 1 if report.broken else 0
    print("\r" + report.summary)
    for line in report.broken[:SHOWN]:
        print(f"  {line.sentence}")
    if len(report.broken) > SHOWN:
        print(f"  … còn {len(report.broken) - SHOWN} dòng: --json in đủ")
    return 1 if report.broken else 0


def _progress(done: int) -> None:
    print(f"\r{done} records", end="", file=sys.stderr, flush=True)
