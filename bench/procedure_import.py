"""Time and peak memory of importing a national file of procedures, in a process of its own."""

import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.made_up import procedures_file

SECONDS, MEGABYTES = 60, 500


def measure(options: Any) -> list[Figure]:
    """The file once, and once more when nothing is new."""
    file = options.procedures or procedures_file(options.folder)
    first, again = _run(file), _run(file)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Figure(name="import of a national file", value=first, unit="s", goal=SECONDS),
        Figure(name="the same file again", value=again, unit="s"),
        Figure(name="peak memory of the import", value=peak, unit="MB", goal=MEGABYTES),
    ]


def _run(file: Path) -> float:
    command = [sys.executable, "-m", "motcua.config", "import-procedures", str(file), "--json"]
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SystemExit(f"the import of {file} failed")
    return time.perf_counter() - began
