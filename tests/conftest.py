"""What every test has: the guard against queries without a jurisdiction, and a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from motcua.agencies.sharding import guard


@pytest.fixture(autouse=True, scope="session")
def _guarded() -> Iterator[None]:
    """Every connection of every thread fails on SQL that touches a dossier table unpinned."""

    def watch(connection: object, **_: object) -> None:
        wrappers: list[object] = connection.execute_wrappers  # type: ignore[attr-defined]
        if guard not in wrappers:
            wrappers.append(guard)

    connection_created.connect(watch)
    if connection.connection is not None:
        watch(connection)
    yield
    connection_created.disconnect(watch)


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    """Files and mails of a test land in a folder of its own."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    settings.STORAGE_URL = f"file://{tmp_path / 'files'}"  # type: ignore[attr-defined]
