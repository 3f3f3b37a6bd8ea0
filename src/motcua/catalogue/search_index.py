"""The search index: how much each term speaks for each procedure, computed when something changes.

BM25F over name and field alone: the bodies of text made results worse when tried. People mean a
procedure of their commune more often than one of a ministry, so the level where it is performed
weighs a little too, and so does a procedure for persons alone. It indexes procedures, never
services; who offers them is joined afterwards.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection, transaction

from motcua.catalogue.models import Procedure, SearchIndex, SearchPosting, SearchTerm
from motcua.catalogue.search_terms import beginning, keys, pairs

NAME_WEIGHT, FIELD_WEIGHT = 10.0, 3.0
K1 = 1.2
NAME_B, FIELD_B = 0.6, 0.3
PAIR_BONUS = 1.5
# By the nearest place where it is performed: people ask for what is near them.
NEARNESS = {"commune": 1.08, "province": 1.0, "other": 1.0, "ministry": 0.88}
# Everyday words come from persons: what no business or organisation may apply for is theirs.
PERSONS_ALONE = 1.15
_PERSON, _OTHERS = "công dân", ("doanh nghiệp", "tổ chức", "hợp tác xã")
# Impacts are multiples of this, so that their sums are exact and every engine ranks alike.
GRAIN = 4096
# A term in more than this share of many names tells them apart from nothing, and costs most.
COMMON, MANY = 0.25, 100
_BATCH = 2000


@dataclass(frozen=True)
class Entry:
    """What of a procedure is indexed: its two texts as syllables in the index's spelling.

    `prior` multiplies all impacts: how likely people mean this one, before they said anything.
    """

    procedure: int
    name: Sequence[str]
    field: Sequence[str]
    prior: float = 1.0


@dataclass(frozen=True)
class Built:
    """How large the index became."""

    procedures: int
    terms: int
    postings: int


def rebuild() -> Built:
    """Make the index anew from the procedures in force, in one transaction.

    Readers see the old index until it commits, and the new one at once afterwards.
    """
    with transaction.atomic():
        # One builder at a time: the second waits here instead of meeting the first one's terms.
        list(Procedure.objects.select_for_update().order_by("pk")[:1])
        entries = _entries()
        found = list(impacts(entries))
        SearchPosting.objects.all().delete()
        SearchTerm.objects.all().delete()
        texts = {term for term, _, _ in found} | _syllables(entries)
        numbers = _store_terms(texts)
        _store_postings([(numbers[term], procedure, impact) for term, procedure, impact in found])
        _store_digest(texts, found)
    _tell_planner()
    procedures = len({procedure for _, procedure, _ in found})
    return Built(procedures=procedures, terms=len(numbers), postings=len(found))


def _tell_planner() -> None:
    """PostgreSQL plans by what it last counted; of a table just filled it knows nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (SearchTerm, SearchPosting):
                cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def impacts(entries: Sequence[Entry]) -> Iterator[tuple[str, int, float]]:
    """Term, procedure and impact for all that occurs; a pure function of the texts."""
    name_length = _mean([len(entry.name) for entry in entries])
    field_length = _mean([len(entry.field) for entry in entries if entry.field])
    counts = [_frequencies(entry, name_length, field_length) for entry in entries]
    seen = Counter(term for terms in counts for term in terms)
    most = COMMON * len(entries) if len(entries) >= MANY else len(entries)
    for entry, terms in zip(entries, counts, strict=True):
        for term, frequency in terms.items():
            if seen[term] > most:
                continue
            impact = _rarity(seen[term], len(entries)) * frequency * (K1 + 1) / (K1 + frequency)
            bonus = PAIR_BONUS if "_" in term else 1.0
            yield term, entry.procedure, round(impact * bonus * entry.prior * GRAIN) / GRAIN


def _entries() -> list[Entry]:
    rows = Procedure.objects.filter(current__isnull=False).order_by("code")
    texts = rows.values_list(
        "pk", "name", "field", "current__content__levels", "current__content__applicants"
    )
    return [
        Entry(number, _telling(keys(name)), keys(field), _prior(levels or (), applicants or ()))
        for number, name, field, levels, applicants in texts
    ]


def _syllables(entries: Sequence[Entry]) -> set[str]:
    """All of them, also those too common to tell anything: they are words that one knows."""
    return {key for entry in entries for key in (*entry.name, *entry.field)}


def _prior(levels: Sequence[str], applicants: Sequence[str]) -> float:
    nearness = max((NEARNESS.get(level, 1.0) for level in levels), default=1.0)
    said = " ; ".join(applicants).lower()
    persons_alone = _PERSON in said and not any(others in said for others in _OTHERS)
    return nearness * PERSONS_ALONE if persons_alone else nearness


def _telling(name: list[str]) -> list[str]:
    """Some names begin with “Thủ tục”, which is what all of them are."""
    return name[2:] if name[:2] == ["thu", "tuc"] else name


def _frequencies(entry: Entry, name_length: float, field_length: float) -> Mapping[str, float]:
    """Weighted frequency of each term, evened out by the length of its text."""
    weighted: dict[str, float] = defaultdict(float)
    for sequence, weight, b, mean in (
        (entry.name, NAME_WEIGHT, NAME_B, name_length),
        (entry.field, FIELD_WEIGHT, FIELD_B, field_length),
    ):
        evened = weight / (1 - b + b * len(sequence) / mean)
        for term, times in Counter([*sequence, *pairs(sequence)]).items():
            weighted[term] += times * evened
    for term in beginning(entry.name):
        weighted[term] = NAME_WEIGHT
    return weighted


def _rarity(seen: int, entries: int) -> float:
    """Inverse document frequency of BM25, never negative."""
    return math.log(1 + (entries - seen + 0.5) / (seen + 0.5))


def _mean(lengths: Sequence[int]) -> float:
    return max(1.0, sum(lengths) / len(lengths)) if lengths else 1.0


def _store_postings(rows: Sequence[tuple[int, int, float]]) -> None:
    """Without an object for each of some hundred thousand rows: the server waits for them."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO catalogue_searchposting (term_id, procedure_id, impact)"
            " VALUES (%s, %s, %s)",
            rows,
        )


def _store_terms(texts: set[str]) -> dict[str, int]:
    terms = SearchTerm.objects.bulk_create(
        (SearchTerm(text=text) for text in sorted(texts)), batch_size=_BATCH
    )
    return {term.text: term.pk for term in terms}


def _store_digest(texts: set[str], found: Sequence[tuple[str, int, float]]) -> None:
    """By it the processes that hold the index know that it was made anew."""
    contents = repr((sorted(texts), sorted(found)))
    digest = sha256(contents.encode()).hexdigest()
    SearchIndex.objects.update_or_create(pk=SearchIndex.ONLY, defaults={"terms": digest})
