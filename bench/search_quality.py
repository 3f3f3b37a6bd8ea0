"""The judged set of everyday questions, printed with the place of the first right answer.

Half of the questions are kept out of tuning; the goal holds for that half.
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
from tests.catalogue.judged import DEPTH, HELD_OUT, TUNING, Judged, judged
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
    known = set(Procedure.objects.values_list("code", flat=True))
    questions = [one for one in judged() if one.codes & known]
    places = ranked(questions, _found)
    print("\n".join(_line(one, place) for one, place in places.items()))
    print("\n".join(f"  no procedure has: {words}" for words in _laws_without_procedure()))
    return [*(_score(half, places) for half in (TUNING, HELD_OUT)), _speed(questions)]


def _found(question: str) -> list[str]:
    return [found.procedure.code for found in search(question, limit=DEPTH).items]


def _laws_without_procedure() -> list[str]:
    """Words of the law in the everyday list that no procedure here has: of other ministries."""
    known = set(SearchTerm.objects.values_list("text", flat=True))  # common syllables too
    laws = (synonym.law for synonym in synonyms() if synonym.law)
    return [law for law in laws if not known.issuperset(keys(law))]


def _line(one: Judged, place: int) -> str:
    return f"  {place or '–':>3}  {one.half:<9} {one.query:<52} {' '.join(sorted(one.codes))}"


def _score(half: str, places: dict[Judged, int]) -> Figure:
    own = [place for one, place in places.items() if one.half == half]
    name = f"judged questions ({half}, {len(own)}), MRR@{DEPTH}"
    return Figure(name=name, value=mrr(own), unit="", goal=GOAL, more_is_better=True)


def _speed(questions: list[Judged]) -> Figure:
    search_words.offer_everywhere()
    spent = [milliseconds(partial(search, one.query)) for one in questions]
    name = f"judged questions over {Service.objects.count():,} services, p95"
    return Figure(name=name, value=percentile(spent), unit="ms", goal=search_words.GOAL)
