"""The engine for SQLite takes statements in every way that Django writes them."""

from typing import Any

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the engine of SQLite"),
]


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ("SELECT %s || %s", ["một ", "cửa"], "một cửa"),
        ("SELECT %s || '%%'", ["100"], "100%"),
        ("SELECT %(name)s || '?'", {"name": "hồ sơ"}, "hồ sơ?"),
        ("SELECT '%s'", None, "%s"),
    ],
)
def test_values_take_the_place_of_marks(sql: str, params: Any, expected: str) -> None:
    for _ in range(2):  # the second time it is remembered
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            assert cursor.fetchone() == (expected,)
