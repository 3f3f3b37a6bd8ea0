"""Time and peak memory of importing a file of procedures, by the command itself."""

import os
import subprocess
import sys
import time
from argparse import Namespace

from bench.figures import Figure
from bench.procedures import file_of

SECONDS, MEGABYTES = 60, 500


def measure(options: Namespace) -> list[Figure]:
    """Into the database of this run, which the search then uses."""
    command = [sys.executable, "-m", "motcua.config", "import-procedures", str(file_of(options))]
    began = time.monotonic()
    process = subprocess.Popen([*command, "--json"], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took, peak = time.monotonic() - began, used.ru_maxrss / 1024
    cpu = used.ru_utime + used.ru_stime
    return [
        Figure(name="import of the procedures", value=took, unit="s", goal=SECONDS),
        Figure(name="import of the procedures, CPU", value=cpu, unit="s"),
        Figure(name="import of the procedures, peak", value=peak, unit="MB", goal=MEGABYTES),
    ]
