"""Which words the search knows, and what an unknown one was meant to be.

Known is what the index holds and what the everyday words say. Of the syllables at one slip from an
unknown one, that is taken which stands beside its neighbours in some name.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from motcua.catalogue.held_index import Index
from motcua.catalogue.search_terms import Word, key, pairs
from motcua.catalogue.spelling import cuts, near, sounded
from motcua.catalogue.synonyms import says_nothing, spoken


@dataclass(frozen=True)
class _Guess:
    """What an unknown word may have been: one syllable, or several that were glued."""

    syllables: tuple[str, ...]


def mended(words: Sequence[Word], index: Index, also_known: Collection[str] = ()) -> list[Word]:
    """The words with each unknown one put right, if that can be done by one slip or cut."""
    unknown = unknown_in(words, index) - set(also_known)
    if not unknown:
        return list(words)
    guesses = {one: _guesses(one) for one in unknown}
    known = _known(_asked(words, guesses), index)
    return [
        meant
        for at, word in enumerate(words)
        for meant in _meant(word, guesses.get(word.key, ()), _beside(words, at), known)
    ]


def reread(words: Sequence[Word], index: Index) -> list[Word]:
    """The words with each known one put right that fits none of its neighbours, if another does.

    `xát nhận` is `xác nhận`: both are words, but only the second is ever said beside `nhận`.
    """
    keys = ["" if says_nothing(word) else word.key for word in words]
    return [_fitting(word, *_around(keys, at), index) for at, word in enumerate(words)]


def _fitting(word: Word, before: str, after: str, index: Index) -> Word:
    """The word itself if it stands beside a neighbour somewhere, or nothing better is known."""
    beside = [one for one in (before, after) if one]
    if not beside or not word.key.isalpha() or _stands(word.key, before, after, index):
        return word
    slips = len(beside) > 1 and word.key not in _spoken_syllables()
    close = [*sounded(word.key), *(near(word.key) if slips else ())]
    fitting = (key(one) for one in close if _stands(key(one), before, after, index) == len(beside))
    best = next(fitting, "")
    return Word(best, best) if best else word


def _stands(syllable: str, before: str, after: str, index: Index) -> int:
    """Beside how many of its neighbours the syllable is known to stand."""
    pair = (before and f"{before}_{syllable}", after and f"{syllable}_{after}")
    return sum(one in index or one in _spoken_pairs() for one in pair if one)


def _around(keys: Sequence[str], at: int) -> tuple[str, str]:
    return keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""


def unknown_in(words: Iterable[Word], index: Index) -> set[str]:
    """The syllables that neither a procedure nor the everyday words have; numbers aside."""
    strange = {word.key for word in words if word.key.isalpha()} - _spoken_syllables()
    return strange - _known(strange, index)


def _guesses(word: str) -> list[_Guess]:
    single = [_Guess((key(syllable),)) for syllable in near(word)]
    return [*single, *(_Guess(tuple(map(key, parts))) for parts in cuts(word))]


def _asked(words: Sequence[Word], guesses: dict[str, list[_Guess]]) -> set[str]:
    """All that one has to know to choose: syllables, and pairs with what stands beside."""
    asked: set[str] = set()
    for at, word in enumerate(words):
        for guess in guesses.get(word.key, ()):
            asked |= {*guess.syllables, *_pairs(guess, _beside(words, at))}
    return asked


def _meant(
    word: Word, guesses: Sequence[_Guess], beside: tuple[str, str], known: Collection[str]
) -> list[Word]:
    """The guess with most pairs known, then the likeliest slip; the word itself without any."""
    fitting = [guess for guess in guesses if _fits(guess, known)]
    if not fitting:
        return [word]
    best = max(fitting, key=lambda guess: sum(one in known for one in _pairs(guess, beside)))
    return [Word(syllable, syllable) for syllable in best.syllables]


def _fits(guess: _Guess, known: Collection[str]) -> bool:
    """All its syllables are known, and, if it was cut, stand side by side somewhere."""
    return all(one in known for one in (*guess.syllables, *pairs(guess.syllables)))


def _pairs(guess: _Guess, beside: tuple[str, str]) -> list[str]:
    before, after = beside
    return pairs([one for one in (before, *guess.syllables, after) if one])


def _beside(words: Sequence[Word], at: int) -> tuple[str, str]:
    before = words[at - 1].key if at else ""
    return before, words[at + 1].key if at + 1 < len(words) else ""


def _known(terms: Collection[str], index: Index) -> set[str]:
    """Those of the terms that the everyday words say or the index holds."""
    said = {term for term in terms if term in _spoken_syllables() or term in _spoken_pairs()}
    return said | {term for term in terms if term in index}


@cache
def _spoken_syllables() -> frozenset[str]:
    return frozenset(syllable for phrase in spoken() for syllable in phrase)


@cache
def _spoken_pairs() -> frozenset[str]:
    return frozenset(f"{one}_{two}" for phrase in spoken() for one, two in pairwise(phrase))
