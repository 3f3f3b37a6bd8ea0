"""The command `motcua`."""

import os
import sys


def main() -> None:
    """Run one command of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    from django.core.management import execute_from_command_line

    if sys.argv[1:2] == ["manage"]:
        execute_from_command_line(["motcua manage", *sys.argv[2:]])
