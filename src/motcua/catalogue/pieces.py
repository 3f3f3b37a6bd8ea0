"""A question cut into everyday phrases and single words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from motcua.catalogue.phrase_book import PhraseBook
from motcua.catalogue.scattered import Scattered, scattered
from motcua.catalogue.search_terms import Word, keys
from motcua.catalogue.synonyms import ACTS, Phrases, Synonym, means, says_nothing, shipped

GAPS = 2  # words that say nothing, between those of a phrase: `phiếu về lý lịch của tư pháp`


@dataclass(frozen=True)
class Piece:
    """A stretch of the question: its keys, what replaces them, and whether it says nothing."""

    keys: tuple[str, ...]
    synonym: Synonym | None = None
    skipped: int = 0  # syllables at the beginning of the law's words that something else replaces

    @property
    def is_filler(self) -> bool:
        return self.synonym is not None and not self.synonym.law

    @property
    def is_named(self) -> bool:
        """Does it name a matter?"""
        return self.synonym is not None and self.synonym.is_named

    @property
    def is_act(self) -> bool:
        """Does it say what is done with a paper, whatever paper?"""
        return self.synonym is not None and self.synonym.field == ACTS

    @property
    def is_put_in(self) -> bool:
        """Are its words of the law other ones than those that were typed?"""
        return bool(self.law) and tuple(keys(self.law)) != self.keys

    @property
    def law(self) -> str:
        return self.synonym.law if self.synonym else ""

    @property
    def meant(self) -> tuple[str, ...]:
        return tuple(keys(self.law))[self.skipped :] if self.law else self.keys


def pieces_of(sequence: Sequence[Word], book: PhraseBook) -> list[Piece]:
    """The question cut into everyday phrases, the longest first, and single syllables.

    A phrase whose words are said apart goes before the shorter ones that it takes words from.
    """
    pieces = _side_by_side(sequence, book.phrases)
    found = scattered(sequence, book.likely)
    if found is not None and not _is_said(found, pieces):
        pieces = _with(found, pieces)
    if len([piece for piece in pieces if not piece.is_filler]) > 1:
        return [part for piece in pieces for part in _apart_if_alone(piece, book.phrases)]
    return pieces


def _side_by_side(sequence: Sequence[Word], phrases: Phrases) -> list[Piece]:
    pieces, at = list[Piece](), 0
    while at < len(sequence):
        piece = _phrase_at(sequence, at, phrases) or Piece((sequence[at].key,))
        pieces.append(piece)
        at += len(piece.keys)
    return pieces


def _is_said(found: Scattered, pieces: Sequence[Piece]) -> bool:
    """Does a phrase side by side take in all its words?"""
    return any(piece.is_named and found.places <= places for piece, places in _placed(pieces))


def _with(found: Scattered, pieces: Sequence[Piece]) -> list[Piece]:
    rest = [
        piece
        for piece, places in _placed(pieces)
        if not places & found.places or (piece.is_named and not places <= found.places)
    ]
    return [Piece(found.phrase.keys, found.phrase.synonym), *rest]


def _placed(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, frozenset[int]]]:
    at = 0
    for piece in pieces:
        yield piece, frozenset(range(at, at + len(piece.keys)))
        at += len(piece.keys)


def _apart_if_alone(piece: Piece, phrases: Phrases) -> list[Piece]:
    """A phrase that counts only by itself, beside others, is the words it has."""
    ways = phrases.get(piece.keys, ())
    if any(phrase.alone and phrase.synonym is piece.synonym for phrase in ways):
        return [Piece((key,)) for key in piece.keys]
    return [piece]


def _phrase_at(sequence: Sequence[Word], start: int, phrases: Phrases) -> Piece | None:
    """The longest phrase that begins here, also with words in between that say nothing."""
    for end in range(min(len(sequence), start + _longest()), start, -1):
        stretch = sequence[start:end]
        if found := _said(stretch, phrases) or _said(_without_gaps(stretch), phrases):
            return Piece(tuple(word.key for word in stretch), found)
    return None


def _said(stretch: Sequence[Word], phrases: Phrases) -> Synonym | None:
    ways = phrases.get(tuple(word.key for word in stretch), ())
    return next((way.synonym for way in ways if means(stretch, way)), None)


def _without_gaps(stretch: Sequence[Word]) -> Sequence[Word]:
    """Without words between the first and the last that say nothing; all, if it has too many."""
    inner = [word for word in stretch[1:-1] if not says_nothing(word)]
    gaps = len(stretch) - 2 - len(inner)
    if not 0 < gaps <= GAPS or says_nothing(stretch[0]) or says_nothing(stretch[-1]):
        return ()
    return (stretch[0], *inner, stretch[-1])


@cache
def _longest() -> int:
    return max(12, *map(len, shipped()))
