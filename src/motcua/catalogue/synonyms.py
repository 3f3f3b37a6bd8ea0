"""Everyday words and the words of the law for them: what makes a search find by one's own words.

The list is data with a reason for each line (`data/synonyms.json`); this reads it and applies it
to a question. It knows no database.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from motcua.catalogue.search_terms import Word, keys, pairs, readings


@dataclass(frozen=True)
class Synonym:
    """One line of the list: `law` is empty for words that say nothing about the matter."""

    said: tuple[str, ...]
    law: str
    reason: str


@dataclass(frozen=True)
class Question:
    """A question as terms of the index.

    `terms` have the words of the law in place of everyday ones, `typed` has what was typed;
    `understood` are the words of the law that were put in.
    """

    terms: frozenset[str]
    typed: frozenset[str]
    understood: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    """A stretch of the question: its keys, what replaces them, and whether it says nothing."""

    keys: tuple[str, ...]
    synonym: Synonym | None = None

    @property
    def is_filler(self) -> bool:
        return self.synonym is not None and not self.synonym.law

    @property
    def law(self) -> str:
        return self.synonym.law if self.synonym else ""

    @property
    def meant(self) -> tuple[str, ...]:
        return tuple(keys(self.law)) if self.law else self.keys


def understand(text: str) -> Question:
    """The terms to look for, with the words of the law for what was said in everyday words."""
    read = [_pieces(words) for words in readings(text)]
    everything = [piece for pieces in read for piece in pieces]
    laws = dict.fromkeys(piece.law for piece in everything if piece.law)
    return Question(
        terms=frozenset(term for pieces in read for term in _terms(pieces)),
        typed=frozenset(key for piece in everything for key in piece.keys),
        understood=tuple(laws),
    )


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The list as shipped."""
    text = resources.files("motcua.catalogue").joinpath("data/synonyms.json").read_text("utf-8")
    lines = json.loads(text)["synonyms"]
    return tuple(Synonym(tuple(line["said"]), line["law"], line["reason"]) for line in lines)


def _terms(pieces: Sequence[_Piece]) -> set[str]:
    """Words that say nothing count only in pairs, unless there are no others."""
    meant = [key for piece in pieces for key in piece.meant]
    telling = {key for piece in pieces if not piece.is_filler for key in piece.meant}
    return (telling or set(meant)) | set(pairs(meant))


def _pieces(sequence: Sequence[Word]) -> list[_Piece]:
    """The question cut into everyday phrases, the longest first, and single syllables."""
    pieces, at = [], 0
    while at < len(sequence):
        piece = _phrase_at(sequence, at) or _Piece((sequence[at].key,))
        pieces.append(piece)
        at += len(piece.keys)
    return pieces


def _phrase_at(sequence: Sequence[Word], start: int) -> _Piece | None:
    phrases = _phrases()
    for end in range(min(len(sequence), start + _longest()), start, -1):
        stretch = sequence[start:end]
        for said, synonym in phrases.get(tuple(word.key for word in stretch), ()):
            if all(_may_mean(word, letters) for word, letters in zip(stretch, said, strict=True)):
                return _Piece(tuple(word.key for word in stretch), synonym)
    return None


def _may_mean(word: Word, said: str) -> bool:
    """`so do` may mean sổ đỏ; `sơ đồ`, typed with its accents, does not."""
    return word.typed.isascii() or _letters(word.typed) == said


def _letters(syllable: str) -> str:
    """Letters and marks in one order: `xoá` and `xóa`, `kí` and `ký` are the same."""
    return "".join(sorted(unicodedata.normalize("NFD", syllable.lower().replace("y", "i"))))


@cache
def _phrases() -> dict[tuple[str, ...], list[tuple[tuple[str, ...], Synonym]]]:
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], Synonym]]] = {}
    for synonym in synonyms():
        for said in synonym.said:
            typed = readings(said)[0]
            letters = tuple(_letters(word.typed) for word in typed)
            found.setdefault(tuple(word.key for word in typed), []).append((letters, synonym))
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()), default=1)
