"""Import agencies from a CSV file or a spreadsheet; the same file again changes nothing.

Columns of the CSV: code, name, kind, parent, jurisdiction, unit_code, address, phone,
opening_hours, valid_from, valid_to, source. A broken line is named and the others go on. A workbook
(.xlsx) is the one of `motcua import-sheet agencies`: all of it or nothing.
"""

import argparse
from pathlib import Path

from motcua.config import importing

EXAMPLE = "motcua import-agencies agencies.csv"
add_arguments = importing.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    if arguments.file.lower().endswith(".xlsx"):
        from motcua.bulk.kinds import KINDS
        from motcua.config.commands import import_sheet

        path = Path(arguments.file)
        return import_sheet.take(KINDS["agencies"], path, check=False, as_json=arguments.json)
    from motcua.agencies.imports import import_agencies

    return importing.run(import_agencies, arguments)
