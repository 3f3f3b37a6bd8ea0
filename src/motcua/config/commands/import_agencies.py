"""Import agencies from a CSV file; the same file again changes nothing.

Columns: code, name, kind, parent, jurisdiction, unit_code, address, phone, opening_hours,
valid_from, valid_to, source. A broken line is named and the others go on.
"""

import argparse

from motcua.config import importing

EXAMPLE = "motcua import-agencies agencies.csv"
add_arguments = importing.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from motcua.agencies.imports import import_agencies

    return importing.run(import_agencies, arguments)
