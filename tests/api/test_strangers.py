"""What is not yours is not there: no token, another secret, another's token, another agency."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import drafts
from motcua.dossiers.access import looks
from motcua.people.tokens import make_token, revoke
from tests.api.client import Api, answer, api_of, problem, token_of
from tests.cast import Cast


@pytest.fixture
def code(cast: Cast) -> str:
    """The citizen's dossier, waiting to be accepted."""
    return cast.submitted(at=timezone.now()).code


def strangers(cast: Cast) -> list[Api]:
    """Nobody, two wrong secrets, the neighbour, and an officer next door."""
    other = cast.draft(at=timezone.now())
    secrets = [Api(secret=other.secret), Api(secret="khong-phai")]
    return [Api(), *secrets, api_of(cast.neighbour), api_of(cast.stranger.user)]


def test_a_dossier_is_not_there_for_strangers(cast: Cast, code: str) -> None:
    for api in strangers(cast):
        problem(api.get(f"/dossiers/{code}"), 404)
        problem(api.post(f"/dossiers/{code}/supplement"), 404)
        problem(api.post(f"/dossiers/{code}/withdraw"), 404)
        problem(api.upload(f"/dossiers/{code}/documents", "paper"), 404)


def test_its_papers_are_not_there_either(cast: Cast, code: str, citizen: Api) -> None:
    paper = answer(citizen.get(f"/dossiers/{code}"))["documents"][0]

    assert citizen.download(paper["url"]).startswith(b"%PDF")
    for api in strangers(cast):
        problem(api.get(paper["url"]), 404)
    problem(citizen.get(paper["url"] + "0"), 404)


def test_a_draft_is_not_there_for_anyone_but_its_owner(cast: Cast, desk: Api) -> None:
    draft = cast.draft(at=timezone.now())
    at, paper = f"/drafts/{draft.public_id}", drafts.documents_of(draft)[0].public_id
    for api in (desk, *strangers(cast)):
        problem(api.get(at), 404)
        problem(api.patch(at, {"answers": {}}), 404)
        problem(api.post(f"{at}/submit"), 404)
        problem(api.get(f"{at}/documents"), 404)
        problem(api.upload(f"{at}/documents", "paper"), 404)
        problem(api.get(f"{at}/documents/{paper}"), 404)
        problem(api.delete(f"{at}/documents/{paper}"), 404)
    for owner in (Api(secret=draft.secret), api_of(cast.citizen)):
        assert answer(owner.get(f"{at}/documents/{paper}"))["id"] == paper


def test_the_desk_is_for_the_officers_of_the_agency(cast: Cast, code: str) -> None:
    for api in (api_of(cast.stranger.user), api_of(cast.citizen), api_of(cast.neighbour)):
        problem(api.get(f"/desk/dossiers/{code}"), 404)
        body = {"act": "accept", "version": 1}
        problem(api.post(f"/desk/dossiers/{code}/acts", body), 404)
    for user in (cast.desk.user, cast.handling.user, cast.head.user):
        assert api_of(user, "desk").get(f"/desk/dossiers/{code}").status_code == 200


def test_a_citizen_has_no_queue(citizen: Api) -> None:
    assert problem(citizen.get("/desk/dossiers"), 403)["type"] == "urn:motcua:not-allowed"


def test_an_officer_s_look_is_noted_and_the_applicant_s_own_is_not(
    cast: Cast, code: str, citizen: Api, desk: Api
) -> None:
    dossier = cast.submitted(at=timezone.now())

    for path in (f"/desk/dossiers/{dossier.code}", f"/dossiers/{dossier.code}"):
        assert desk.get(path).status_code == 200
    assert citizen.get(f"/dossiers/{dossier.code}").status_code == 200

    assert [look.officer_name for look in looks(dossier)] == [cast.desk.user.name]


def test_a_token_that_opens_nothing_is_told_so_everywhere(cast: Cast, code: str) -> None:
    at = timezone.now()
    revoked, secret = make_token(cast.citizen, name="cũ", scope="all", days=1, at=at)
    revoke(revoked, at=at)
    _, run_out = make_token(
        cast.citizen, name="hết hạn", scope="all", days=1, at=at - timedelta(days=2)
    )

    for token in ("mc_" + "x" * 43, "khong-phai-ma", secret, run_out):
        api = Api(token=token)
        for response in (
            api.get("/me"),
            api.get(f"/dossiers/{code}"),
            api.get("/desk/dossiers"),
            api.post("/drafts", {"service": "9.000001"}),
        ):
            problem(response, 401)
            assert response.headers["WWW-Authenticate"] == "Bearer"
    problem(Api().raw("GET", "/me", Authorization="Basic abc"), 401)


@pytest.mark.parametrize("path", ["/me", "/desk/dossiers", "/export/journal?jurisdiction=H05"])
def test_without_a_token_one_is_asked_for_it(db: None, path: str) -> None:
    problem(Api().get(path), 401)


def test_who_one_is_comes_before_what_one_sends(db: None) -> None:
    problem(Api().post("/desk/dossiers", {"wrong": True}), 401)


def test_a_token_opens_its_scope_and_no_more(cast: Cast, code: str) -> None:
    at_desk = api_of(cast.desk.user, "desk")
    as_applicant = api_of(cast.desk.user, "applicant")
    citizen_at_desk = api_of(cast.citizen, "desk")

    assert at_desk.get("/desk/dossiers").status_code == 200
    said = problem(as_applicant.get("/desk/dossiers"), 403)
    assert "desk" in said["detail"]
    problem(as_applicant.get(f"/dossiers/{code}"), 404)
    problem(citizen_at_desk.get(f"/dossiers/{code}"), 404)
    problem(at_desk.get("/export/journal", jurisdiction="H05"), 403)


def test_a_token_says_who_one_is(cast: Cast) -> None:
    me = answer(api_of(cast.head.user, "desk").get("/me"))

    assert me["user"]["id"] == str(cast.head.user.pk)
    assert me["user"]["username"] == "son"
    assert me["roles"] == ["citizen", "head"]
    assert me["postings"] == [
        {"agency": {"code": cast.ward.code, "name": cast.ward.name}, "role": "head"}
    ]
    assert me["scope"] == "desk"


def test_a_token_and_a_secret_together_open_what_either_opens(cast: Cast) -> None:
    draft = cast.draft(at=timezone.now())
    both = Api(token=token_of(cast.neighbour), secret=draft.secret)

    assert both.get(f"/drafts/{draft.public_id}").status_code == 200
