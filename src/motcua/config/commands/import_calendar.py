"""Import holidays and exchanged days, for time limits; the same file again changes nothing.

Columns: date, name, kind, source; kind is holiday, in_lieu, swapped_off or working_saturday. A
broken line is named and the others go on.
"""

import argparse

from motcua.config import importing

EXAMPLE = "motcua import-calendar holidays.csv"
add_arguments = importing.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from motcua.agencies.calendar_imports import import_calendar

    return importing.run(import_calendar, arguments)
