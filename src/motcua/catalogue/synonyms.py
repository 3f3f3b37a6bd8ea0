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

    `strong` terms count in full: the words of the law, and what was typed and not replaced.
    `weak` ones were typed and have a word of law beside them. `understood` are those words.
    """

    strong: frozenset[str]
    weak: frozenset[str]
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
    def meant(self) -> tuple[str, ...]:
        law = self.synonym.law if self.synonym else ""
        return tuple(keys(law)) if law else self.keys


def understand(text: str) -> Question:
    """The terms to look for, with the words of the law for what was said in everyday words."""
    questions = [_question(_pieces(words)) for words in readings(text)]
    strong = frozenset().union(*(question.strong for question in questions))
    weak = frozenset().union(*(question.weak for question in questions))
    understood = dict.fromkeys(law for question in questions for law in question.understood)
    return Question(strong, weak - strong, tuple(understood))


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The list as shipped."""
    text = resources.files("motcua.catalogue").joinpath("data/synonyms.json").read_text("utf-8")
    lines = json.loads(text)["synonyms"]
    return tuple(Synonym(tuple(line["said"]), line["law"], line["reason"]) for line in lines)


def _question(pieces: Sequence[_Piece]) -> Question:
    meant = [key for piece in pieces for key in piece.meant]
    telling = {key for piece in pieces if not piece.is_filler for key in piece.meant}
    replaced = [piece for piece in pieces if piece.synonym and piece.synonym.law]
    weak = {term for piece in replaced for term in (*piece.keys, *pairs(piece.keys))}
    laws = dict.fromkeys(piece.synonym.law for piece in replaced if piece.synonym)
    strong = (telling or set(meant)) | set(pairs(meant))
    return Question(frozenset(strong), frozenset(weak), tuple(laws))


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
