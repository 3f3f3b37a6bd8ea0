"""The same thing at the same moment, by several: in threads where the engine has many writers.

SQLite's tests share one connection in memory, and its one writer comes after the other anyway.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def together(*things: Callable[[], Any]) -> list[Any]:
    """What each of them returned, or the exception that it raised, in their order."""
    if connection.vendor == "sqlite":
        return [_outcome(thing) for thing in things]
    start = Barrier(len(things))
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(lambda thing: _in_thread(thing, start), things))


def _in_thread(thing: Callable[[], Any], start: Barrier) -> Any:
    start.wait(timeout=20)
    try:
        return _outcome(thing)
    finally:
        connection.close()


def _outcome(thing: Callable[[], Any]) -> Any:
    try:
        return thing()
    except Exception as error:
        return error


def kinds(outcomes: Sequence[Any]) -> list[str]:
    """The classes of what came, in alphabetical order."""
    return sorted(type(outcome).__name__ for outcome in outcomes)
