"""A question made into terms of the index: the words of the law in place of everyday ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from motcua.catalogue.phrase_book import PhraseBook, shipped_book
from motcua.catalogue.pieces import Piece, pieces_of
from motcua.catalogue.search_terms import Word, beginning, keys, pairs, readings

# What words count beside a matter that is named, and pairs with one word between.
BESIDE, APART = 0.5, 0.5
# What is done first with a paper; a law's words begin with it where nothing else was said.
_FIRST = ("đăng ký thành lập", "đăng ký", "cấp mới", "cấp", "bổ nhiệm")
FIRST_ACTS = tuple(tuple(keys(act)) for act in _FIRST)


@dataclass(frozen=True)
class Question:
    """A question as terms of the index.

    `terms` have the words of the law in place of everyday ones, each with how much it counts;
    `typed` has what was typed;
    `understood` are the words of the law that were put in, `unknown` the syllables that no
    procedure and no everyday phrase has.
    """

    terms: Mapping[str, float]
    typed: frozenset[str]
    understood: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def understand(text: str) -> Question:
    """The terms to look for, by the list as shipped."""
    return understand_words(readings(text), shipped_book())


def understand_words(ways: Sequence[Sequence[Word]], book: PhraseBook) -> Question:
    """The terms to look for, with the words of the law for what was said in everyday words.

    `ways` are the readings of the question.
    """
    read = [pieces_of(words, book) for words in ways]
    everything = [piece for pieces in read for piece in pieces]
    laws = list(dict.fromkeys(piece.law for piece in everything if piece.is_put_in))
    return Question(
        terms=_heaviest([_terms(pieces) for pieces in read]),
        typed=frozenset(key for piece in everything for key in piece.keys),
        understood=tuple(law for law in laws if not _is_told(law, laws)),
    )


def _is_told(law: str, laws: Sequence[str]) -> bool:
    """Do other words of the law say it too?"""
    return any(law in other for other in laws if other != law)


def _terms(pieces: Sequence[Piece]) -> dict[str, float]:
    """Words that say nothing are left out, unless there are no others; what is left moves up."""
    telling = _acts_first([piece for piece in pieces if not piece.is_filler] or pieces)
    meant = [key for piece in telling for key in piece.meant]
    weigh = _weigher(telling)
    by_key = [weigh(piece) for piece in telling for _ in piece.meant]
    return _heaviest(
        [
            dict(zip(meant, by_key, strict=True)),
            dict(zip(pairs(meant), map(min, pairwise(by_key)), strict=True)),
            dict(zip(_over_one(meant), _apart(by_key), strict=True)),
            dict.fromkeys(beginning(meant), min(by_key[:2], default=1.0)),
            *(
                dict.fromkeys(beginning(piece.meant), weigh(piece))
                for piece in telling
                if piece.law
            ),
        ]
    )


def _weigher(pieces: Sequence[Piece]) -> Callable[[Piece], float]:
    """How much a piece counts: of the matters named, the one said in most words counts most."""
    most = max((len(piece.keys) for piece in pieces if piece.is_named), default=0)

    def weight(piece: Piece) -> float:
        if piece.is_named:
            return max(8, 16 * len(piece.keys) // most) / 16
        return BESIDE if most and not piece.is_act else 1.0

    return weight


def _acts_first(pieces: Sequence[Piece]) -> list[Piece]:
    """`mất` and `cấp thẻ căn cước` are `cấp lại thẻ căn cước`: what is done replaces `cấp`."""
    acts = [piece for piece in pieces if piece.is_act]
    things = [piece for piece in pieces if not piece.is_act]
    if not acts:
        return list(pieces)
    return [*acts, *(replace(piece, skipped=_first_act(piece)) for piece in things)]


def _first_act(piece: Piece) -> int:
    """How many syllables of the law's words say what is done first."""
    if not piece.is_named:
        return 0
    lengths = (len(act) for act in FIRST_ACTS if piece.meant[: len(act)] == act)
    return next(lengths, 0)


def _heaviest(weighed: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """All terms, each with the most that it counts anywhere."""
    heaviest: dict[str, float] = {}
    for weights in weighed:
        for term, weight in weights.items():
            heaviest[term] = max(weight, heaviest.get(term, 0.0))
    return heaviest


def _over_one(sequence: Sequence[str]) -> list[str]:
    """Pairs with one word between: `đăng ký việc kết hôn` has `ký_kết` too."""
    return [f"{first}_{third}" for first, third in zip(sequence, sequence[2:], strict=False)]


def _apart(weights: Sequence[float]) -> list[float]:
    between = zip(weights, weights[2:], strict=False)
    return [APART * min(first, third) for first, third in between]
