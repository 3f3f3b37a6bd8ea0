"""The judged questions: how they were divided, and that the sample's procedures stay findable."""

import pytest

from motcua.catalogue.models import Procedure
from motcua.catalogue.search import search
from motcua.core.folding import fold
from motcua.core.moments import local_day
from motcua.sample.agencies import load_agencies
from motcua.sample.procedures import load_procedures
from tests.catalogue.judged import (
    FRESH,
    HELD_OUT,
    OWN,
    TUNING,
    half_of,
    judged,
    mean_reciprocal_rank,
    ranks,
)
from tests.catalogue.rooms import NOW

# Over the sample's 21 procedures there is less to confuse than over all.
LEAST = {OWN: 0.90, FRESH: 0.85}


@pytest.mark.parametrize("which", [OWN, FRESH])
def test_there_are_enough_questions_and_nobody_chose_their_halves(which: str) -> None:
    asked = judged(which)

    assert len(asked) >= 120
    assert len({fold(one.query) + one.query for one in asked}) == len(asked)
    assert all(one.half == half_of(one.query) for one in asked)
    assert all(one.codes for one in asked)
    assert min(sum(one.half == half for one in asked) for half in (TUNING, HELD_OUT)) >= 60


@pytest.mark.django_db
@pytest.mark.parametrize("which", [OWN, FRESH])
def test_everyday_questions_find_the_procedures_of_the_sample(which: str) -> None:
    load_agencies()
    load_procedures(NOW)
    known = set(Procedure.objects.values_list("code", flat=True))
    asked = [one for one in judged(which) if one.codes & known]

    def find(question: str) -> list[str]:
        return [found.procedure.code for found in search(question, day=local_day(NOW)).items]

    places = ranks(asked, find)

    assert len(asked) >= 40
    assert sum(not place for place in places.values()) <= len(asked) // 20
    assert mean_reciprocal_rank(list(places.values())) >= LEAST[which]
