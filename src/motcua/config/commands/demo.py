"""Install the demo if need be, then start web and worker: the way to try everything.

Creates the embedded database in `./var`, loads the sample province, and prints the address and
the demo accounts. Again: starts at once. Refused in production.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

EXAMPLE = "PORT=8080 motcua demo"
STARTS_WITHIN = 40  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Port, and whether to stop after installing."""
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--prepare-only", action="store_true", help="install, do not start")


def run(arguments: argparse.Namespace) -> int:
    """Install, start, print where to click, and wait for Ctrl-C."""
    from django.conf import settings

    if settings.PRODUCTION:
        raise OSError("the demo is refused in production: use `motcua serve` and `motcua worker`")
    _check_port_is_free(arguments.port)
    _install(Path(settings.DATA))
    return 0 if arguments.prepare_only else _serve(arguments.port)


def _install(folder: Path) -> None:
    from django.core.management import call_command

    from motcua.config import static
    from motcua.sample import demo

    folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    static.build_if_stale()
    demo.load(say=lambda text: print(f"  {text}", flush=True))


def _serve(port: int) -> int:
    """Web and worker as children of this process; one ends, all end."""
    commands = (["serve", "--port", str(port)], ["worker"])
    children = [_start(command, port) for command in commands]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _announce(port, children)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _stop(children)


def _start(command: Sequence[str], port: int) -> subprocess.Popen[bytes]:
    motcua = [sys.executable, "-m", "motcua.config", *command]
    return subprocess.Popen(motcua, env={**os.environ, "PORT": str(port)})


def _announce(port: int, children: Sequence[subprocess.Popen[Any]]) -> None:
    """Print where to click, once the server answers."""
    from motcua.sample.demo import accounts

    address = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + STARTS_WITHIN
    while not _answers(port):
        if time.monotonic() > deadline or any(child.poll() is not None for child in children):
            raise OSError("the server did not start; see the lines above")
        time.sleep(0.2)
    print(f"\n  motcua · {address}\n\n{accounts()}\n\n  Ctrl-C ends it.", flush=True)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _stop(children: Sequence[subprocess.Popen[Any]]) -> None:
    """Ask nicely, then not; in less than ten seconds."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + 7
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def _check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            mend = f"choose another: PORT={port + 1} make run"
            raise OSError(f"port {port} is in use; {mend}") from error
