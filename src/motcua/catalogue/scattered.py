"""Everyday phrases whose words are all said, but not side by side, or in another order.

`mã số thuế bị mất` says `mất mã số thuế`. Only phrases of some length count, and only where their
words stand close enough to each other to be one thought.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue.search_terms import Word
from motcua.catalogue.synonyms import Phrase, may_mean, says_nothing

LEAST = 3  # syllables: two words that stand apart may be anything
OFTEN = 4  # places of one word that are looked at: repeating it may not cost more time
ROOM = 3  # a phrase may be spread over so many times its length


@dataclass(frozen=True)
class Scattered:
    """A phrase and the places of its words in the question."""

    phrase: Phrase
    places: frozenset[int]


Candidates = Mapping[str, Sequence[Phrase]]


def candidates(phrases: Iterable[Phrase]) -> Candidates:
    """Those that may be said scattered, each under its rarest syllable: few are looked at."""
    named = [phrase for phrase in phrases if _may_be_scattered(phrase)]
    often = Counter(key for phrase in named for key in set(phrase.keys))
    found: dict[str, list[Phrase]] = {}
    for phrase in named:
        found.setdefault(min(phrase.keys, key=lambda key: often[key]), []).append(phrase)
    return found


def scattered(words: Sequence[Word], among: Candidates) -> Scattered | None:
    """The longest phrase that the words say so; of two as long, the closer one."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if len(own := places.setdefault(word.key, [])) < OFTEN:
            own.append(at)
    likely = (phrase for key in places for phrase in among.get(key, ()))
    found = [one for phrase in likely for one in _found(phrase, words, places)]
    return max(found, key=lambda one: (len(one.places), -_span(one.places)), default=None)


def _may_be_scattered(phrase: Phrase) -> bool:
    """Does it name a matter in words enough?"""
    telling = [key for key in phrase.keys if not says_nothing(Word(key, key))]
    return phrase.synonym.is_named and len(telling) >= LEAST and not phrase.alone


def _found(
    phrase: Phrase, words: Sequence[Word], places: Mapping[str, Sequence[int]]
) -> Iterator[Scattered]:
    if not all(key in places for key in phrase.keys):
        return
    chosen = _closest([places[key] for key in phrase.keys])
    fits = len(set(chosen)) == len(chosen) and _telling(chosen, words) <= ROOM * len(chosen)
    if fits and may_mean([words[at] for at in chosen], phrase.letters):
        yield Scattered(phrase, frozenset(chosen))


def _telling(places: Sequence[int], words: Sequence[Word]) -> int:
    """How many words from the first to the last place say something about the matter."""
    between = words[min(places) : max(places) + 1]
    return sum(not says_nothing(word) for word in between)


def _closest(places: Sequence[Sequence[int]]) -> list[int]:
    """One place for each word, near to where the others are: from each beginning, the narrowest."""
    ways = (_from(start, places) for one in places for start in one)
    return min(ways, key=_span)


def _from(start: int, places: Sequence[Sequence[int]]) -> list[int]:
    taken: list[int] = []
    for one in places:
        free = [at for at in one if at not in taken] or one
        taken.append(min(free, key=lambda at: (abs(at - start), at)))
    return taken


def _span(places: Iterable[int]) -> int:
    taken = list(places)
    return max(taken) - min(taken) + 1
