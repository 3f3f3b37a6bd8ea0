"""A place of its own for a run: a temporary folder and databases that are gone afterwards.

On SQLite its files lie in the folder; with a `DATABASE_URL` of PostgreSQL it makes databases of its
own on that server. Nothing that was there before is touched.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

_FIRST = "motcua_bench"


@contextmanager
def opened() -> Iterator[Path]:
    """Point the environment at a fresh place, before Django is set up; yields its folder."""
    server = os.environ.get("DATABASE_URL", "")
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    with ExitStack() as after:
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        if server.startswith("postgres"):
            name = f"{_FIRST}_{os.getpid()}"
            _run(server, "CREATE DATABASE {}", name)
            after.callback(_run, server, "DROP DATABASE {} WITH (FORCE)", name)
            url = urlsplit(server)._replace(path=f"/{name}").geturl()
        else:
            url = f"sqlite:///{folder}/{_FIRST}.sqlite3"
        os.environ.update(_environment(folder, url))
        yield folder


def _environment(folder: Path, url: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "DATABASE_URL": url,
        "MOTCUA_DATA": str(folder),
        "MOTCUA_STORAGE_URL": f"file://{folder}/files",
        "MOTCUA_ENV": "demo",
        "MOTCUA_VIRUS_CHECK": "",
        "EMAIL_URL": "files://",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
    }


def _run(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL(statement).format(*map(Identifier, names)))
