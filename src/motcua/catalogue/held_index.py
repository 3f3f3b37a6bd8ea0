"""The search index as a process holds it: small, read whole, and anew once it was made anew.

Scoring in memory is the same on every engine, and lets each term of a question count with a weight
of its own. What is held is known by a digest of its contents, so one small query a search tells
whether it is still true; a reader meets the old index whole, or the new one whole.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.catalogue.local_synonyms import taught_lines
from motcua.catalogue.models import Procedure, SearchIndex, SearchPosting, SearchTerm
from motcua.catalogue.phrase_book import PhraseBook, book_of

_TRIES = 3


@dataclass(frozen=True)
class Postings:
    """Of one term: procedures, and how much it speaks for each."""

    procedures: "array[int]"
    impacts: "array[float]"


@dataclass(frozen=True)
class Index:
    """All terms, also those that are too common to have postings: they are words one knows.

    `book` has the everyday phrases, with what owners taught; `codes` those of all procedures.
    """

    terms: Mapping[str, Postings]
    book: PhraseBook
    codes: Mapping[int, str]

    def __contains__(self, term: object) -> bool:
        """Has a procedure or an everyday phrase this syllable or pair?"""
        return term in self.terms or term in self.book.syllables or term in self.book.pairs

    def scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """By procedure, the impacts of these terms, each times its weight.

        Impacts are multiples of 1/4096 and weights of 1/32, so that sums are exact in any order.
        """
        sums: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            if (postings := self.terms.get(term)) is None:
                continue
            for procedure, impact in zip(postings.procedures, postings.impacts, strict=True):
                sums[procedure] += impact * weight
        return dict(sums)


Digests = tuple[str, ...]
_held: dict[Digests, Index] = {}  # one at a time


def current() -> Index:
    """The index as it is in the database now; read again only when it was made anew."""
    digests = _digests()
    if (held := _held.get(digests)) is None:
        digests, held = _read()
        _held.clear()
        _held[digests] = held
    return held


def _read() -> tuple[Digests, Index]:
    """All of it as one builder made it: read again if another one came in between."""
    for _ in range(_TRIES):
        digests = _digests()
        index = Index(terms=_terms(), book=book_of(taught_lines()), codes=_codes())
        if digests == _digests():
            break
    return digests, index


def _digests() -> Digests:
    """Of the terms, and of what owners taught; none before anything was made."""
    row = SearchIndex.objects.filter(pk=SearchIndex.ONLY).values_list("terms", "taught")
    return row.first() or ()


def _terms() -> dict[str, Postings]:
    texts = SearchTerm.objects.values_list("text", flat=True)
    found = {text: Postings(array("q"), array("d")) for text in texts}
    rows = SearchPosting.objects.values_list("term__text", "procedure_id", "impact")
    for text, procedure, impact in rows.order_by("term_id", "procedure_id").iterator():
        if (postings := found.get(text)) is not None:
            postings.procedures.append(procedure)
            postings.impacts.append(impact)
    return found


def _codes() -> dict[int, str]:
    return dict(Procedure.objects.filter(current__isnull=False).values_list("pk", "code"))
