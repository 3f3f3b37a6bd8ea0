"""Start the web server on 127.0.0.1 (PORT, default 8000)."""

import argparse
import os

EXAMPLE = "PORT=8080 motcua serve --workers 2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address, port, processes and threads."""
    parser.add_argument("--host", help="address to listen on; default HOST, 127.0.0.1")
    parser.add_argument("--port", type=int, help="default PORT, 8000")
    parser.add_argument("--workers", type=int, help="processes; default one a core, up to 4")
    parser.add_argument("--threads", type=int, default=4, help="per worker; default 4")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped. Refuses where the port is taken or the database is not ready."""
    from motcua.config import doctor, environment, ports, static

    found = environment.read()
    host, port = arguments.host or found.host, arguments.port or found.port
    ports.check_free(host, port)
    doctor.check_database()
    static.build_if_stale()
    _serve(host, port, arguments.workers, arguments.threads)
    return 0


def _serve(host: str, port: int, workers: int | None, threads: int) -> None:
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from motcua.config.stopping import Server, application

    connections.close_all()  # the workers are forked: none may share a connection
    Server(
        "motcua.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(os.cpu_count() or 1, 4),
        blocking_threads=threads,
        log_enabled=True,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
        websockets=False,
    ).serve(target_loader=application)
