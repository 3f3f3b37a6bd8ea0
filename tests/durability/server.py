"""The real server on a folder of its own, which can be killed like a power cut."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

STARTS_WITHIN = 90  # seconds, on a machine that runs the other tests too
PREPARE = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from motcua.sample import agencies, procedures
call_command("migrate", verbosity=0)
agencies.load_agencies(); procedures.load_procedures(timezone.now())
procedures.load_offers(timezone.now())
"""
OFFICERS = """
import json, django; django.setup()
from django.utils import timezone
from motcua.people.models import User
from motcua.people.tokens import make_token
from motcua.sample import officers
now = timezone.now()
officers.load_officers("a-password-of-the-tests", now)
people = [User.objects.get(username=name) for name in ("motcua", "chuyenvien", "lanhdao", "thue")]
made = [make_token(one, name="test", scope="desk", days=200, at=now) for one in people]
print(json.dumps([secret for _, secret in made]))
"""


class Server:
    """`motcua serve` in a session of its own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.port = folder, free_port()
        own = {
            "MOTCUA_DATA": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/motcua.sqlite3",
            "MOTCUA_STORAGE_URL": f"file://{folder}/files",
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
            "PORT": str(self.port),
            **settings,
        }
        self.environment = {**os.environ, **own}
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Tables and the sample's services."""
        subprocess.run([sys.executable, "-c", PREPARE], env=self.environment, check=True)

    def officers(self) -> list[str]:
        """Tokens of a desk officer, a handling officer and a head, of all agencies that offer; last
        of an officer of the tax office, which they ask.
        """
        made = subprocess.run(
            [sys.executable, "-c", OFFICERS],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        tokens: list[str] = json.loads(made.stdout)
        return tokens

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "motcua.config", "serve", "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + STARTS_WITHIN
        while self.ask("GET", "/healthz")[0] != 200:
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill every process of it at once: nothing can be tidied up."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)

    def motcua(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command on the same data."""
        command = [sys.executable, "-m", "motcua.config", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, Any]:
        """Status and JSON; status 0 when nobody answered."""
        sent = dict(headers or {})
        if isinstance(body, dict):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
