"""Import agencies from a CSV file; the same file again changes nothing.

Columns: code, name, kind, parent, jurisdiction, unit_code, address, phone, opening_hours,
valid_from, valid_to, source. A broken line is named and the others go on.
"""

import argparse
import json
from dataclasses import asdict

EXAMPLE = "motcua import-agencies agencies.csv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether to print JSON only."""
    parser.add_argument("file", help="CSV in UTF-8 with a header line")
    parser.add_argument("--json", action="store_true", help="print the report as JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from motcua.agencies.imports import import_agencies

    report = import_agencies(arguments.file)
    if arguments.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        print(report.sentence)
        for problem in report.problems:
            print(f"  {problem}")
    return 1 if report.problems else 0
