"""Reads whose SQL is written once and run with other values each time.

Django writes the SQL of a query set anew at every use, which takes ten times as long as running
it. `@prepared` is for the few reads that nearly every request makes; it knows no table.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet, query

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
    """A query set's SQL, which parameter is which argument, and how a row becomes objects."""

    def __init__(
        self, marked: "QuerySet[M]", marks: Sequence[Any], connection: BaseDatabaseWrapper
    ) -> None:
        compiler = marked.query.get_compiler(connection=connection)
        self._sql, self._fixed = compiler.as_sql()
        places = {_adapted(mark, connection): place for place, mark in enumerate(marks)}
        self._places = [places.get(value) for value in self._fixed]
        if set(places.values()) - set(self._places):
            raise LookupError(f"an argument is not in: {self._sql}")
        self._model, select = marked.model, compiler.select
        self._annotations = compiler.annotation_col_map or {}
        self._converters = compiler.get_converters([column for column, *_ in select])
        shape = compiler.klass_info
        self._own = slice(shape["select_fields"][0], shape["select_fields"][-1] + 1)
        self._names = [column.target.attname for column, *_ in select[self._own]]
        related = vars(query)["get_related_populators"]  # Django's own, unknown to its types
        self._related = related(shape, select, DEFAULT_DB_ALIAS)

    def rows(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[M]:
        """Django's own reading of rows, past its writing of SQL."""
        ready = [_adapted(value, connection) for value in values]
        params = [
            fixed if place is None else ready[place]
            for place, fixed in zip(self._places, self._fixed, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        return [self._object(list(row), connection) for row in found]

    def _object(self, row: list[Any], connection: BaseDatabaseWrapper) -> M:
        for place, (converters, column) in self._converters.items():
            for converter in converters:
                row[place] = converter(row[place], column, connection)
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
        for related in self._related:
            related.populate(row, made)
        for name, place in self._annotations.items():
            setattr(made, name, row[place])
        return made


def _mark(place: int, value: Any) -> Any:
    """A value of the same type that nobody asks for."""
    if isinstance(value, str):
        return f"\0mark{place}"
    return -(1 << 62) - place if isinstance(value, int) else date(1, 1, 1) + timedelta(days=place)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """As it stands among the parameters."""
    is_day = isinstance(value, date)
    return connection.ops.adapt_datefield_value(value) if is_day else value
