"""Commands as processes of their own: what they refuse before they start, and how they end."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.config.commands import demo

SECONDS = 60  # none of these comes so far as to serve


def motcua(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty place of work."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    source = str(Path(demo.__file__).parents[3])
    return subprocess.run(
        [sys.executable, "-m", "motcua.config", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": source} | environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("command", ["serve", "worker", "demo", "doctor"])
def test_nothing_starts_in_production_with_the_secret_of_the_demo(
    command: str, tmp_path: Path
) -> None:
    done = motcua(tmp_path, command, MOTCUA_ENV="production")

    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_is_refused_in_production(tmp_path: Path) -> None:
    done = motcua(tmp_path, "demo", MOTCUA_ENV="production", SECRET_KEY="x" * 50)

    assert done.returncode == 1
    assert "motcua serve" in done.stderr
    assert not (tmp_path / "var" / "motcua.sqlite3").exists()


@pytest.mark.parametrize("command", ["serve", "worker", "verify"])
def test_a_database_without_tables_is_said_with_the_cure(command: str, tmp_path: Path) -> None:
    done = motcua(tmp_path, command)

    assert done.returncode == 1
    assert "motcua manage migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_said_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://motcua:geheim@127.0.0.1:1/motcua"

    for command in ("verify", "serve", "doctor"):
        done = motcua(tmp_path, command, DATABASE_URL=url)

        assert done.returncode == 1
        assert "DATABASE_URL" in done.stderr + done.stdout
        assert "geheim" not in done.stderr + done.stdout
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_said_with_another_to_try(command: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = motcua(tmp_path, command, PORT=str(port))

    assert done.returncode == 1
    assert f"PORT={port + 1}" in done.stderr


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    done = motcua(tmp_path, "verify", MOTCUA_DATA=str(tmp_path / "file" / "var"))

    assert done.returncode == 1
    assert str(tmp_path / "file") in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_names_the_part_that_ended() -> None:
    children = {
        "serve": subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]),
        "worker": subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]),
    }
    children["serve"].wait()

    sentence = demo._ended(children).sentence
    demo._stop(list(children.values()))

    assert "motcua serve (mã 3)" in sentence
    assert "worker (" not in sentence
    assert all(child.returncode is not None for child in children.values())
