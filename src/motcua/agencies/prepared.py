"""Reads whose SQL is written once and run with other values each time.

Django writes the SQL of a query set anew at every use, which takes ten times as long as running
it. `@prepared` is for the few reads that nearly every request makes; it knows no table.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, timedelta
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

P = ParamSpec("P")
M = TypeVar("M", bound=Model)


def prepared(build: Callable[P, "QuerySet[M]"]) -> Callable[P, list[M]]:
    """Turn a function that makes a query set into one that reads its rows.

    The function is called once per engine, with marks in place of its arguments: texts, numbers
    of 64 bits or days, given by position. Each must reach the SQL as it is: raises `LookupError`
    where one does not, `TypeError` for a named one.
    """
    written: dict[str, _Written[M]] = {}

    @wraps(build)
    def rows(*values: P.args, **named: P.kwargs) -> list[M]:
        if named:
            raise TypeError(f"{build.__name__}: by position, please")
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in written:
            marks = [_mark(place, value) for place, value in enumerate(values)]
            written[connection.vendor] = _Written(build(*marks, **named), marks, connection)
        return written[connection.vendor].rows(values, connection)

    return rows


class _Written(Generic[M]):
    """A query set with its SQL, and which parameter of the SQL is which argument."""

    def __init__(
        self, marked: "QuerySet[M]", marks: Sequence[Any], connection: BaseDatabaseWrapper
    ) -> None:
        self._marked = marked
        self._compiler = marked.query.get_compiler(connection=connection)
        self._sql, found = self._compiler.as_sql()
        places = {_adapted(mark, connection): place for place, mark in enumerate(marks)}
        self._places = [places.get(value) for value in found]
        self._fixed = found
        read = [column for column, *_ in self._compiler.select]
        self._converters = self._compiler.get_converters(read)
        if set(places.values()) - set(self._places):
            raise LookupError(f"an argument is not in: {self._sql}")

    def rows(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[M]:
        """Django's own reading of rows, past its writing of SQL."""
        ready = [_adapted(value, connection) for value in values]
        params = tuple(
            fixed if place is None else ready[place]
            for place, fixed in zip(self._places, self._fixed, strict=True)
        )
        compiler, query = copy(self._compiler), copy(self._marked.query)
        vars(compiler).update(
            connection=connection,
            as_sql=lambda: (self._sql, params),
            get_converters=lambda _: self._converters,
        )
        vars(query).update(get_compiler=lambda using: compiler)
        return list(QuerySet(self._marked.model, query))


def _mark(place: int, value: Any) -> Any:
    """A value of the same type that nobody asks for."""
    if isinstance(value, str):
        return f"\0mark{place}"
    return -(1 << 62) - place if isinstance(value, int) else date(1, 1, 1) + timedelta(days=place)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """As it stands among the parameters."""
    is_day = isinstance(value, date)
    return connection.ops.adapt_datefield_value(value) if is_day else value
