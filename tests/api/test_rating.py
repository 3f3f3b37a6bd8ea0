"""Rating by program: by secret or token, once per key, not before the return."""

import pytest

from motcua.core.states import State
from motcua.feedback.models import Rating
from tests.api.client import Api, answer, problem
from tests.cast import Cast
from tests.dossiers.scenes import in_state

GRADES = {"ease": "satisfied", "time": "very_satisfied", "conduct": "not_yet_satisfied"}


@pytest.mark.parametrize("door", ["token", "secret"])
def test_the_applicant_rates_once_under_a_key(cast: Cast, citizen: Api, door: str) -> None:
    dossier = in_state(cast, State.RETURNED)
    caller = citizen if door == "token" else Api(secret=dossier.secret)
    path, body = f"/dossiers/{dossier.code}/rating", {**GRADES, "comment": "Nhanh"}

    first = answer(caller.post(path, body, key="k" * 32))

    assert first == answer(caller.post(path, body, key="k" * 32))
    assert {name: first[name] for name in GRADES} == GRADES
    assert (first["comment"], first["changed_at"]) == ("Nhanh", None)
    assert Rating.objects.filter(jurisdiction="H05").count() == 1


def test_grades_are_those_of_the_law(cast: Cast, citizen: Api) -> None:
    dossier = in_state(cast, State.RETURNED)

    for wrong in ({**GRADES, "ease": "5"}, {"ease": "satisfied"}, {**GRADES, "food": "satisfied"}):
        problem(citizen.post(f"/dossiers/{dossier.code}/rating", wrong), 422)


def test_before_the_return_it_is_a_conflict_and_a_stranger_finds_nothing(cast: Cast) -> None:
    dossier = cast.accepted()

    problem(Api(secret=dossier.secret).post(f"/dossiers/{dossier.code}/rating", GRADES), 409)
    problem(Api(secret="x" * 27).post(f"/dossiers/{dossier.code}/rating", GRADES), 404)
