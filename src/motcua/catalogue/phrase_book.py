"""Everyday phrases ready to be looked up: those that owners taught, then the shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from motcua.catalogue.scattered import Candidates, candidates
from motcua.catalogue.search_terms import pairs
from motcua.catalogue.synonyms import Phrases, Synonym, own_first, phrases_of, spoken


@dataclass(frozen=True)
class PhraseBook:
    """The phrases, those that may be said scattered, and what words and pairs all have."""

    phrases: Phrases
    likely: Candidates
    syllables: frozenset[str]
    pairs: frozenset[str]


def book_of(own: Sequence[Synonym]) -> PhraseBook:
    """The shipped phrases and these: where both say the same, these go first."""
    return _made(own_first(phrases_of(own))) if own else shipped_book()


@cache
def shipped_book() -> PhraseBook:
    """The phrases of the list as shipped."""
    return _made(own_first({}))


def _made(phrases: Phrases) -> PhraseBook:
    said = [*phrases, *spoken()]
    return PhraseBook(
        phrases=phrases,
        likely=candidates(way for ways in phrases.values() for way in ways),
        syllables=frozenset(syllable for phrase in said for syllable in phrase),
        pairs=frozenset(pair for phrase in said for pair in pairs(phrase)),
    )
