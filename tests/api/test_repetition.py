"""One key, one answer: again, for another body, for another caller, and two at the same time."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier, Draft, DraftDocument
from tests import cast as people
from tests.api.client import ROOT, Api, answer, api_of, problem
from tests.cast import PDF, Cast

if TYPE_CHECKING:
    from tests.api.client import Response

NEW = {"service": "9.000001"}
KEY = "7a3f0c52-0d0b-4a4e-9a53-6a1f2c1f9b11"


def test_a_draft_is_begun_once(cast: Cast, citizen: Api) -> None:
    for api in (Api(), citizen):
        first = api.post("/drafts", NEW, key=KEY)
        again = api.post("/drafts", NEW, key=KEY)
        assert answer(again, 201) == answer(first, 201)
    assert Draft.objects.filter(jurisdiction="H05").count() == 2


def test_a_short_key_never_opens_a_stranger_s_draft_to_another(cast: Cast) -> None:
    mine = answer(Api().post("/drafts", NEW, key="1"), 201)
    hers = answer(Api().post("/drafts", NEW, key="1"), 201)

    assert mine["secret"] != hers["secret"]


def test_a_key_belongs_to_its_caller(cast: Cast, citizen: Api) -> None:
    mine = answer(citizen.post("/drafts", NEW, key=KEY), 201)
    hers = answer(api_of(cast.neighbour).post("/drafts", NEW, key=KEY), 201)

    assert mine["id"] != hers["id"]


def test_a_key_of_another_body_is_refused(cast: Cast, citizen: Api) -> None:
    answer(citizen.post("/drafts", NEW, key=KEY), 201)

    other = citizen.post("/drafts", {**NEW, "agency": cast.ward.code}, key=KEY)

    assert problem(other, 409)["type"] == "urn:motcua:conflict"


def test_a_key_is_taken_whole_however_long(cast: Cast, citizen: Api) -> None:
    first = answer(citizen.post("/drafts", NEW, key="k" * 200 + "1"), 201)
    second = answer(citizen.post("/drafts", NEW, key="k" * 200 + "2"), 201)

    assert first["id"] != second["id"]


def test_a_paper_is_taken_once(cast: Cast, citizen: Api) -> None:
    draft = cast.draft(at=timezone.now())
    path = f"/drafts/{draft.public_id}/documents"

    first = answer(citizen.upload(path, "paper", key=KEY), 201)
    assert answer(citizen.upload(path, "paper", key=KEY), 201) == first
    problem(citizen.upload(path, "paper", data=PDF[:-1] + b" ", key=KEY), 409)
    assert DraftDocument.objects.filter(jurisdiction="H05", draft=draft).count() == 2


def test_submitting_again_answers_the_same_and_200(cast: Cast) -> None:
    draft = cast.draft(at=timezone.now())
    api, path = Api(secret=draft.secret), f"/drafts/{draft.public_id}/submit"

    first = answer(api.post(path, key="k"), 201)
    answer(api_of(cast.desk.user).post(f"/desk/dossiers/{first['code']}/acts", accept()))

    assert answer(api.post(path, key="k"), 200) == first
    for other in ("l", "k" * 65):
        assert problem(api.post(path, key=other), 409)["code"] == first["code"]
    assert problem(api.raw("POST", path), 409)["code"] == first["code"]
    assert first["track_url"].endswith(f"/tra-cuu/{first['code']}/?k={draft.secret}")
    assert first["appointment"] is None


def test_two_long_keys_of_one_beginning_are_two_keys(cast: Cast, citizen: Api) -> None:
    path = f"/drafts/{cast.draft(at=timezone.now()).public_id}/submit"
    answer(citizen.post(path, key="k" * 64 + "1"), 201)

    problem(citizen.post(path, key="k" * 64 + "2"), 409)


def accept(version: int = 1) -> dict[str, Any]:
    return {"act": "accept", "version": version}


def test_an_act_is_done_once_and_answers_as_it_did(cast: Cast, desk: Api) -> None:
    path = f"/desk/dossiers/{cast.submitted(at=timezone.now()).code}/acts"

    first = answer(desk.post(path, accept(), key=KEY))
    assert answer(desk.post(path, accept(), key=KEY)) == first
    assert problem(desk.post(path, accept(), key="another"), 409)["version"] == 2


def test_a_dossier_is_received_once(cast: Cast, desk: Api) -> None:
    answers = {"applicant.name": "Đỗ Văn Tư", "subject": "Xin đăng ký"}
    body = {**NEW, "agency": cast.ward.code, "answers": answers}

    first = answer(desk.post("/desk/dossiers", body, key=KEY), 201)

    assert answer(desk.post("/desk/dossiers", body, key=KEY), 201) == first
    assert Dossier.objects.filter(jurisdiction="H05").count() == 1


def test_a_supplement_and_its_papers_are_taken_once(cast: Cast, citizen: Api) -> None:
    at, dossier = timezone.now(), cast.submitted(at=timezone.now())
    items = [SupplementItem(kind="document", id="paper", message="Ảnh mờ.")]
    acts.request_supplement(dossier, by=cast.desk, at=at, items=items)
    path = f"/dossiers/{dossier.code}"
    paper = citizen.upload(f"{path}/documents", "paper", key="1")
    first = citizen.post(f"{path}/supplement", key="2")

    assert answer(citizen.post(f"{path}/supplement", key="2")) == answer(first)
    assert answer(citizen.upload(f"{path}/documents", "paper", key="1"), 201) == answer(paper, 201)


def test_a_dossier_is_withdrawn_once(cast: Cast, citizen: Api) -> None:
    path = f"/dossiers/{cast.submitted(at=timezone.now()).code}/withdraw"

    first = answer(citizen.post(path, {"reason": "Nhầm"}, key=KEY))

    assert answer(citizen.post(path, {"reason": "Nhầm"}, key=KEY)) == first
    problem(citizen.post(path, {"reason": "Khác"}, key=KEY), 409)


def test_what_was_refused_can_be_tried_again_under_its_key(cast: Cast, citizen: Api) -> None:
    path = f"/desk/dossiers/{cast.submitted(at=timezone.now()).code}/acts"
    desk = api_of(cast.desk.user)

    problem(desk.post(path, {"act": "refuse", "version": 1, "reason": ""}, key=KEY), 422)

    assert answer(desk.post(path, accept(), key=KEY))["state"] == "accepted"


@contextmanager
def seen_by_threads(path: Path) -> Iterator[None]:
    """Other threads work on what is committed now: on SQLite on a copy of it in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings["default"], "NAME", str(path))
        yield


