"""Words of one meaning, each with the one that stands for all: what regions and habit call it.

The list is data with a reason for each line (`data/same_words.csv`). Questions and everyday phrases
are read through it alike, so that a phrase said of a `sổ đỏ` holds for a `bìa đỏ`. Names of
procedures are left as the law wrote them.
"""

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from motcua.core.folding import fold

REMEMBERED = 4096  # syllables: the language has some seven thousand
Typed = tuple[str, str]  # as typed, and folded


def instead(words: Sequence[Typed]) -> list[Typed]:
    """The words, with each one that has a like replaced by the one that stands for it."""
    chosen, at = list[Typed](), 0
    while at < len(words):
        length, other = _at(words, at)
        chosen += other if length else (words[at],)
        at += length or 1
    return chosen


@lru_cache(maxsize=REMEMBERED)
def letters(syllable: str) -> str:
    """Letters and marks in one order: `xoá` and `xóa`, `kí` and `ký` are the same."""
    return "".join(sorted(unicodedata.normalize("NFD", syllable.lower().replace("y", "i"))))


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The list as shipped: `said`, `instead`, `reason`."""
    text = resources.files("motcua.catalogue").joinpath("data/same_words.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _at(words: Sequence[Typed], at: int) -> tuple[int, Sequence[Typed]]:
    """How many words from here have a like, and what; the longest first."""
    for length in range(min(_longest(), len(words) - at), 0, -1):
        stretch = words[at : at + length]
        for said, other in _table().get(tuple(folded for _, folded in stretch), ()):
            if _is(stretch, said):
                return length, other
    return 0, ()


def _is(stretch: Sequence[Typed], said: Sequence[str]) -> bool:
    """One word needs its accents; of several, some may be bare."""
    return all(
        letters(typed) == own or (len(said) > 1 and typed.isascii())
        for (typed, _), own in zip(stretch, said, strict=True)
    )


@cache
def _table() -> Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], tuple[Typed, ...]]]]:
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[Typed, ...]]]] = {}
    for row in rows():
        other = tuple((word, fold(word)) for word in row["instead"].split())
        for said in row["said"].split(" | "):
            key = tuple(fold(said).split())
            found.setdefault(key, []).append((tuple(map(letters, said.split())), other))
    return found


@cache
def _longest() -> int:
    return max(map(len, _table()))
