"""A submission that was acknowledged survives `kill -9`; one that was not is whole or not at all.

The real server is killed twenty times while applicants hand in dossiers.
"""

import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.applicants import applicants_of
from tests.durability.server import Server

KILLS, APPLICANTS = 20, 3


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A prepared server that runs."""
    made = Server(tmp_path)
    made.prepare()
    made.start()
    yield made
    made.kill()


@pytest.mark.journey
def test_twenty_kills_lose_nothing_and_leave_nothing_half_done(server: Server) -> None:
    applicants = applicants_of(server)
    threads = applicants.run(APPLICANTS)
    rng = random.Random(20)
    for _ in range(KILLS):
        time.sleep(rng.uniform(0.2, 1.0))
        server.kill()
        server.start()
    applicants.stop.set()
    for thread in threads:
        thread.join(timeout=30)

    acknowledged = [one for one in applicants.handed if one.code]
    unanswered = [one for one in applicants.handed if not one.code]
    assert len(acknowledged) >= KILLS, "the applicants hardly came to anything"
    for one in acknowledged:
        status, dossier = server.ask(
            "GET", f"/api/v1/dossiers/{one.code}", headers={"X-Draft-Secret": one.secret}
        )
        assert status == 200, one
        assert dossier["state"] == "submitted"
        assert len(dossier["documents"]) == len(applicants.papers)
        assert applicants.submit(one) == one.code, "the same key gets the same answer"
    for one in unanswered:
        one.code = applicants.submit(one)
        assert one.code, "what was not acknowledged can be handed in again"
    codes = [one.code for one in applicants.handed]
    assert len(set(codes)) == len(codes), "nothing was handed in twice"
    assert sorted(codes) == _codes(server), "nothing is there that nobody handed in"
    _check_gapless(codes)
    assert _told(server) == len(codes), "each dossier has its entry, and each entry its outbox row"
    proof = server.motcua("verify")
    assert proof.returncode == 0, proof.stdout


def _codes(server: Server) -> list[str]:
    """Every dossier's code, read from the database itself."""
    with sqlite3.connect(server.folder / "motcua.sqlite3") as database:
        rows = database.execute("SELECT code FROM dossiers_dossier").fetchall()
    return sorted(code for (code,) in rows)


def _told(server: Server) -> int:
    """Entries of journals with an outbox row of theirs; no more and no fewer than entries."""
    both = """
        SELECT COUNT(*), COUNT(o.id) FROM dossiers_journalentry e
        LEFT JOIN dossiers_outboxrow o ON o.dossier_id = e.dossier_id AND o.entry_number = e.number
    """
    with sqlite3.connect(server.folder / "motcua.sqlite3") as database:
        entries, rows = database.execute(both).fetchone()
    assert entries == rows
    return int(rows)


def _check_gapless(codes: list[str]) -> None:
    serials = defaultdict(list)
    for code in codes:
        day, _, serial = code.rpartition("-")
        serials[day].append(int(serial))
    for found in serials.values():
        assert sorted(found) == list(range(1, len(found) + 1))
