"""A WSGI application under granian in a session of its own, and the CPU it has used."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 60  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server that answers at `port`; `session` holds all its processes."""

    session: int
    port: int

    def cpu_seconds(self) -> float:
        """User and system time of every process of the session, children that ended included."""
        return sum(map(self._ticks, Path("/proc").glob("[0-9]*"))) / _TICKS

    def _ticks(self, process: Path) -> int:
        """See proc(5): after the name in brackets, `session` is the 4th, the times are 12 to 15."""
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return 0
        return sum(map(int, fields[11:15])) if int(fields[3]) == self.session else 0


@contextmanager
def served(application: str) -> Iterator[Served]:
    """Start `module:application` with one worker, wait until it answers, end it afterwards."""
    port = _free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1",
        "--blocking-threads", "4", "--port", str(port), "--no-ws", "--log-level", "warning",
        application,
    ]  # fmt: skip
    process = subprocess.Popen(command, start_new_session=True)
    try:
        _wait(process, port)
        yield Served(process.pid, port)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("the server did not start; see the lines above")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return bool(connection.getresponse().status)
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
