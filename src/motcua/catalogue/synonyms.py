"""Everyday words and the words of the law for them: what makes a search find by one's own words.

The list is data with a reason for each line (`data/synonyms.csv`), grouped by field; an owner may
add to it (`local_synonyms.py`). This reads it and applies it to a question. It knows no database.
"""

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from motcua.catalogue.search_terms import Word, beginning, keys, pairs, readings

ALONE = "="  # before a phrase that has its everyday meaning only when nothing else is said


@dataclass(frozen=True)
class Synonym:
    """One line of the list: `law` is empty for words that say nothing about the matter."""

    said: tuple[str, ...]
    law: str
    reason: str
    field: str = ""


@dataclass(frozen=True)
class Question:
    """A question as terms of the index.

    `terms` have the words of the law in place of everyday ones, `typed` has what was typed;
    `understood` are the words of the law that were put in, `unknown` the syllables that no
    procedure and no everyday phrase has.
    """

    terms: frozenset[str]
    typed: frozenset[str]
    understood: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """One way to say it: letters with their marks, syllable by syllable."""

    letters: tuple[str, ...]
    synonym: Synonym
    alone: bool


Phrases = Mapping[tuple[str, ...], Sequence[Phrase]]


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
    """The terms to look for, by the list as shipped."""
    return understand_words(readings(text), ())


def understand_words(ways: Sequence[Sequence[Word]], own: Sequence[Synonym]) -> Question:
    """The terms to look for, with the words of the law for what was said in everyday words.

    `ways` are the readings of the question; `own` are synonyms that go before the shipped ones.
    """
    phrases = _own_first(phrases_of(own)) if own else shipped()
    read = [_pieces(words, phrases) for words in ways]
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
    text = resources.files("motcua.catalogue").joinpath("data/synonyms.csv").read_text("utf-8")
    return tuple(
        Synonym(tuple(row["said"].split(" | ")), row["law"], row["reason"], row["field"])
        for row in csv.DictReader(text.splitlines())
    )


def phrases_of(lines: Sequence[Synonym]) -> Phrases:
    """The phrases of these synonyms by their folded syllables."""
    found: dict[tuple[str, ...], list[Phrase]] = {}
    for synonym in lines:
        for said in synonym.said:
            words = readings(said)[0]
            letters = tuple(_letters(word.typed) for word in words)
            phrase = Phrase(letters, synonym, alone=said.startswith(ALONE))
            found.setdefault(tuple(word.key for word in words), []).append(phrase)
    return found


@cache
def shipped() -> Phrases:
    """The phrases of the list as shipped."""
    return phrases_of(synonyms())


def spoken() -> list[tuple[str, ...]]:
    """All that is said or meant in the shipped list, as folded syllables."""
    return [*shipped(), *(tuple(keys(synonym.law)) for synonym in synonyms() if synonym.law)]


def _own_first(own: Phrases) -> Phrases:
    return {**shipped(), **{keys: [*own[keys], *shipped().get(keys, ())] for keys in own}}


def _terms(pieces: Sequence[_Piece]) -> set[str]:
    """Words that say nothing are left out, unless there are no others; what is left moves up."""
    telling = [piece for piece in pieces if not piece.is_filler] or pieces
    meant = [key for piece in telling for key in piece.meant]
    begin = {term for piece in telling if piece.law for term in beginning(piece.meant)}
    return {*meant, *pairs(meant), *beginning(meant), *begin}


def _pieces(sequence: Sequence[Word], phrases: Phrases) -> list[_Piece]:
    """The question cut into everyday phrases, the longest first, and single syllables."""
    pieces, at = [], 0
    while at < len(sequence):
        piece = _phrase_at(sequence, at, phrases) or _Piece((sequence[at].key,))
        pieces.append(piece)
        at += len(piece.keys)
    if len([piece for piece in pieces if not piece.is_filler]) > 1:
        return [part for piece in pieces for part in _apart_if_alone(piece, phrases)]
    return pieces


def _apart_if_alone(piece: _Piece, phrases: Phrases) -> list[_Piece]:
    """A phrase that counts only by itself, beside others, is the words it has."""
    ways = phrases.get(piece.keys, ())
    if any(phrase.alone and phrase.synonym is piece.synonym for phrase in ways):
        return [_Piece((key,)) for key in piece.keys]
    return [piece]


def _phrase_at(sequence: Sequence[Word], start: int, phrases: Phrases) -> _Piece | None:
    for end in range(min(len(sequence), start + _longest()), start, -1):
        stretch = sequence[start:end]
        for phrase in phrases.get(tuple(word.key for word in stretch), ()):
            if _may_mean(stretch, phrase.letters):
                return _Piece(tuple(word.key for word in stretch), phrase.synonym)
    return None


def _may_mean(stretch: Sequence[Word], letters: Sequence[str]) -> bool:
    """`so do` may mean sổ đỏ; so may `sổ đo`, for half of it is right; `sơ đồ` does not."""
    typed = [(word.typed, _letters(word.typed)) for word in stretch]
    right = sum(own == said for (_, own), said in zip(typed, letters, strict=True))
    bare = sum(
        word.isascii() and own != said for (word, own), said in zip(typed, letters, strict=True)
    )
    wrong = len(letters) - right - bare
    return wrong == 0 or wrong <= right


def _letters(syllable: str) -> str:
    """Letters and marks in one order: `xoá` and `xóa`, `kí` and `ký` are the same."""
    return "".join(sorted(unicodedata.normalize("NFD", syllable.lower().replace("y", "i"))))


@cache
def _longest() -> int:
    return max(12, *map(len, shipped()))
