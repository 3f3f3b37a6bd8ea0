"""What a cell can hold, how a place in a sheet is called, and text without hidden spaces."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Broken:
    """A cell whose formula has no value: `#REF!`, or one that was never computed."""

    text: str


Cell = str | int | float | bool | date | datetime | time | timedelta | Broken

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u3000]+")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\0]")


def letters(column: int) -> str:
    """The name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_of(name: str) -> int:
    """The column that is called so, counted from 0."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def tidy(text: str) -> str:
    """Composed letters, no signs that cannot be seen, single spaces, none at the ends."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", plain).strip()


def is_empty(cell: Cell) -> bool:
    """Does the cell show nothing?"""
    return isinstance(cell, str) and not tidy(cell)
