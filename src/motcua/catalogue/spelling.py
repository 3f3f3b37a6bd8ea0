"""Typing slips: the syllables that one slip of the fingers turns into what was typed.

Pure: it proposes, the vocabulary of the index chooses. Only syllables that nobody knows are asked
about, so that a word of the law is never taken for another.
"""

from collections.abc import Iterator
from string import ascii_lowercase

from motcua.core.folding import is_syllable, untelex

LONGEST = 24  # letters; four syllables glued together fit
_MOST_PARTS = 4
# What sounds alike to many: at the beginning, and at the end.
_ONSETS = ({"s", "x"}, {"tr", "ch"}, {"d", "gi"}, {"l", "n"})
_PAIRED = (("t", "c"), ("n", "ng"), ("n", "nh"), ("i", "y"), ("iu", "ieu"), ("uu", "ieu"))
_ENDS = (*_PAIRED, *((b, a) for a, b in _PAIRED))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def near(word: str) -> list[str]:
    """Syllables at one slip from the word, the likeliest kind of slip first.

    In order: a letter twice, two letters swapped, a key of Telex too many, a letter missing, the
    key beside, any other.
    """
    if not word.isalpha() or not 2 <= len(word) <= LONGEST:
        return []
    ways = (
        _doubled(word),
        _swapped(word),
        _keyed(word),
        _missing(word),
        _beside(word),
        _other(word),
    )
    found = dict.fromkeys(one for way in ways for one in way)
    return [one for one in found if one != word and is_syllable(one)]


def sounded(word: str) -> list[str]:
    """Syllables that some region says, and so writes, like this one: `xat` for `xac`."""
    onset, rest = _split(word)
    onsets = {onset, *(one for group in _ONSETS if onset in group for one in group)}
    rests = {rest, *(rest.removesuffix(a) + b for a, b in _ENDS if rest.endswith(a))}
    both = (first + last for first in sorted(onsets) for last in sorted(rests))
    return [one for one in both if one != word and is_syllable(one)]


def _split(word: str) -> tuple[str, str]:
    rest = word.lstrip("bcdghklmnpqrstvx")
    return word[: len(word) - len(rest)], rest


def cuts(word: str) -> list[tuple[str, ...]]:
    """The ways to cut a glued word into syllables, those of fewest syllables first."""
    if not word.isalpha() or not 4 <= len(word) <= LONGEST:
        return []
    return sorted(_cuts(word, _MOST_PARTS), key=len)[:40]


def _cuts(word: str, parts: int) -> Iterator[tuple[str, ...]]:
    for at in range(1, len(word)):
        first, rest = word[:at], word[at:]
        if parts < 2 or not is_syllable(first):
            continue
        if is_syllable(rest):
            yield first, rest
        yield from ((first, *others) for others in _cuts(rest, parts - 1))


def _doubled(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]


def _swapped(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _keyed(word: str) -> Iterator[str]:
    """A key of Telex too many among others: `laisx`."""
    for at in range(len(word)):
        rest = word[:at] + word[at + 1 :]
        if (mended := untelex(rest)) != rest:
            yield mended


def _missing(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in ascii_lowercase)


def _beside(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        yield from (word[:at] + key + word[at + 1 :] for key in _neighbours(letter))


def _other(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in ascii_lowercase)


def _neighbours(letter: str) -> Iterator[str]:
    for number, row in enumerate(_ROWS):
        at = row.find(letter)
        if at >= 0:
            near_rows = (_ROWS[n] for n in (number - 1, number, number + 1) if 0 <= n < len(_ROWS))
            yield from (key for keys in near_rows for key in keys[max(0, at - 1) : at + 2])
