"""A client that knows no form goes the whole way on three services; strangers get nowhere."""

from argparse import Namespace

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from motcua.config.commands import verify
from motcua.core.codes import parse
from motcua.dossiers import worker
from motcua.dossiers.models import Dossier
from motcua.people.models import User
from tests.api import blind
from tests.api.client import Api, answer, api_of, problem

SEARCHES = {
    "khai sinh cho con": "1.001193",
    "dang ky ho kinh doanh": "1.001612",
    "phieu ly lich tu phap": "3.000333",
}
OFFICERS = ("motcua", "chuyenvien", "lanhdao")


def officers(*names: str) -> list[Api]:
    return [api_of(User.objects.get(username=name), "desk") for name in names]


@pytest.mark.parametrize("words", SEARCHES)
def test_from_a_search_to_the_result_and_the_proof(sample: None, words: str) -> None:
    items = answer(Api().get("/services", q=words))["items"]
    [found] = [item for item in items if item["id"] == SEARCHES[words]]

    api, draft = blind.begin(found["id"])
    blind.fill(api, draft, found["id"])
    key = blind.new_key()
    first = answer(api.post(f"/drafts/{draft}/submit", key=key), 201)
    assert answer(api.post(f"/drafts/{draft}/submit", key=key), 200) == first
    assert problem(api.post(f"/drafts/{draft}/submit"), 409)["code"] == first["code"]

    code = first["code"]
    assert answer(api.get(f"/dossiers/{code}"))["state"] == first["state"] == "submitted"
    assert blind.drive(code, officers(*OFFICERS))[0] == "accept"
    worker.drain(parse(code).jurisdiction, at=timezone.now())

    tracked = answer(api.get(f"/dossiers/{code}"))
    assert tracked["state"] == "returned"
    assert tracked["deadlines"]["appointment"]
    assert {line["state"] for line in tracked["timeline"]} == {"done"}
    for paper in (*tracked["documents"], *tracked["slips"]):
        assert api.download(paper["url"]).startswith(b"%PDF")
    assert tracked["slips"]
    assert proof() == 0


def test_the_proof_fails_after_one_altered_byte(sample: None) -> None:
    _, code = blind.apply("1.001193")
    assert proof() == 0

    rows = Dossier.objects.filter(jurisdiction=parse(code).jurisdiction)
    rows.update(applicant_name=Concat(F("applicant_name"), Value("x")))

    assert proof() == 1


def proof() -> int:
    """What the command answers to the shell."""
    return verify.run(Namespace(jurisdiction=None, json=True, chains=False, files=False))
