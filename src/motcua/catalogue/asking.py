"""A question in one's own words, made into terms of the index.

Slips of the fingers are mended, everyday words become the words of the law.
"""

from collections.abc import Sequence
from dataclasses import replace

from motcua.catalogue.held_index import Index
from motcua.catalogue.local_synonyms import said_in
from motcua.catalogue.questions import Question, understand_words
from motcua.catalogue.search_terms import Word, readings, spoken_keys
from motcua.catalogue.synonyms import Synonym
from motcua.catalogue.vocabulary import mended, reread, unknown_in


def ask(text: str, index: Index) -> Question:
    """What the question asks for, in all the ways one can read it by the words of this index."""
    typed = readings(text)
    own = said_in(typed)
    taught = _syllables(own)
    ways = [reread(mended(words, index, also_known=taught), index) for words in typed]
    if ways != typed:
        own = said_in(ways)
    question = understand_words(ways, own)
    return replace(question, unknown=_unknown(ways, own, index))


def _unknown(
    ways: Sequence[Sequence[Word]], own: Sequence[Synonym], index: Index
) -> tuple[str, ...]:
    """What no reading could make sense of: those of the reading that leaves the fewest."""
    taught = _syllables(own)
    left = [sorted(unknown_in(words, index) - taught) for words in ways]
    fewest = min(left, key=len)
    return tuple(fewest)


def _syllables(own: Sequence[Synonym]) -> set[str]:
    return {key for line in own for said in line.said for key in spoken_keys(said)}
