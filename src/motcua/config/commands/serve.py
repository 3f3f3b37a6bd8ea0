"""Start the web server on 127.0.0.1 (PORT, default 8000)."""

import argparse
import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

EXAMPLE = "PORT=8080 motcua serve --workers 2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address, port, processes and threads."""
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--threads", type=int, default=4, help="per worker")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    from motcua.config import static

    static.build_if_stale()
    Granian(
        "motcua.config.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=arguments.threads,
        log_enabled=True,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
        websockets=False,
    ).serve()
    return 0
