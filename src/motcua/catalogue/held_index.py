"""The search index as a process holds it: small, read whole, and anew once it was made anew.

Scoring in memory is the same on every engine, and lets each term of a question count with a weight
of its own. What is held is known by a digest of its contents, so one small query a search tells
whether it is still true; a reader meets the old index whole, or the new one whole.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.catalogue.models import SearchIndex, SearchPosting, SearchTerm

_TRIES = 3


@dataclass(frozen=True)
class Postings:
    """Of one term: procedures, and how much it speaks for each."""

    procedures: "array[int]"
    impacts: "array[float]"


@dataclass(frozen=True)
class Index:
    """All terms, also those that are too common to have postings: they are words one knows."""

    digest: str
    terms: Mapping[str, Postings]

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """By procedure, the impacts of these terms, each times its weight.

        Impacts are multiples of 1/4096 and weights of 1/16, so that sums are exact in any order.
        """
        sums: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            if (postings := self.terms.get(term)) is None:
                continue
            for procedure, impact in zip(postings.procedures, postings.impacts, strict=True):
                sums[procedure] += impact * weight
        return dict(sums)


_held: dict[str, Index] = {}  # by digest; one at a time


def current() -> Index:
    """The index as it is in the database now; read again only when it was made anew."""
    held = _held.get(_digest())
    if held is None:
        held = _read()
        _held.clear()
        _held[held.digest] = held
    return held


def _read() -> Index:
    """All of it as one builder made it: read again if another one came in between."""
    for _ in range(_TRIES):
        index = Index(digest=_digest(), terms=_terms())
        if index.digest == _digest():
            break
    return index


def _digest() -> str:
    return SearchIndex.objects.values_list("digest", flat=True).first() or ""


def _terms() -> dict[str, Postings]:
    found = {text: Postings(array("q"), array("d")) for text in _texts()}
    rows = SearchPosting.objects.values_list("term__text", "procedure_id", "impact")
    for text, procedure, impact in rows.order_by("term_id", "procedure_id").iterator():
        if (postings := found.get(text)) is not None:
            postings.procedures.append(procedure)
            postings.impacts.append(impact)
    return found


def _texts() -> list[str]:
    return list(SearchTerm.objects.values_list("text", flat=True))
