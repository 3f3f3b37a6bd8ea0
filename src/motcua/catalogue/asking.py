"""A question in one's own words, made into terms of the index.

Slips of the fingers are mended, everyday words become the words of the law.
"""

from collections.abc import Sequence
from dataclasses import replace

from motcua.catalogue.local_synonyms import said_in
from motcua.catalogue.search_terms import Word, keys, readings
from motcua.catalogue.synonyms import Question, Synonym, understand_words
from motcua.catalogue.vocabulary import mended, unknown_in


def ask(text: str) -> Question:
    """What the question asks for, in all the ways one can read it."""
    typed = readings(text)
    own = said_in(typed)
    taught = _syllables(own)
    ways = [mended(words, also_known=taught) for words in typed]
    if ways != typed:
        own = said_in(ways)
    question = understand_words(ways, own)
    return replace(question, unknown=_unknown(ways, own))


def _unknown(ways: Sequence[Sequence[Word]], own: Sequence[Synonym]) -> tuple[str, ...]:
    """What no reading could make sense of: those of the reading that leaves the fewest."""
    taught = _syllables(own)
    left = [sorted(unknown_in(words) - taught) for words in ways]
    fewest = min(left, key=len)
    return tuple(fewest)


def _syllables(own: Sequence[Synonym]) -> set[str]:
    return {key for line in own for said in line.said for key in keys(said)}
