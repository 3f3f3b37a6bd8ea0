"""A question in one's own words, made into terms of the index.

Slips of the fingers are mended, everyday words become the words of the law.
"""

from motcua.catalogue.search_terms import readings
from motcua.catalogue.synonyms import Question, understand_words
from motcua.catalogue.vocabulary import mended


def ask(text: str) -> Question:
    """What the question asks for, in all the ways one can read it."""
    ways = [mended(words) for words in readings(text)]
    return understand_words(ways, ())
