"""Abbreviations written out: those of the law's own names, and those of chat.

The list is data with a reason for each line (`data/abbreviations.csv`). Names of procedures and
questions are written out alike, so that `BHXH` and `bảo hiểm xã hội` are one. Knows no database.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from motcua.core.folding import fold

OF_LAW = "luật"
_LONGEST = 4  # words of the longest abbreviation

Table = Mapping[tuple[str, ...], tuple[str, ...]]


def written_out(words: Sequence[str], *, chat: bool) -> list[str]:
    """The words with each abbreviation replaced by what it stands for, the longest first.

    `chat=False` leaves abbreviations of chat alone: in a name `k` is a letter, not `không`.
    """
    table, written, at = _table(chat=chat), list[str](), 0
    plain = [fold(word) for word in words]
    while at < len(words):
        length = _length_at(plain, at, table)
        written += table[tuple(plain[at : at + length])] if length else (words[at],)
        at += length or 1
    return written


def _length_at(plain: Sequence[str], at: int, table: Table) -> int:
    """How many words from here are an abbreviation; 0 for none."""
    lengths = range(min(_LONGEST, len(plain) - at), 0, -1)
    return next((n for n in lengths if tuple(plain[at : at + n]) in table), 0)


@cache
def _table(*, chat: bool) -> Table:
    return {
        tuple(fold(row["short"]).split()): tuple(row["long"].split())
        for row in rows()
        if chat or row["where"] == OF_LAW
    }


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The list as shipped: `short`, `long`, `where`, `reason`."""
    text = resources.files("motcua.catalogue").joinpath("data/abbreviations.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
