"""Words as the search index spells them: folded syllables and pairs of neighbours.

Pure: knows neither the database nor the synonyms. The index and the question go through the same
spelling, so that accents, `kí`/`ký` and leftovers of Telex make no difference.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.catalogue.abbreviations import written_out
from motcua.catalogue.same_words import instead
from motcua.core.folding import fold, syllables, untelex, unvni

LONGEST_QUESTION = 400  # letters; a name of a procedure pasted whole still fits
LONGEST = 38  # two syllables and the mark between them fit into 80 letters
_WORD = re.compile(r"[^\W_]+")
_I_LIKE_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y$|(?<=qu)y$")


@dataclass(frozen=True)
class Word:
    """One syllable of a question: as typed in lower case, and as the index spells it."""

    typed: str
    key: str


def key(syllable: str) -> str:
    """A folded syllable in the index's spelling: `ky` and `ki` are one."""
    return _I_LIKE_Y.sub("i", syllable)[:LONGEST]


def keys(text: str) -> list[str]:
    """The syllables of a text of the law in the index's spelling, in order."""
    written = " ".join(written_out(syllables(text), chat=False))
    return [key(syllable) for syllable in syllables(written)]


def spoken_keys(text: str) -> list[str]:
    """The syllables of something said, as `readings` reads it first."""
    return [word.key for word in readings(text)[0]]


def readings(text: str) -> list[list[Word]]:
    """The ways to read a question: as typed; with leftovers of Telex or VNI put right if any."""
    words = _WORD.findall(unicodedata.normalize("NFC", text[:LONGEST_QUESTION].lower()))
    typed = written_out(words, chat=True)
    text = " ".join(typed)
    ways = dict.fromkeys((fold(text), untelex(text), unvni(text)))
    return [_words(typed, folded) for folded in ways]


def _words(typed: Sequence[str], folded: str) -> list[Word]:
    parts = folded.split()
    letters = typed if len(typed) == len(parts) else parts
    return respelled(list(zip(letters, parts, strict=True)))


def respelled(words: Sequence[tuple[str, str]]) -> list[Word]:
    """Words as typed and folded, each by the one that stands for its likes."""
    return [Word(typed, key(folded)) for typed, folded in instead(words)]


def pairs(sequence: Sequence[str]) -> list[str]:
    """Neighbours joined: `khai_sinh`. What was put together says more than each alone."""
    return [f"{first}_{second}" for first, second in pairwise(sequence)]


def beginning(sequence: Sequence[str]) -> list[str]:
    """The first two syllables as one term: what a name begins with is what it is about."""
    return [f"^{sequence[0]}_{sequence[1]}"] if len(sequence) > 1 else []
