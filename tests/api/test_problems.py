"""Every road that ends in an error ends in one shape: RFC 9457, in Vietnamese, field by field."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.documents import storage
from tests.api.client import ROOT, Api, answer, faulty, problem
from tests.cast import Cast

NEW = {"service": "9.000001"}


@pytest.fixture
def draft(cast: Cast) -> str:
    """The address of a draft of the citizen's, complete."""
    return f"/drafts/{cast.draft(at=timezone.now()).public_id}"


BODIES = {
    "missing": ({}, "/service"),
    "no text": ({"service": 9}, "/service"),
    "null": ({"service": None}, "/service"),
    "too long": ({"service": "9" * 61}, "/service"),
    "a sign no database keeps": ({"service": "9\0"}, "/service"),
    "unknown key": ({**NEW, "agence": "x"}, "/agence"),
    "no such service": ({"service": "0.000000"}, "/service"),
    "no such agency": ({**NEW, "agency": "000.00.00.H05"}, "/agency"),
    "a list": ([NEW], ""),
    "a text": ("9.000001", ""),
    "a number": (1, ""),
    "nothing at all": (None, ""),
}


@pytest.mark.parametrize("body, pointer", BODIES.values(), ids=BODIES)
def test_a_wrong_body_is_told_at_the_very_field(cast: Cast, body: object, pointer: str) -> None:
    said = problem(Api().post("/drafts", body), 422)

    assert [error["field"] for error in said["errors"]] == [pointer]
    assert not re.search(r"(?i)input|should|field|valid", said["errors"][0]["message"])


UNREADABLE = {
    "broken": b'{"service": ',
    "words": b"service=9.000001",
    "another encoding": '{"service": "9.000001 é"}'.encode("latin-1"),
    "two bytes a letter": '{"service": "9.000001"}'.encode("utf-16"),
    "not a number": b'{"service": NaN}',
    "infinite": b'{"service": -Infinity}',
    "larger than a number": b'{"service": 1e400}',
    "too deep": b"[" * 100_000,
    "a number of 5000 digits": b'{"service": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_a_body_that_cannot_be_read_is_refused_as_such(db: None, data: bytes) -> None:
    assert "JSON" in problem(Api().raw("POST", "/drafts", data), 400)["detail"]


def test_a_form_that_breaks_off_is_refused_as_such(draft: str, citizen: Api) -> None:
    headers = {"CONTENT_TYPE": "multipart/form-data", **citizen.headers}
    response = citizen._client.generic(
        "POST",
        f"{ROOT}{draft}/documents",
        b"--",
        content_type="multipart/form-data",
        headers=headers,
    )

    problem(response, 400)


PARAMETERS = {
    "limit=0": "/limit",
    "limit=1000": "/limit",
    "limit=many": "/limit",
    "level=5": "/level",
    "declared=x": "/declared",
    "q=%00": "/q",
    "agency=" + "9" * 61: "/agency",
}


@pytest.mark.parametrize("query", PARAMETERS)
def test_a_wrong_parameter_is_told_by_its_name(db: None, query: str) -> None:
    assert faulty(Api().get(f"/services?{query}")) == [PARAMETERS[query]]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/services/",
        "/services/0.000000",
        "/services/%00",
        "/services/%00/form?agency=x",
        "/services/9.000001/form/1",
        "/drafts/x",
        "/drafts/H05-1",
        "/drafts/H05-99999999999999999999",
        "/dossiers/000.23.24.H05-261123-0001",
        "/",
    ],
)
def test_what_is_not_there_is_said_in_the_same_shape(cast: Cast, path: str) -> None:
    problem(Api().get(path), 404)


def test_a_code_of_another_format_is_told_how_one_looks(db: None) -> None:
    said = problem(Api().get("/dossiers/HS-12"), 404)

    assert said["type"] == "urn:motcua:unknown-code"
    assert "000.00.01.H05-261201-0007" in said["detail"]


@pytest.mark.parametrize(
    "method, path, allowed",
    [
        ("PUT", "/services", {"GET"}),
        ("GET", "/drafts", {"POST"}),
        ("PUT", "/drafts/H05-1", {"GET", "PATCH"}),
        ("POST", "/drafts/H05-1/documents/H05-1", {"GET", "DELETE"}),
        ("DELETE", "/desk/dossiers", {"GET", "POST"}),
        ("OPTIONS", "/me", {"GET"}),
    ],
)
def test_another_method_is_told_which_ones_there_are(
    db: None, method: str, path: str, allowed: set[str]
) -> None:
    response = Api().raw(method, path)

    problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_too_much_at_once_is_refused_before_it_is_read(draft: str, citizen: Api) -> None:
    long = {"answers": {"subject": "dài " * 700_000}}
    problem(citizen.patch(draft, long), 413)

    many = {f"f{number}": "x" for number in range(1001)}
    response = citizen._client.post(f"{ROOT}{draft}/documents", many, headers=citizen.headers)
    problem(response, 413)


def test_a_body_of_unknown_length_is_asked_for_it(db: None) -> None:
    chunked = {"Transfer-Encoding": "chunked", "Content-Length": ""}

    assert "Content-Length" in problem(Api().raw("POST", "/drafts", b"", **chunked), 411)["detail"]


def test_our_own_fault_has_a_number_and_gives_nothing_away(cast: Cast, citizen: Api) -> None:
    code = cast.submitted(at=timezone.now()).code
    paper = answer(citizen.get(f"/dossiers/{code}"))["documents"][0]
    storage.path(paper["sha256"]).unlink()

    said = problem(citizen.get(paper["url"]), 500)

    assert re.fullmatch(r"[0-9a-f]{8}", said["number"])
    assert paper["sha256"] not in str(said)


def test_a_refusal_of_the_rooms_says_what_why_and_what_now(draft: str, citizen: Api) -> None:
    first = answer(citizen.post(f"{draft}/submit"), 201)

    said = problem(citizen.patch(draft, {"answers": {}}), 409)

    assert said["type"] == "urn:motcua:conflict"
    assert said["code"] == first["code"]
    assert first["code"] in said["detail"]


def test_a_draft_whose_time_is_over_is_gone(cast: Cast) -> None:
    draft = cast.draft(at=timezone.now() - timedelta(days=31))
    api = Api(secret=draft.secret)

    for response in (
        api.get(f"/drafts/{draft.public_id}"),
        api.patch(f"/drafts/{draft.public_id}", {"answers": {}}),
        api.upload(f"/drafts/{draft.public_id}/documents", "paper"),
        api.post(f"/drafts/{draft.public_id}/submit"),
    ):
        assert "30 ngày" in problem(response, 410)["detail"]


def test_answers_about_persons_are_kept_by_nobody_on_the_way(draft: str, citizen: Api) -> None:
    assert citizen.get(draft).headers["Cache-Control"] == "private, no-store"
    assert "max-age" not in Api().get(draft).headers["Cache-Control"]
