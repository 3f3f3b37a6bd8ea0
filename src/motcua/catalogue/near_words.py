"""Near words for a question that found nothing: the everyday phrases most like it."""

from functools import cache

from motcua.catalogue.search_terms import keys, pairs
from motcua.catalogue.synonyms import synonyms

OFFERED = 3
LEAST = 0.34  # share of the question that a phrase must have in common


def near_words(question: str, *, most: int = OFFERED) -> list[str]:
    """Everyday phrases, each of another line, the most alike first; none if nothing is alike."""
    asked = _parts(question)
    if not asked:
        return []
    alike = sorted((-_likeness(asked, parts), number, said) for number, said, parts in _phrases())
    best: dict[int, str] = {}
    for likeness, number, said in alike:
        if -likeness < LEAST or len(best) == most:
            break
        best.setdefault(number, said)
    return list(best.values())


def _likeness(asked: frozenset[str], parts: frozenset[str]) -> float:
    """Dice's measure over pairs of letters and of syllables."""
    return 2 * len(asked & parts) / (len(asked) + len(parts))


def _parts(text: str) -> frozenset[str]:
    syllables = keys(text)
    letters = (word[at : at + 2] for word in syllables for at in range(len(word) - 1))
    return frozenset((*letters, *pairs(syllables), *(f"{word} " for word in syllables)))


@cache
def _phrases() -> tuple[tuple[int, str, frozenset[str]], ...]:
    return tuple(
        (number, said.lstrip("="), _parts(said))
        for number, synonym in enumerate(synonyms())
        if synonym.law and synonym.field != "Lời chung"
        for said in synonym.said
    )
