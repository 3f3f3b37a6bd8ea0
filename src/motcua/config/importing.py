"""What every import of a CSV file has in common at the command line: arguments, report, exit."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.agencies.import_report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether to print JSON only."""
    parser.add_argument("file", help="CSV in UTF-8 with a header line")
    parser.add_argument("--json", action="store_true", help="print the report as JSON only")


def run(read: "Callable[[str], Report]", arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    report = read(arguments.file)
    if arguments.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        print("\n  ".join([report.sentence, *map(str, report.problems)]))
    return 1 if report.problems else 0
