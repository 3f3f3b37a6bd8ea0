"""Which words the search knows, and what an unknown one was meant to be.

Known is what the index holds and what the everyday words say. Of the syllables at one slip from an
unknown one, that is taken which stands beside its neighbours in some name.
"""

from collections.abc import Iterable, Sequence

from motcua.catalogue.held_index import Index
from motcua.catalogue.search_terms import Word, key, pairs
from motcua.catalogue.spelling import cuts, near, sounded
from motcua.catalogue.synonyms import says_nothing


def mended(words: Sequence[Word], index: Index) -> list[Word]:
    """The words with each unknown one put right, if that can be done by one slip or cut."""
    unknown = unknown_in(words, index)
    keys = [word.key for word in words]
    return [
        meant
        for at, word in enumerate(words)
        for meant in (_meant(word, _beside(keys, at), index) if word.key in unknown else (word,))
    ]


def reread(words: Sequence[Word], index: Index) -> list[Word]:
    """The words with each known one put right that fits none of its neighbours, if another does.

    `xát nhận` is `xác nhận`: both are words, but only the second is ever said beside `nhận`.
    """
    keys = ["" if says_nothing(word) else word.key for word in words]
    return [_fitting(word, _beside(keys, at), index) for at, word in enumerate(words)]


def unknown_in(words: Iterable[Word], index: Index) -> set[str]:
    """The syllables that neither a procedure nor the everyday words have; numbers aside."""
    return {word.key for word in words if word.key.isalpha() and word.key not in index}


def _meant(word: Word, beside: tuple[str, str], index: Index) -> list[Word]:
    """The guess with most pairs known, then the likeliest slip; the word itself without any."""
    fitting = [guess for guess in _guesses(word.key) if _fits(guess, index)]
    if not fitting:
        return [word]
    best = max(fitting, key=lambda guess: sum(one in index for one in _pairs(guess, beside)))
    return [Word(syllable, syllable) for syllable in best]


def _guesses(word: str) -> list[tuple[str, ...]]:
    """What an unknown word may have been: one syllable, or several that were glued."""
    single = [(key(syllable),) for syllable in near(word)]
    return [*single, *(tuple(map(key, parts)) for parts in cuts(word))]


def _fits(guess: Sequence[str], index: Index) -> bool:
    """All its syllables are known, and, if it was cut, stand side by side somewhere."""
    return all(one in index for one in (*guess, *pairs(guess)))


def _fitting(word: Word, beside: tuple[str, str], index: Index) -> Word:
    """The word itself if it stands beside a neighbour somewhere, or nothing better is known."""
    neighbours = sum(map(bool, beside))
    if not neighbours or not word.key.isalpha() or _stands(word.key, beside, index):
        return word
    slips = neighbours > 1 and word.key not in index.book.syllables
    close = map(key, [*sounded(word.key), *(near(word.key) if slips else ())])
    best = next((one for one in close if _stands(one, beside, index) == neighbours), "")
    return Word(best, best) if best else word


def _stands(syllable: str, beside: tuple[str, str], index: Index) -> int:
    """Beside how many of its neighbours the syllable is known to stand."""
    return sum(pair in index for pair in _pairs((syllable,), beside))


def _pairs(guess: Sequence[str], beside: tuple[str, str]) -> list[str]:
    before, after = beside
    return pairs([one for one in (before, *guess, after) if one])


def _beside(keys: Sequence[str], at: int) -> tuple[str, str]:
    before = keys[at - 1] if at else ""
    return before, keys[at + 1] if at + 1 < len(keys) else ""
