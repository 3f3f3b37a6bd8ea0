"""A small replay through the command, on the engine of the tests: exact, proven, plausible."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import F, Max, Min
from pytest_django import DjangoDbBlocker

from motcua.catalogue.models import Service
from motcua.core.states import State
from motcua.dossiers import verification, worker
from motcua.dossiers.models import Channel, Dossier, JournalEntry, OutboxRow
from motcua.sample.models import Replay
from motcua.sample.year import replay
from tests.cast import MONDAY
from tests.config.line import motcua

pytestmark = pytest.mark.django_db
WANTED = ("--agency", "H05", "--year", "2018", "--online", "60", "--counter", "200", "--seed", "7")
OF_ITS_RUN = {"acts", "seconds"}


def figures(out: str) -> dict[str, Any]:
    """What the command told, but for how long it took."""
    return {name: found for name, found in json.loads(out).items() if name not in OF_ITS_RUN}


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """The figures of the replay; all of this module's tests look at the same year."""
    with django_db_blocker.unblock(), transaction.atomic():
        done = motcua("simulate", *WANTED, "--json")
        assert done.code == 0, done.err
        yield json.loads(done.out)
        transaction.set_rollback(True)


def done_until(database: Path) -> str:
    """The last day that was committed, as whoever reads beside sees it."""
    with sqlite3.connect(database) as beside:
        rows = beside.execute("SELECT done_until FROM sample_replay").fetchall()
    return str(rows[0][0] or "") if rows else ""


def dossiers() -> Any:
    return Dossier.objects.filter(jurisdiction="H05")


def test_as_many_are_received_by_each_way_as_were_asked_for(told: dict[str, Any]) -> None:
    assert told["received"] == {"online": 60, "assisted": 0, "counter": 200, "post": 0}
    assert Counter(dossiers().values_list("channel", flat=True)) == {"online": 60, "counter": 200}
    assert told["take_up"] == pytest.approx(60 / 260)


def test_settled_ended_and_open_add_up_to_what_was_received(told: dict[str, Any]) -> None:
    settled, ended = told["settled"], told["ended"]

    assert settled["early"] + settled["on_time"] + settled["late"] == settled["total"] > 150
    assert settled["total"] + sum(ended.values()) + told["open"] == 260


def test_819_of_1780_services_are_at_level_3_because_the_others_are_not_published(
    told: dict[str, Any],
) -> None:
    here = Service.objects.filter(agency__jurisdiction="H05")
    levels = Counter(here.filter(earned_level__gte=3).values_list("agency__kind", flat=True))

    assert told["coverage"] == {"services": 1780, "online": 819}
    assert levels == {"province": 716, "district": 91, "commune": 12}
    assert here.filter(earned_level__lt=3).filter(published_at=None).count() == 1780 - 819


def test_every_moment_is_of_2018(told: dict[str, Any]) -> None:
    span = JournalEntry.objects.filter(jurisdiction="H05").aggregate(Min("at"), Max("at"))

    assert span["at__min"] >= datetime(2017, 12, 31, 17, tzinfo=UTC)
    assert span["at__max"] < datetime(2018, 12, 31, 17, tzinfo=UTC)


def test_every_journal_is_proven(told: dict[str, Any]) -> None:
    assert list(verification.faults("H05")) == []
    entries = JournalEntry.objects.filter(jurisdiction="H05").count()
    assert entries == told["acts"] == sum(dossiers().values_list("version", flat=True))


def test_lives_go_all_ways_and_nobody_comes_online_where_it_is_not(told: dict[str, Any]) -> None:
    online = dossiers().filter(channel=Channel.ONLINE)
    states = set(dossiers().values_list("state", flat=True))

    assert {State.RETURNED, State.DECIDED} <= states
    assert not online.filter(service__published_at=None).exists()
    assert dossiers().filter(channel=Channel.COUNTER, service__published_at=None).exists()
    assert dossiers().exclude(reason_for_counter="").filter(channel=Channel.COUNTER).exists()
    assert not dossiers().filter(decided_at__lt=F("accepted_at")).exists()


def test_nobody_is_told_of_what_is_long_past(told: dict[str, Any]) -> None:
    assert not OutboxRow.objects.filter(jurisdiction="H05").exists()
    assert worker.drain("H05", at=MONDAY) == 0
    assert mail.outbox == []


def test_the_same_command_again_changes_nothing(told: dict[str, Any]) -> None:
    again = motcua("simulate", *WANTED, "--json")

    assert json.loads(again.out)["acts"] == 0
    assert figures(again.out) == {n: one for n, one in told.items() if n not in OF_ITS_RUN}


def test_another_number_or_seed_is_refused(told: dict[str, Any]) -> None:
    other = motcua("simulate", *WANTED[:-1], "8")

    assert other.code == 1
    assert "--seed 7" in other.err
    assert "DATABASE_URL" in other.err


def test_killed_three_times_it_comes_to_the_same_figures(
    told: dict[str, Any], tmp_path: Path
) -> None:
    """On SQLite by itself, so with the figures of the other engine where the tests run on that."""
    environment = {
        **os.environ,
        "MOTCUA_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/year.sqlite3",
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
    }
    command = [sys.executable, "-m", "motcua.config"]
    subprocess.run([*command, "manage", "migrate", "-v0"], env=environment, check=True)
    for day in ("2018-01-20", "2018-05-01", "2018-09-10"):
        run = subprocess.Popen([*command, "simulate", *WANTED, "--json"], env=environment)
        while done_until(tmp_path / "year.sqlite3") < day:
            assert run.poll() is None, "it was through before it could be killed"
            time.sleep(0.01)
        run.kill()
        assert run.wait() == -signal.SIGKILL
    whole = subprocess.run(
        [*command, "simulate", *WANTED, "--json"], env=environment, capture_output=True, check=True
    )
    assert json.loads(whole.stdout)["acts"] < told["acts"]
    assert figures(whole.stdout.decode()) == {
        name: one for name, one in told.items() if name not in OF_ITS_RUN
    }
    assert subprocess.run([*command, "verify"], env=environment, check=False).returncode == 0


def test_of_two_at_the_same_time_the_second_stops_before_it_does_a_day_again(
    told: dict[str, Any],
) -> None:
    row = Replay.objects.get(jurisdiction="H05")
    row.done_until = date(2018, 6, 30)  # what the second read before the first went on

    with pytest.raises(replay.OtherData, match="tiến trình khác"), transaction.atomic():
        replay.go_on(row, say=lambda progress: None)
    assert dossiers().count() == 260


@pytest.mark.parametrize("other", [("--agency", "H21"), ("--year", "2019")])
def test_no_other_place_or_year_is_known(other: tuple[str, str]) -> None:
    done = motcua("simulate", *WANTED, *other)

    assert done.code == 1
    assert "H05 --year 2018" in done.err


def test_a_production_installation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PRODUCTION", True)

    assert motcua("simulate", *WANTED).code == 1


def test_help_has_an_example() -> None:
    assert "--online 22667" in motcua("simulate", "--help").out
    assert replay.JURISDICTION == "H05"
