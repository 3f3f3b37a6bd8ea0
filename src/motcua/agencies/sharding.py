"""Tables that are split by jurisdiction, and the guard that watches their queries.

A jurisdiction is the registry a dossier belongs to (`H05`); it never changes on a row. Every
model says its `scale_kind`: `reference`, `dossier` or `local`. A model of kind `dossier` inherits
`Sharded`: an id made by the application, the jurisdiction, and updates pinned to both. Every query
on such a table names the jurisdiction, or stands inside `across_jurisdictions()`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from motcua.core.ids import new_id

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

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        """Django's step of `save()`: WHERE names the jurisdiction, SET leaves it out."""
        pinned = base_qs.filter(jurisdiction=self.jurisdiction)
        changed = [value for value in values if value[0].name != "jurisdiction"]
        return super()._do_update(pinned, using, pk_val, changed, *rest)


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
    """A query on a dossier table that names no jurisdiction: add `jurisdiction=` to it."""


def guard(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """An `execute_wrapper` that fails on SQL which touches a dossier table without its key."""
    if not _across.get() and _touches_dossier_table(sql) and not _names_jurisdiction(sql):
        raise UnpinnedQueryError(sql)
    return execute(sql, params, many, context)


@cache
def _dossier_tables() -> re.Pattern[str]:
    names = [m._meta.db_table for m in apps.get_models() if issubclass(m, Sharded)]
    return re.compile(r'(?:FROM|JOIN|UPDATE|INTO)\s+"(?:' + "|".join(names) + r')"')


def _touches_dossier_table(sql: str) -> bool:
    return bool(_dossier_tables().search(sql))


def _names_jurisdiction(sql: str) -> bool:
    """Inserts carry the column; every other statement must compare it."""
    if sql.startswith("INSERT"):
        return '"jurisdiction"' in sql
    return bool(re.search(r'"jurisdiction"\s*(?:=|IN)|jurisdiction\s*=', sql))
