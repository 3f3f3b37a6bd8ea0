"""Enter into the register (sổ theo dõi) what was accepted in a year and never was entered.

The worker enters each dossier when it is accepted. This is for those that came in past it, by
`simulate` or from another system; they get the next numbers of their books, in the order of
acceptance. The same command again finds nothing to do.
"""

import argparse
import json

from motcua.config import progress

EXAMPLE = "motcua fill-register --jurisdiction H05 --year 2018"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which registry, which year, text or JSON."""
    parser.add_argument("--jurisdiction", required=True, help="the registry, e.g. H05")
    parser.add_argument("--year", required=True, type=int, help="of acceptance, e.g. 2018")
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(arguments: argparse.Namespace) -> int:
    """Enter them, and print how many."""
    from motcua.slips import register

    with progress.counting("hồ sơ", silent=arguments.json) as say:
        entered = register.fill(arguments.jurisdiction, arguments.year, say=say)
    if arguments.json:
        print(json.dumps({"entered": entered}))
    else:
        print(f"Đã ghi {progress.grouped(entered)} hồ sơ vào sổ theo dõi năm {arguments.year}.")
    return 0
