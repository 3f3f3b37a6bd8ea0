"""Install the demo if need be, then start web and worker: the way to try everything.

Creates the embedded database in `./var`, loads the sample province, and prints the address and
the demo accounts. Again: starts at once. Refused in production.
"""

import argparse
import http.client
import ipaddress
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from motcua.config import environment
from motcua.core.refusals import NotAllowed, Refusal

EXAMPLE = "PORT=8080 motcua demo"
STARTS_WITHIN = 40  # seconds
Children = Mapping[str, subprocess.Popen[Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Port, and whether to stop after installing."""
    parser.add_argument("--port", type=int, help="default PORT, 8000")
    parser.add_argument("--prepare-only", action="store_true", help="install, do not start")


def run(arguments: argparse.Namespace) -> int:
    """Install, start, print where to click, and wait for Ctrl-C."""
    from django.conf import settings

    from motcua.config import ports

    found = environment.read()
    port = arguments.port or found.port
    _check_not_production(production=settings.PRODUCTION)
    if arguments.prepare_only:
        _install()
        return 0
    ports.check_free(found.host, port)
    _install()
    return _serve(found.host, port)


def _check_not_production(*, production: bool) -> None:
    if production:
        raise NotAllowed(
            "Bản thử không chạy khi MOTCUA_ENV=production.",
            why="Tài khoản mẫu và hồ sơ mẫu không được lẫn vào dữ liệu thật.",
            mend="Dùng: motcua manage migrate, rồi motcua serve và motcua worker.",
        )


def _install() -> None:
    from django.core.management import call_command

    from motcua.config import static
    from motcua.sample import demo

    call_command("migrate", verbosity=0)
    static.build_if_stale()
    demo.load(say=lambda text: print(f"  {text}", flush=True))


def _serve(host: str, port: int) -> int:
    """Web and worker as children of this process; one ends, all end."""
    for number in (signal.SIGTERM, signal.SIGHUP):  # stopped from outside, or the window closed
        signal.signal(number, lambda *_: sys.exit(0))
    children = {
        "serve": _start(["serve", "--host", host, "--port", str(port)], port),
        "worker": _start(["worker"], port),
    }
    try:
        _announce(_here(host), port, children)
        while all(child.poll() is None for child in children.values()):
            time.sleep(0.3)
        raise _ended(children)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _stop(list(children.values()))


def _ended(children: Children) -> Refusal:
    """Names who ended, and with what code: minus a number is a signal."""
    ended = {name: child.poll() for name, child in children.items()}
    names = [f"motcua {name} (mã {code})" for name, code in ended.items() if code is not None]
    return Refusal(
        f"{', '.join(names)} đã dừng, nên dừng tất cả.",
        why="Lý do, nếu có, ở các dòng trên.",
        mend="Chạy lại: make run. Vẫn vậy thì chạy: motcua doctor",
    )


def _start(command: Sequence[str], port: int) -> subprocess.Popen[bytes]:
    motcua = [sys.executable, "-m", "motcua.config", *command]
    return subprocess.Popen(motcua, env={**os.environ, "PORT": str(port)})


def _announce(host: str, port: int, children: Children) -> None:
    """Print where to click, once the server answers."""
    from motcua.sample.demo import accounts

    deadline = time.monotonic() + STARTS_WITHIN
    while not _answers(host, port):
        if any(child.poll() is not None for child in children.values()):
            raise _ended(children)
        if time.monotonic() > deadline:
            raise Refusal(
                f"Sau {STARTS_WITHIN} giây máy chủ web chưa trả lời.",
                mend="Xem các dòng trên, rồi chạy lại: make run",
            )
        time.sleep(0.2)
    print(f"\n  motcua · http://{host}:{port}/\n\n{accounts()}\n\n  Ctrl-C để dừng.", flush=True)


def _here(host: str) -> str:
    """Where a browser on this machine finds it: listening everywhere is no address."""
    try:
        return environment.HERE if ipaddress.ip_address(host).is_unspecified else host
    except ValueError:  # a name
        return host


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        # Whatever ALLOWED_HOSTS says to this name: an answer is an answer.
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
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
