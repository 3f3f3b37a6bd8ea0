"""Everyday phrases and the words of the law for them: the reviewed list, read once.

The list is data with a reason for each line (`data/synonyms.csv`), grouped by field; an owner may
add to it (`local_synonyms.py`). It knows no database.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from motcua.catalogue.same_words import letters
from motcua.catalogue.search_terms import Word, keys, readings

REMEMBERED = 4096  # words of late questions
ALONE = "="  # before a phrase that has its everyday meaning only when nothing else is said
LINKS = "Hư từ"  # the field of words that only link: they say nothing if typed with their accents
GENERAL = "Lời chung"  # the field of words that go with any matter
ACTS = "Việc chung"  # the field of what is done with any paper: it is issued anew, prolonged, ended


@dataclass(frozen=True)
class Synonym:
    """One line of the list: `law` is empty for words that say nothing about the matter."""

    said: tuple[str, ...]
    law: str
    reason: str
    field: str = ""

    @property
    def is_named(self) -> bool:
        """Does it name a matter, as everyday words of one field do, and general ones do not?"""
        return bool(self.law) and self.field not in (GENERAL, ACTS)


@dataclass(frozen=True)
class Phrase:
    """One way to say it: syllables as the index spells them, and letters with their marks."""

    keys: tuple[str, ...]
    letters: tuple[str, ...]
    synonym: Synonym
    alone: bool


Phrases = Mapping[tuple[str, ...], Sequence[Phrase]]


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The list as shipped."""
    text = resources.files("motcua.catalogue").joinpath("data/synonyms.csv").read_text("utf-8")
    return tuple(
        Synonym(tuple(row["said"].split(" | ")), row["law"], row["reason"], row["field"])
        for row in csv.DictReader(text.splitlines())
    )


def phrases_of(lines: Sequence[Synonym]) -> Phrases:
    """The phrases of these synonyms by their folded syllables."""
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for synonym in lines:
        for said in (*synonym.said, *((synonym.law,) if synonym.is_named else ())):
            words = readings(said)[0]
            marks = tuple(letters(word.typed) for word in words)
            own = tuple(word.key for word in words)
            phrase = Phrase(own, marks, synonym, alone=said.startswith(ALONE))
            found.setdefault(own, []).append(phrase)
    return found


@cache
def shipped() -> Phrases:
    """The phrases of the list as shipped."""
    return phrases_of(synonyms())


def spoken() -> list[tuple[str, ...]]:
    """All that is said or meant in the shipped list, as folded syllables."""
    return [*shipped(), *(tuple(keys(synonym.law)) for synonym in synonyms() if synonym.law)]


def own_first(own: Phrases) -> Phrases:
    """The shipped phrases, and before them these."""
    return {**shipped(), **{keys: [*own[keys], *shipped().get(keys, ())] for keys in own}}


@lru_cache(maxsize=REMEMBERED)
def says_nothing(word: Word) -> bool:
    """Is it one of the words that say nothing about the matter?"""
    ways = shipped().get((word.key,), ())
    return any(not way.synonym.law and means((word,), way) for way in ways)


def means(stretch: Sequence[Word], way: Phrase) -> bool:
    """May these words, of the same syllables, be this phrase?"""
    if way.synonym.field == LINKS:
        return tuple(letters(word.typed) for word in stretch) == way.letters
    return may_mean(stretch, way.letters)


def may_mean(stretch: Sequence[Word], marks: Sequence[str]) -> bool:
    """`so do` may mean sổ đỏ; so may `sổ đo`, for half of it is right; `sơ đồ` does not."""
    typed = [(word.typed, letters(word.typed)) for word in stretch]
    right = sum(own == said for (_, own), said in zip(typed, marks, strict=True))
    bare = sum(
        word.isascii() and own != said for (word, own), said in zip(typed, marks, strict=True)
    )
    wrong = len(marks) - right - bare
    return wrong == 0 or wrong <= right
