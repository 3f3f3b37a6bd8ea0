"""Import published processes (quy trình nội bộ) from a JSON Lines file; again changes nothing.

They become templates: an owner approves one for her agency in the studio, or with `--agency` those
that name one procedure of the catalogue and no special case are approved at once. Steps that do
not add up to the published total are told, never refused.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.processes.published_imports import Report

EXAMPLE = "motcua import-processes processes.jsonl --agency 000.00.23.H05"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, where to approve, and whether to print JSON only."""
    parser.add_argument("file", help=".jsonl or .jsonl.gz, one process a line")
    parser.add_argument("--agency", metavar="CODE", help="approve the clear ones at this agency")
    parser.add_argument("--json", action="store_true", help="print JSON only, with every remark")


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from django.utils import timezone

    from motcua.catalogue import adopting
    from motcua.catalogue.import_files import numbered_lines
    from motcua.processes.published_imports import import_published

    at = timezone.now()
    agency = adopting.agency_named(arguments.agency) if arguments.agency else None
    report = import_published(numbered_lines(Path(arguments.file)), at=at)
    approved = adopting.adopt_clear_ones(agency, at=at) if agency else []
    if arguments.json:
        print(json.dumps(asdict(report) | {"approved": approved}, ensure_ascii=False))
    else:
        print("\n".join(_lines(report, approved, arguments.agency)))
    return 1 if report.broken else 0


def _lines(report: "Report", approved: list[str], agency: str | None) -> list[str]:
    lines = [report.summary, *(f"  {line}" for line in report.broken[:SHOWN])]
    if agency:
        lines.append(f"Đã phê duyệt ở {agency}: {len(approved)} thủ tục.")
    for name, remarks in list(report.remarks.items())[:SHOWN]:
        lines.append(f"  {name[:90]}: {' '.join(remarks)}")
    if len(report.remarks) > SHOWN:
        lines.append(f"  … còn {len(report.remarks) - SHOWN} quy trình: thêm --json để xem đủ.")
    return lines
