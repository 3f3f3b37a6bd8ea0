"""Each statement is rewritten from `%s` to `?` once, not at every use.

Django runs a regular expression over the whole text each time: a twentieth of what a dossier
costs, since its statements are long and always the same.
"""

from collections.abc import Sequence
from functools import lru_cache
from sqlite3 import Cursor

from django.db.backends.sqlite3 import base
from django.utils.asyncio import async_unsafe

STATEMENTS = 2000  # that are remembered, about 1 kB each


class RememberingCursor(base.SQLiteCursorWrapper):
    """A cursor as Django's."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        """The statement as SQLite takes it."""
        if param_names is None:
            return _with_question_marks(query)
        return query % {name: f":{name}" for name in param_names}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, with cursors that remember."""

    @async_unsafe
    def create_cursor(self, name: str | None = None) -> Cursor:
        """A new cursor; SQLite knows none with names."""
        cursor: Cursor = self.connection.cursor(factory=RememberingCursor)
        return cursor


@lru_cache(STATEMENTS)
def _with_question_marks(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))
