"""The judged sets of everyday questions, printed with the place of the first right answer.

Half of each set is kept out of tuning; the goal holds for that half.
"""

from argparse import Namespace
from functools import partial

from bench import procedure_import, search_words
from bench.clock import milliseconds
from bench.figures import Figure, percentile
from bench.procedures import PROCEDURES
from motcua.catalogue.models import Procedure, SearchTerm, Service
from motcua.catalogue.search import search
from motcua.catalogue.search_terms import keys
from motcua.catalogue.synonyms import synonyms
from tests.catalogue.judged import DEPTH, FRESH, HELD_OUT, OWN, TUNING, Judged, judged
from tests.catalogue.judged import mean_reciprocal_rank as mrr
from tests.catalogue.judged import ranks as ranked

GOAL = 0.80


def measure(options: Namespace) -> list[Figure]:
    """Means nothing over procedures that were made up: give `--procedures`."""
    if options.procedures is None:
        print("  needs --procedures FILE: the answers are codes of real procedures")
        return []
    if Procedure.objects.count() < PROCEDURES // 2:
        procedure_import.measure(options)
    own, fresh = (ranked(_answerable(which), _found) for which in (OWN, FRESH))
    shown = {**own, **{one: place for one, place in fresh.items() if one.half == TUNING}}
    print("\n".join(_line(one, place) for one, place in shown.items()))
    print("\n".join(f"  no procedure has: {words}" for words in _laws_without_procedure()))
    return [
        *(_score("judged", half, own) for half in (TUNING, HELD_OUT)),
        *(_score("fresh", half, fresh) for half in (TUNING, HELD_OUT)),
        *_by_kind(fresh),
        _speed([*own, *fresh]),
    ]


def _answerable(which: str) -> list[Judged]:
    """The questions that some procedure here answers: the file has not every ministry."""
    known = set(Procedure.objects.values_list("code", flat=True))
    return [one for one in judged(which) if one.codes & known]


def _found(question: str) -> list[str]:
    return [found.procedure.code for found in search(question, limit=DEPTH).items]


def _laws_without_procedure() -> list[str]:
    """Words of the law in the everyday list that no procedure here has: of other ministries."""
    known = set(SearchTerm.objects.values_list("text", flat=True))  # common syllables too
    laws = (synonym.law for synonym in synonyms() if synonym.law)
    return [law for law in laws if not known.issuperset(keys(law))]


def _line(one: Judged, place: int) -> str:
    return f"  {place or '–':>3}  {one.half:<9} {one.query:<52} {' '.join(sorted(one.codes))}"


def _score(which: str, half: str, places: dict[Judged, int]) -> Figure:
    own = [place for one, place in places.items() if one.half == half]
    name = f"{which} questions ({half}, {len(own)}), MRR@{DEPTH}"
    return Figure(name=name, value=mrr(own), unit="", goal=GOAL, more_is_better=True)


def _by_kind(places: dict[Judged, int]) -> list[Figure]:
    """How each way of typing fares among what was kept out of tuning."""
    kinds: dict[str, list[int]] = {}
    for one, place in places.items():
        if one.half == HELD_OUT:
            kinds.setdefault(one.kind, []).append(place)
    return [
        Figure(name=f"fresh, held out, {kind} ({len(own)}), MRR@{DEPTH}", value=mrr(own), unit="")
        for kind, own in kinds.items()
    ]


def _speed(questions: list[Judged]) -> Figure:
    search_words.offer_everywhere()
    spent = [milliseconds(partial(search, one.query)) for one in questions]
    name = f"judged questions over {Service.objects.count():,} services, p95"
    return Figure(name=name, value=percentile(spent), unit="ms", goal=search_words.GOAL)
