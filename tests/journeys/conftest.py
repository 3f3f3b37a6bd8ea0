"""The product as a newcomer starts it: a folder of its own, the sample, web and worker."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

STARTS_WITHIN = 240  # seconds, on a machine that runs the other tests too


@dataclass(frozen=True)
class Running:
    """A started demo: where it answers, its folder and the password of its accounts."""

    url: str
    data: Path
    password: str
    environment: dict[str, str]

    def motcua(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command on the same data."""
        command = [sys.executable, "-m", "motcua.config", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo, started once for all journeys."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    own = {"MOTCUA_DATA": str(folder), "PORT": str(port), "MOTCUA_SITE_URL": url}
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | own
    output = (folder / "output").open("w+")
    command = [sys.executable, "-m", "motcua.config", "demo", "--port", str(port)]
    # Whoever runs the tests in the background has Ctrl-C ignored; the demo must hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, env=environment, stdout=output, start_new_session=True)
    try:
        printed = _wait(process, folder / "output")
        password = re.search(r"Mật khẩu chung: (\S+)", printed)
        assert password, printed
        yield Running(url, folder, password[1], environment)
    finally:
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        process.wait(timeout=20)
        output.close()
        assert time.monotonic() - began < 10, "Ctrl-C must end it in less than ten seconds"


def _wait(process: subprocess.Popen[bytes], output: Path) -> str:
    deadline = time.monotonic() + STARTS_WITHIN
    while "Ctrl-C" not in (printed := output.read_text()):
        assert process.poll() is None, printed
        assert time.monotonic() < deadline, printed
        time.sleep(0.3)
    return printed


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
