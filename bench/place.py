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
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Identifier

NAME = f"motcua_bench_{os.getpid()}"
SERVER = os.environ.get("DATABASE_URL", "")


@contextmanager
def opened() -> Iterator[None]:
    """Point the environment at a fresh place, before Django is set up."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    url = f"sqlite:///{folder}/{NAME}"
    with ExitStack() as after:
        after.callback(shutil.rmtree, folder, ignore_errors=True)
        if SERVER.startswith("postgres"):
            _on_server("CREATE DATABASE {}", NAME)
            after.callback(_drop_all)
            url = urlsplit(SERVER)._replace(path=f"/{NAME}").geturl()
        os.environ.update(_environment(folder, url))
        yield


def copied(name: str) -> BaseDatabaseWrapper:
    """A connection to a copy of the database as it is now."""
    original = connections[DEFAULT_DB_ALIAS]
    original.close()
    there = f"{original.settings_dict['NAME']}_{name}"
    if original.vendor == "sqlite":
        shutil.copy(original.settings_dict["NAME"], there)
    else:
        _on_server("CREATE DATABASE {} TEMPLATE {}", there, NAME)
    return type(original)({**original.settings_dict, "NAME": there}, DEFAULT_DB_ALIAS)


@contextmanager
def inside(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let everything in this thread work on that database."""
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


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


def _drop_all() -> None:
    connections.close_all()
    with psycopg.connect(SERVER) as server:
        ours = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{NAME}%"]
        ).fetchall()
    for (name,) in ours:
        _on_server("DROP DATABASE {} WITH (FORCE)", name)


def _on_server(statement: str, *names: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(SQL(statement).format(*map(Identifier, names)))
