"""Import holidays and exchanged days, for time limits; the same file again changes nothing.

Columns: date, name, kind, source; kind is holiday, in_lieu, swapped_off or working_saturday. A
broken line is named and the others go on; so is a day that has passed in a year that has its days.
"""

import argparse
from functools import partial

from motcua.config import importing

EXAMPLE = "motcua import-calendar holidays.csv"
add_arguments = importing.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Import, and print what happened; 1 when a line could not be taken."""
    from django.utils import timezone

    from motcua.agencies.calendar_imports import import_calendar
    from motcua.core.moments import local_day

    today = local_day(timezone.now())
    return importing.run(partial(import_calendar, today=today), arguments)