def at_once(count: int, call: Callable[[], tuple[int, Any]]) -> list[tuple[int, Any]]:
    """What so many threads get that begin at the same moment."""
    ready = Barrier(count)

    def one(_: int) -> tuple[int, Any]:
        try:
            ready.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


def result(response: "Response") -> tuple[int, Any]:
    return response.status_code, response.json()


@pytest.mark.django_db(transaction=True)
def test_two_submits_at_once_make_one_dossier(tmp_path: Path) -> None:
    cast = people.make()
    draft = cast.draft(at=timezone.now())
    api, path = Api(secret=draft.secret), f"/drafts/{draft.public_id}/submit"

    with seen_by_threads(tmp_path / "copy.sqlite3"):
        answers = at_once(4, lambda: result(api.post(path, key=KEY)))

    assert sorted(status for status, _ in answers) == [200, 200, 200, 201]
    assert len({body["code"] for _, body in answers}) == 1


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_once_under_one_key_are_one(tmp_path: Path) -> None:
    cast = people.make()
    api = api_of(cast.desk.user)
    path = f"/desk/dossiers/{cast.submitted(at=timezone.now()).code}/acts"

    with seen_by_threads(tmp_path / "copy.sqlite3"):
        answers = at_once(4, lambda: result(api.post(path, accept(), key=KEY)))

    assert [status for status, _ in answers] == [200] * 4
    assert all(body == answers[0][1] for _, body in answers)
    assert answers[0][1]["version"] == 2


@pytest.mark.django_db(transaction=True)
def test_two_acts_at_once_under_two_keys_are_one_and_a_conflict(tmp_path: Path) -> None:
    cast = people.make()
    api = api_of(cast.desk.user)
    path = f"/desk/dossiers/{cast.submitted(at=timezone.now()).code}/acts"

    with seen_by_threads(tmp_path / "copy.sqlite3"):
        answers = at_once(3, lambda: result(api.post(path, accept())))

    assert sorted(status for status, _ in answers) == [200, 409, 409]
    assert all(body["version"] == 2 for _, body in answers)


@pytest.mark.django_db(transaction=True)
def test_two_drafts_at_once_under_one_key_are_one(tmp_path: Path) -> None:
    people.make()

    with seen_by_threads(tmp_path / "copy.sqlite3"):
        answers = at_once(4, lambda: result(Api().post("/drafts", NEW, key=KEY)))

    assert [status for status, _ in answers] == [201] * 4
    assert len({body["id"] for _, body in answers}) == 1


def test_an_empty_key_is_refused_in_words(cast: Cast) -> None:
    body = {"service": cast.service.procedure.code, "agency": cast.ward.code}
    client = Client(raise_request_exception=False)

    sent = client.post(
        f"{ROOT}/drafts", body, content_type="application/json",
        headers={"Idempotency-Key": "", "X-Draft-Secret": "s" * 43},
    )  # fmt: skip

    assert sent.status_code == 422
    assert "để trống" in sent.json()["detail"]
