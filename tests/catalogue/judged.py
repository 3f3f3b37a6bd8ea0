"""The judged questions: everyday words, and the procedures that answer each of them.

Two sets. `OWN` was written by the hands that wrote the everyday words, so it flatters. `FRESH` was
written from the list of procedures alone, by somebody who had not seen the everyday words, as
people type: sentences, chat, dialect, slips. Answers were judged by reading the procedures' names
and contents, before any tuning; several are right where people can't know the difference. A
question's half follows from its own letters, so that nobody chose what is kept out of tuning.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

OWN, FRESH = "judged_queries.csv", "fresh_queries.csv"
TUNING, HELD_OUT = "tuning", "held_out"
DEPTH = 10  # places that count; who looks further down has not found


@dataclass(frozen=True)
class Judged:
    """One question. `half` is `TUNING` or `HELD_OUT`; `kind`, of `FRESH` only, how it is typed."""

    query: str
    codes: frozenset[str]
    half: str
    kind: str = ""

    def rank(self, found: Sequence[str]) -> int:
        """Place of the first right answer among the codes found, from 1; 0 beyond `DEPTH`."""
        places = (place for place, code in enumerate(found[:DEPTH], 1) if code in self.codes)
        return next(places, 0)


def judged(which: str) -> list[Judged]:
    """All questions of the set `OWN` or `FRESH`, as in its file."""
    with Path(__file__).with_name(which).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Judged(row["query"], frozenset(row["codes"].split()), row["half"], row.get("kind", ""))
        for row in rows
    ]


def half_of(query: str) -> str:
    """Which half a question belongs to, by a hash of its letters."""
    return TUNING if sha256(query.encode()).digest()[0] % 2 else HELD_OUT


def ranks(asked: Sequence[Judged], find: Callable[[str], Sequence[str]]) -> dict[Judged, int]:
    """The place of the first right answer for each question."""
    return {one: one.rank(find(one.query)) for one in asked}


def mean_reciprocal_rank(places: Sequence[int]) -> float:
    """MRR@10: 1 when every first answer is right, 0 when nothing is found."""
    return sum(1 / place for place in places if place) / len(places)
