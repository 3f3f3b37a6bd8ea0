"""A column of JSON as people would write it: Vietnamese letters as they are, and no spaces.

Django writes a letter with its accents as six signs (`\\u1ea1`). Of a year of a province, that is
an eighth of all its journals and answers. Knows no table.
"""

import json
from typing import Any

from django.db.models import JSONField


class _AsWritten(json.JSONEncoder):
    """What Django's adapter asks of an encoder is answered with its own choice of signs."""

    def __init__(self, **asked: Any) -> None:
        super().__init__(**{**asked, "ensure_ascii": False, "separators": (",", ":")})


class CompactJSON(JSONField):
    """A JSON column; PostgreSQL keeps the same value either way."""

    def __init__(self, verbose_name: str | None = None, **arguments: Any) -> None:
        """As `JSONField`; the encoder is its own."""
        super().__init__(verbose_name, **{**arguments, "encoder": _AsWritten})

    def deconstruct(self) -> Any:
        """For the schema it is a JSON column like any other."""
        name, _, arguments, keywords = super().deconstruct()
        keywords.pop("encoder")
        return name, "django.db.models.JSONField", arguments, keywords
