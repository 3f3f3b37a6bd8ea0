"""A question in one's own words, made into terms of the index.

Slips of the fingers are mended, everyday words become the words of the law.
"""

from collections.abc import Sequence
from dataclasses import replace

from motcua.catalogue.held_index import Index
from motcua.catalogue.questions import Question, understand_words
from motcua.catalogue.search_terms import Word, readings, respelled
from motcua.catalogue.vocabulary import mended, reread, unknown_in


def ask(text: str, index: Index) -> Question:
    """What the question asks for, in all the ways one can read it by the words of this index."""
    ways = [_meant(words, index) for words in readings(text)]
    question = understand_words(ways, index.book)
    return replace(question, unknown=_unknown(ways, index))


def _meant(words: Sequence[Word], index: Index) -> list[Word]:
    """With slips put right; what came out of that is read like what was typed."""
    right = reread(mended(words, index), index)
    return respelled([(word.typed, word.key) for word in right]) if right != words else right


def _unknown(ways: Sequence[Sequence[Word]], index: Index) -> tuple[str, ...]:
    """What no reading could make sense of: those of the reading that leaves the fewest."""
    left = [sorted(unknown_in(words, index)) for words in ways]
    fewest = min(left, key=len)
    return tuple(fewest)
