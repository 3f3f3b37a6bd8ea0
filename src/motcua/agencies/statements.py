"""INSERT and UPDATE of one row of a split table, their SQL written once per table and columns.

`Sharded` uses them in place of Django's own last step of `save()`, which writes the SQL anew for
every row. Values go through their fields as ever. Knows no table.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

_INSERT = 'INSERT INTO "{table}" ({columns}) VALUES ({marks}){otherwise}'
_UPDATE = 'UPDATE "{table}" SET {changes} WHERE "jurisdiction" = %s AND "id" = %s'
_AS_IT_IS = {str, int, bool, type(None)}
Fields = Sequence["Field[Any, Any]"]


def insert(
    row: Model, fields: Fields, values: Sequence[Any], using: str, *, give_way: bool = False
) -> bool:
    """One row with these columns; True, or False where it gave way to a row like it."""
    sql = _insert(row._meta.db_table, tuple(field.column for field in fields), give_way)
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(sql, _prepared(fields, values, connection))
        return bool(cursor.rowcount > 0)


def insert_all(row: Model, fields: Fields, rows: Sequence[Sequence[Any]], using: str) -> None:
    """Rows of the table of `row` with these columns, in one statement run for each."""
    sql = _insert(row._meta.db_table, tuple(field.column for field in fields), False)
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_prepared(fields, values, connection) for values in rows])


def update(row: Model, fields: Fields, values: Sequence[Any], using: str) -> bool:
    """The columns of the row with this jurisdiction and id; False where there is none."""
    sql = _update(row._meta.db_table, tuple(field.column for field in fields))
    connection = connections[using]
    with connection.cursor() as cursor:
        pinned = [vars(row)["jurisdiction"], row.pk]
        cursor.execute(sql, [*_prepared(fields, values, connection), *pinned])
        return bool(cursor.rowcount > 0)


def are_plain(values: Sequence[Any]) -> bool:
    """Are they values, no expressions such as `F("version") + 1`?"""
    return not any(
        hasattr(value, "resolve_expression") for value in values if type(value) not in _AS_IT_IS
    )


def _prepared(fields: Fields, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """As the database takes them: most texts and numbers are so already."""
    return [
        value
        if type(value) in _AS_IT_IS and not isinstance(field, JSONField)
        else field.get_db_prep_save(value, connection)
        for field, value in zip(fields, values, strict=True)
    ]


@cache
def _insert(table: str, columns: tuple[str, ...], give_way: bool) -> str:
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("%s" for _ in columns)
    otherwise = " ON CONFLICT DO NOTHING" if give_way else ""
    return _INSERT.format(table=table, columns=names, marks=marks, otherwise=otherwise)


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    changes = ", ".join(f'"{column}" = %s' for column in columns)
    return _UPDATE.format(table=table, changes=changes)
