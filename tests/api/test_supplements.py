"""A supplement by program: the client reads what is asked, mends just that, and hands it in."""

import pytest
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.papers import papers_of
from tests.api.client import Api, Json, answer, faulty, problem
from tests.cast import PDF, Cast

ITEMS = [
    SupplementItem(kind="field", id="subject", message="Ghi rõ việc cần làm."),
    SupplementItem(kind="document", id="paper", message="Ảnh mờ, chụp lại."),
]


@pytest.fixture
def asked(cast: Cast) -> str:
    """The address of a dossier that waits for its applicant."""
    dossier = cast.submitted(at=timezone.now())
    acts.request_supplement(dossier, by=cast.desk, at=timezone.now(), items=ITEMS)
    return f"/dossiers/{dossier.code}"


def test_the_dossier_says_what_is_asked_until_when_and_with_which_fields(
    asked: str, citizen: Api
) -> None:
    dossier = answer(citizen.get(asked))

    wanted = dossier["supplement"]
    assert dossier["state"] == "awaiting_applicant"
    assert wanted["items"] == [
        {"kind": "field", "id": "subject", "message": "Ghi rõ việc cần làm."},
        {"kind": "document", "id": "paper", "message": "Ảnh mờ, chụp lại."},
    ]
    assert wanted["answer_by"] == dossier["deadlines"]["due_at"]
    assert [field["name"] for field in wanted["fields"]] == ["subject", "paper"]
    assert dossier["holder"]["role"] is None


def test_what_was_asked_is_mended_and_the_clock_runs_again(
    cast: Cast, asked: str, citizen: Api
) -> None:
    sent = answer(citizen.upload(f"{asked}/documents", "paper", data=PDF + b"\n"), 201)

    dossier = answer(citizen.post(f"{asked}/supplement", {"answers": {"subject": "Xin cấp lại"}}))

    assert dossier["state"] == "submitted"
    assert dossier["supplement"] is None
    assert [paper["sha256"] for paper in dossier["documents"]] == [sent["sha256"]]
    done = [line["kind"] for line in dossier["timeline"] if line["state"] == "done"]
    assert done[-1] == "dossier.supplemented"


def test_what_is_not_yet_mended_is_listed(asked: str, citizen: Api) -> None:
    bodies: list[Json | None] = [None, {}, {"answers": {}}]
    for body in bodies:
        missing = problem(citizen.post(f"{asked}/supplement", body), 422)["missing"]
        assert {one["id"] for one in missing} == {"subject", "paper"}


def test_only_what_was_asked_is_taken(asked: str, citizen: Api) -> None:
    body = {"answers": {"applicant.name": "Người khác"}}

    assert faulty(citizen.post(f"{asked}/supplement", body)) == ["/applicant.name"]
    assert faulty(citizen.upload(f"{asked}/documents", "photo")) == ["/requirement"]


def test_nothing_is_taken_when_nothing_was_asked(cast: Cast, citizen: Api) -> None:
    dossier = cast.submitted(at=timezone.now())

    body = {"answers": {"subject": "Xin cấp lại"}}
    problem(citizen.post(f"/dossiers/{dossier.code}/supplement", body), 409)
    problem(citizen.upload(f"/dossiers/{dossier.code}/documents", "paper"), 409)
    assert len(papers_of(dossier)) == 1


def test_a_dossier_can_be_taken_back_until_it_is_decided(
    cast: Cast, asked: str, citizen: Api
) -> None:
    withdrawn = answer(citizen.post(f"{asked}/withdraw", {"reason": "Nộp nhầm nơi"}))
    signing = cast.at_signing()
    other = f"/dossiers/{signing.code}"

    assert withdrawn["state"] == "withdrawn"
    assert withdrawn["deadlines"]["due_at"] is None
    assert problem(citizen.post(f"{asked}/withdraw"), 409)["type"] == "urn:motcua:wrong-state"
    assert answer(citizen.post(f"{other}/withdraw"))["state"] == "withdrawn"
    assert faulty(citizen.post(f"{other}/withdraw", {"reason": 5})) == ["/reason"]
    assert faulty(citizen.post(f"{other}/withdraw", {"reason": "\0"})) == ["/reason"]


def test_the_secret_of_the_draft_mends_as_well(cast: Cast) -> None:
    draft = cast.draft(at=timezone.now())
    api = Api(secret=draft.secret)
    code = answer(api.post(f"/drafts/{draft.public_id}/submit"), 201)["code"]

    assert answer(api.post(f"/dossiers/{code}/withdraw"))["state"] == "withdrawn"
