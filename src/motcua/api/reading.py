"""Bodies as JSON text in UTF-8 and nothing else: no other encoding, no NaN, no infinity."""

import json
import math
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser


class JsonParser(Parser):
    """What it raises, ninja answers as an unreadable body (400)."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON value. Raises `ValueError`, or `RecursionError` for what is nested too deep."""
        text = request.body.decode("utf-8")
        return json.loads(text, parse_constant=_refuse, parse_float=_finite)


def _finite(number: str) -> float:
    found = float(number)
    return found if math.isfinite(found) else _refuse(number)


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
