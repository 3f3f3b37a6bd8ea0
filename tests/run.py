"""Run the whole suite: on SQLite with the journeys in a browser, then on PostgreSQL.

Further arguments go to pytest: `python -m tests.run -k supplement`.
"""

import os
import subprocess
import sys

from tests.postgres import server

SAME_ORDER = ["--randomly-seed=1"] if "CI" in os.environ else []
NO_DATABASE = ["--ignore=tests/core"]  # the core knows none: once is enough
PARALLEL = ["-n", str(os.cpu_count() or 2), "--dist", "loadscope"]


def main() -> int:
    """Both runs; the exit code is 0 only if both pass."""
    print("── SQLite ──", flush=True)
    sqlite = _pytest(PARALLEL, {"DATABASE_URL": "sqlite:///:memory:"})
    print("── PostgreSQL ──", flush=True)
    with server() as url:
        more = ["-m", "not journey", *NO_DATABASE]
        postgres = _pytest([*PARALLEL, *more], {"DATABASE_URL": url})
    return sqlite or postgres


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *SAME_ORDER, *arguments, *sys.argv[1:]]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
