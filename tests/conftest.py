"""What every test has: the guard against unpinned queries, and a folder of its own."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import override_settings
from hypothesis import HealthCheck
from pytest_django import Settings

from motcua.agencies import calendars, law, published
from motcua.agencies.sharding import guard
from motcua.catalogue import contents
from motcua.eforms import units

pytest_plugins = ["tests.browser"]

# Machines differ in speed: no time limit per example. In CI the examples are the same every time.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _guarded() -> Iterator[None]:
    """Every connection of every thread fails on SQL that touches a dossier table unpinned."""

    def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
        if guard not in connection.execute_wrappers:
            connection.execute_wrappers.append(guard)

    connection_created.connect(watch)
    watch(connection)
    yield
    connection_created.disconnect(watch)


@pytest.fixture(autouse=True, scope="session")
def _journal_can_be_emptied() -> Iterator[None]:
    """Between tests that commit, all tables are emptied: SQLite's trigger must let that happen."""
    if connection.vendor != "sqlite":
        yield
        return
    from django.db.backends.sqlite3.operations import DatabaseOperations

    migration = import_module("motcua.dossiers.migrations.0002_journal_is_final")
    whole = DatabaseOperations.execute_sql_flush

    def without_trigger(self: DatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.schema_editor() as editor:
            migration.backwards(None, editor)
        whole(self, sql_list)
        with self.connection.schema_editor() as editor:
            migration.forwards(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_trigger)
        yield


@pytest.fixture(autouse=True, scope="session")
def _nothing_shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Style sheets come straight from the sources; what is remembered stays in this process."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    in_memory = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with override_settings(
        CACHES=in_memory,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    """Files and mails of a test land in a folder of its own."""
    settings.DATA = tmp_path
    settings.STORAGE_URL = f"file://{tmp_path / 'files'}"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Calendars, versions and throttles are kept in memory: each test begins without."""
    calendars.forget()
    law.forget()
    published.forget()
    contents.forget()
    units.forget()
    cache.clear()
