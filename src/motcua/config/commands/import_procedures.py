"""Import procedures from a JSON Lines file; the same file again changes nothing.

What could not be read in a record is reported and kept as text; a broken line is named and the
others go on.
"""

import argparse
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.catalogue.import_report import Report

EXAMPLE = "motcua import-procedures procedures.jsonl.gz"
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether to print JSON only."""
    parser.add_argument("file", help=".jsonl or .jsonl.gz, one procedure a line")
    parser.add_argument(
        "--json", action="store_true", help="print JSON only, with every remark on every record"
    )


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from django.utils import timezone

    from motcua.catalogue.imports import import_procedures
    from motcua.config import progress

    with progress.counting("thủ tục đã đọc", silent=arguments.json) as show:
        report = import_procedures(arguments.file, progress=show, at=timezone.now())
    if arguments.json:
        print(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        print("\n".join(_lines(report)))
    return 1 if report.broken else 0


def _lines(report: "Report") -> list[str]:
    """The counts, the first broken lines, and where to read the rest."""
    lines = [report.summary, *(f"  {line.sentence}" for line in report.broken[:SHOWN])]
    if len(report.broken) > SHOWN:
        lines.append(f"  … còn {len(report.broken) - SHOWN} dòng lỗi: thêm --json để xem đủ.")
    if report.remarks:
        lines.append("  Chưa hiểu hết điều gì, ở thủ tục nào: thêm --json. Nguyên văn được giữ.")
    return lines
