"""No silent dossier: whatever dies and whenever, each open one keeps a holder, an act and a time.

Applicants hand in, officers act, the worker tells and mails, all at once on one database, while
server, officers' requests, worker, timers and mail server are killed at two hundred points.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.durability.applicants import Applicants, applicants_of
from tests.durability.server import Server, free_port

SERVER, MAIL, OFFICERS, WORKER, CLOCK = 8, 20, 80, 80, 12
assert SERVER + MAIL + OFFICERS + WORKER + CLOCK == 200
MORE = 5
LONGEST = 240  # seconds of one kind of lives, on a machine that runs the other tests too


class Town:
    """A server with mail, officers and applicants, all of which can be killed."""

    def __init__(self, folder: Path) -> None:
        self.mail_port, self.taken = free_port(), folder / "taken"
        self.taken.touch()
        self.complaints = folder / "complaints"
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}", **_own_database()}
        self.server = Server(folder, **mail)
        self.server.prepare()
        self.tokens = self.server.officers()
        self.running: list[subprocess.Popen[bytes]] = []

    def let(self, work: str, **known: Any) -> subprocess.Popen[bytes]:
        """Start lives of this kind of work."""
        command = [sys.executable, "-m", "tests.durability.lives", work, json.dumps(known)]
        with self.complaints.open("a") as book:
            process = subprocess.Popen(
                command,
                env=self.server.environment,
                stdout=subprocess.DEVNULL,
                stderr=book,
                start_new_session=True,  # so that its forks can be ended with it
            )
        self.running.append(process)
        return process

    def let_end(self, *works: subprocess.Popen[bytes]) -> None:
        """Wait until these are through; what went wrong in them went wrong here."""
        for process in works:
            assert process.wait(timeout=LONGEST) == 0, self.complaints.read_text()[-3000:]

    def open_the_mail(self, *, kills: int) -> subprocess.Popen[bytes]:
        """A mail server that dies so often; one that is not to die stays."""
        return self.let("mail", port=self.mail_port, taken=str(self.taken), kills=kills, seed=1)

    def kill_the_server(self, rng: random.Random) -> None:
        """As in a power cut, wherever it is."""
        time.sleep(rng.uniform(0.2, 1.0))
        self.server.kill()
        self.server.start()

    def tell(self) -> dict[str, Any]:
        """What is in the database."""
        book = self.server.folder / "told.json"
        self.let_end(self.let("tell", book=str(book), tokens=self.tokens))
        told: dict[str, Any] = json.loads(book.read_text())
        return told

    def close(self) -> None:
        """End what still runs."""
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.server.kill()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town that runs."""
    made = Town(tmp_path)
    made.server.start()
    yield made
    made.close()


@pytest.mark.journey
def test_two_hundred_kills_leave_no_dossier_without_holder_act_and_time(town: Town) -> None:
    applicants = applicants_of(town.server, pause=0.8)
    _let_all_die(town, applicants)
    town.let_end(town.let("drain"))
    told = town.tell()

    assert [one for one in told["open"] if not _is_held(one)] == []
    assert len(told["open"]) >= MORE, "there was something to hold"
    assert len(set(told["states"])) >= 5, Counter(told["states"])
    assert "dossier.consulted" in told["kinds"], "another registry was asked under the kills"
    assert told["entries_without_row"] == 0, "each act was told to the worker once"
    assert told["undone"] == told["unsent"] == 0, "the worker made all there was to make"
    taken = {line.strip("<>").partition("@")[0] for line in town.taken.read_text().split()}
    assert told["mailed"], "applicants were to be told"
    assert set(told["mailed"]) <= taken, "what counts as sent was taken"
    for command in ("verify", "doctor"):
        proof = town.server.motcua(command)
        assert proof.returncode == 0, proof.stdout


def _let_all_die(town: Town, applicants: Applicants) -> None:
    """Everything at once; the timers of a later time when the others are through."""
    threads = applicants.run(1)
    _wait_for_more(applicants)
    others = [
        town.open_the_mail(kills=MAIL),
        town.let("officers", kills=OFFICERS, seed=2, tokens=town.tokens),
        town.let("worker", kills=WORKER, seed=3),
    ]
    rng = random.Random(4)
    for _ in range(SERVER):
        town.kill_the_server(rng)
    town.let_end(*others)
    town.open_the_mail(kills=0)
    _wait_for_more(applicants)
    applicants.stop.set()
    for thread in threads:
        thread.join(timeout=30)
    town.let_end(town.let("clock", kills=CLOCK, seed=5))


def _wait_for_more(applicants: Applicants) -> None:
    """Until some more were handed in and acknowledged."""
    enough, until = _acknowledged(applicants) + MORE, time.monotonic() + LONGEST
    while _acknowledged(applicants) < enough:
        assert time.monotonic() < until, "the applicants come to nothing"
        time.sleep(0.1)


def _acknowledged(applicants: Applicants) -> int:
    return sum(1 for one in applicants.handed if one.code)


def _is_held(one: dict[str, Any]) -> bool:
    """By a role of an agency with an act on offer, or by the applicant; and until when."""
    with_applicant = one["state"] == "awaiting_applicant"
    held = one["holder_agency"] is not None and (
        with_applicant or (one["holder_role"] and one["acts"])
    )
    return bool(held and one["due_at"])


def _own_database() -> dict[str, str]:
    """On PostgreSQL one beside that of the tests; SQLite's is a file of the server's own."""
    if connection.vendor != "postgresql":
        return {}
    name = f"killed_{os.getpid()}"
    address = os.environ["DATABASE_URL"]
    import psycopg

    with psycopg.connect(address, autocommit=True) as database:
        database.execute(f'CREATE DATABASE "{name}"')
    return {"DATABASE_URL": f"{address.rpartition('/')[0]}/{name}"}
