"""Tables that are split by jurisdiction, and the guard that watches their queries.

A jurisdiction is the registry a dossier belongs to (`H05`); it never changes on a row. Every
model says its `scale_kind`: `reference`, `dossier` or `local`. A model of kind `dossier` inherits
`Sharded`: an id made by the application, the jurisdiction, and updates pinned to both. Every query
on such a table names the jurisdiction, or stands inside `across_jurisdictions()`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelBase

from motcua.agencies import statements
from motcua.core.ids import new_id

_KEY = {"id", "jurisdiction"}
_across: ContextVar[bool] = ContextVar("across_jurisdictions", default=False)


class Sharded(models.Model):
    """A row that belongs to one jurisdiction. Save and update touch that jurisdiction alone."""

    scale_kind = "dossier"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    jurisdiction = models.CharField("sổ hồ sơ", max_length=8, editable=False)

    class Meta:
        abstract = True

    @property
    def public_id(self) -> str:
        """`H05-123…`: the identifier for addresses and JSON, which carries its jurisdiction."""
        return f"{self.jurisdiction}-{self.pk}"

    def insert_unless_there(self) -> bool:
        """Insert this row, or give way to one with the same unique key; was it inserted?

        Of two at the same moment the second waits for the first.
        """
        fields = self._meta.local_concrete_fields
        values = self._values(fields)
        inserted = statements.insert(self, fields, values, DEFAULT_DB_ALIAS, give_way=True)
        self._state.adding, self._state.db = not inserted, DEFAULT_DB_ALIAS
        return inserted

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """As ever; but nearly always by the short way, past Django's signals."""
        alias = using or DEFAULT_DB_ALIAS
        if force_insert and self._inserted(alias):
            return
        named = None if update_fields is None else set(update_fields)
        if not self._state.adding and self._updated(named, alias):
            return
        super().save(
            force_insert=force_insert,
            force_update=force_update,
            using=using,
            update_fields=named,
        )

    def _inserted(self, using: str) -> bool:
        fields = self._meta.local_concrete_fields
        values = self._values(fields)
        if not statements.are_plain(values):
            return False
        statements.insert(self, fields, values, using)
        self._state.adding, self._state.db = False, using
        return True

    def _values(self, fields: statements.Fields) -> list[Any]:
        """What stands in the row: no column of a split table fills itself in (`auto_now`)."""
        return [getattr(self, field.attname) for field in fields]

    def _updated(self, named: set[str] | None, using: str) -> bool:
        """False where it takes Django to say what is wrong, or to write the SQL."""
        every = self._meta.local_concrete_fields
        names = {field.name for field in every} - _KEY if named is None else named
        fields = [field for field in every if field.name in names]
        if len(fields) != len(names) or (named is None and self.get_deferred_fields()):
            return False
        values = self._values(fields)
        changes = bool(fields) and statements.are_plain(values)
        return changes and statements.update(self, fields, values, using)

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        """Django's step of `save()`: WHERE names the jurisdiction, SET leaves it out."""
        changed = [value for value in values if value[0].name != "jurisdiction"]
        fields, plain = [field for field, *_ in changed], [value for *_, value in changed]
        if changed and statements.are_plain(plain):
            return statements.update(self, fields, plain, using)
        pinned = base_qs.filter(jurisdiction=self.jurisdiction)
        return super()._do_update(pinned, using, pk_val, changed, *rest)


def add_all(rows: Sequence[Sharded]) -> None:
    """Insert new rows of one table, many at once; nothing where there are none."""
    if not rows:
        return
    fields = rows[0]._meta.local_concrete_fields
    values = [[getattr(row, field.attname) for field in fields] for row in rows]
    statements.insert_all(rows[0], fields, values, DEFAULT_DB_ALIAS)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def split_public_id(text: str) -> tuple[str, int] | None:
    """Jurisdiction and id of a public identifier; None when it is none."""
    match = re.fullmatch(r"([A-Z]\d{2})-(\d{1,19})", text)
    return (match[1], int(match[2])) if match and int(match[2]) < 1 << 63 else None


@contextmanager
def across_jurisdictions() -> Iterator[None]:
    """Allow queries over all jurisdictions: for the citizen's index, exports and the operator."""
    token = _across.set(True)
    try:
        yield
    finally:
        _across.reset(token)


class UnpinnedQueryError(Exception):
    """A query on a dossier table that names no jurisdiction: add `jurisdiction=` to it.

    In a join, every dossier table wants its own: `jurisdiction=j, dossier__jurisdiction=j`.
    """


def guard(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """An `execute_wrapper` that fails on SQL which touches a dossier table without its key."""
    if not _across.get() and not is_pinned(sql):
        raise UnpinnedQueryError(sql)
    return execute(sql, params, many, context)


@lru_cache(maxsize=4096)
def is_pinned(sql: str) -> bool:
    """Does the statement compare the jurisdiction of every dossier table that it touches?

    An insert carries the column instead. `DELETE FROM "table";` with its semicolon is not written
    by the ORM: so Django empties SQLite's tables after a test that commits.
    """
    touched = [named or alias or table for table, named, alias in _dossier_table().findall(sql)]
    if sql.lstrip().startswith("INSERT"):
        return not touched or "jurisdiction" in sql
    if re.fullmatch(r'DELETE FROM "\w+";', sql):
        return True
    conditions = sql.partition("WHERE")[2] if sql.lstrip().startswith("UPDATE") else sql
    if len(touched) == 1 and _COMPARED_WITHOUT_TABLE.search(conditions):
        return True
    return all(_compares(name, conditions) for name in touched)


_COMPARED_WITHOUT_TABLE = re.compile(r'(?<![.\w"])"?jurisdiction"?\s*(?:=|IN\b)')


def _compares(name: str, conditions: str) -> bool:
    """`name."jurisdiction" = …`, or `… = name."jurisdiction"` as in a join or subquery."""
    column = rf'"?\b{name}"?\."?jurisdiction"?'
    return bool(re.search(rf"{column}\s*(?:=|IN\b)|=\s*\(?\s*{column}", conditions))


@cache
def _dossier_table() -> re.Pattern[str]:
    """A dossier table where it is read or written, with the alias Django or `AS` gives it."""
    names = "|".join(m._meta.db_table for m in apps.get_models() if issubclass(m, Sharded))
    alias = r'(?:\s+(?:AS\s+"?(\w+)"?|([A-Z]\d+|[a-z]\w*)(?!\w)))?'
    return re.compile(rf'\b(?:FROM|JOIN|UPDATE|INTO)\s+"?({names})"?(?!\w){alias}')
