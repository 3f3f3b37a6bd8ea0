"""What every test has: the guard against queries without a jurisdiction, and a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import override_settings

from motcua.agencies.sharding import guard

pytest_plugins = ["tests.browser"]


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


@pytest.fixture(autouse=True, scope="session")
def _plain_static(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Style sheets come straight from the sources: nothing is collected, hashed or compressed."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    """Files and mails of a test land in a folder of its own."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    settings.STORAGE_URL = f"file://{tmp_path / 'files'}"  # type: ignore[attr-defined]
