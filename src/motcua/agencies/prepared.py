"""Reads whose SQL is written once and run with other values each time.

Django writes the SQL of a query set anew at every use, which takes ten times as long as running
it. `@prepared` is for the few reads that nearly every request makes; it knows no table.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import wraps
from operator import itemgetter
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

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
        self._annotations = compiler.annotation_col_map or {}
        columns = [column for column, *_ in compiler.select]
        self._converters = compiler.get_converters(columns)
        self._shape = _Shape(compiler.klass_info, columns)

    def rows(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[M]:
        """What the query set would give, past Django's writing of SQL."""
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
        made: M = self._shape.made_of(row)
        for name, place in self._annotations.items():
            setattr(made, name, row[place])
        return made


class _Shape:
    """Where in a row the columns of a model lie, and those of the models it brings along.

    Its objects are those of `Model.from_db`, made without the signals and defaults that no row
    from the database needs: that takes a third of the time.
    """

    def __init__(self, told: Mapping[str, Any], columns: Sequence[Any]) -> None:
        """`told` is what Django's compiler knows about the class (`klass_info`)."""
        self._model: type[Any] = told["model"]
        places = told["select_fields"]
        self._names = [columns[place].target.attname for place in places]
        self._values = itemgetter(*places)
        self._key = places[self._names.index(self._model._meta.pk.attname)]
        self._related = [
            (_Shape(other, columns), other["local_setter"], other["remote_setter"])
            for other in told.get("related_klass_infos", ())
        ]

    def made_of(self, row: Sequence[Any]) -> Any:
        """The object of a row, its related ones with it; None where an outer join found none."""
        if row[self._key] is None:
            return None
        made: Any = object.__new__(self._model)
        state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        vars(made).update(zip(self._names, self._values(row), strict=True), _state=state)
        for shape, hang_on, point_back in self._related:
            other = shape.made_of(row)
            hang_on(made, other)
            if other is not None:
                point_back(other, made)
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
