"""Import provinces and communes, for addresses; the same file again changes nothing.

Columns: code, name, kind, parent, valid_from, valid_to, former_names. A broken line is named and
the others go on.
"""

import argparse

from motcua.config import importing

EXAMPLE = "motcua import-units units.csv"
add_arguments = importing.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from motcua.agencies.unit_imports import import_units

    return importing.run(import_units, arguments)
