"""The desk: exactly the acts that would work, told again with every refusal; and the counter."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from motcua.api.act_schemas import SCHEMAS
from motcua.core.states import Outcome
from motcua.dossiers import acts
from motcua.dossiers.act_forms import ACT_FORMS
from motcua.dossiers.actors import Officer
from motcua.dossiers.acts.request_supplement import SupplementItem
from motcua.dossiers.models import Dossier
from motcua.dossiers.suspensions import Cause
from tests.api.blind import filled
from tests.api.client import Api, Json, answer, api_of, faulty, problem
from tests.cast import Cast

OFFICERS = ("desk", "handling", "head")
ASKED = [SupplementItem(kind="document", id="paper", message="Ảnh mờ.")]


WAYS: dict[str, tuple[str, ...]] = {
    "submitted": (),
    "refused": ("refuse",),
    "withdrawn": ("withdraw",),
    "asked": ("ask",),
    "accepted": ("accept",),
    "taken": ("accept", "assign"),
    "awaiting": ("accept", "ask_again"),
    "signing": ("accept", "advance"),
    "suspended": ("accept", "suspend"),
    "decided": ("accept", "advance", "decide"),
    "returned": ("accept", "advance", "decide", "give"),
}


def dossier_in(cast: Cast, state: str) -> Dossier:
    """A dossier of today's that went the way to this state."""
    at = timezone.now()
    steps: dict[str, Callable[..., Dossier]] = {
        "accept": partial(acts.accept, by=cast.desk),
        "refuse": partial(acts.refuse, by=cast.desk, reason="Trùng"),
        "withdraw": partial(acts.withdraw, by=cast.applicant),
        "ask": partial(acts.request_supplement, by=cast.desk, items=ASKED),
        "ask_again": partial(acts.request_supplement, by=cast.handling, items=ASKED),
        "assign": partial(acts.assign, by=cast.handling),
        "advance": partial(acts.advance, by=cast.handling),
        "suspend": partial(acts.suspend, by=cast.handling, cause=Cause.COURT, reason="Chờ án."),
        "decide": partial(acts.decide, by=cast.head, outcome=Outcome.GRANTED),
        "give": partial(acts.return_result, by=cast.desk, way="counter"),
    }
    dossier = cast.submitted(at=at)
    for step in WAYS[state]:
        dossier = steps[step](dossier, at=at)
    return dossier


def officer(cast: Cast, name: str) -> Officer:
    found: Officer = getattr(cast, name)
    return found


def screen_of(api: Api, dossier: Dossier) -> Json:
    return answer(api.get(f"/desk/dossiers/{dossier.code}"))


def any_values(name: str, screen: Json) -> Json:
    """Values that an act takes, whether it is offered or not."""
    values: dict[str, Any] = {
        "reason": "Theo yêu cầu.",
        "outcome": "rejected",
        "way": "post",
        "items": [{"id": "paper", "message": "Ảnh mờ."}],
        "new_appointment": "2030-01-02",
        "cause": "court",
        "agency": "000.23.25.H05",
        "question": "Có nợ thuế không?",
        "opinion": "agree",
        "answer": "Không.",
    }
    wanted = SCHEMAS[name].model_fields.keys() & values
    return {"act": name, "version": screen["version"], **{key: values[key] for key in wanted}}


@pytest.mark.parametrize("name", OFFICERS)
@pytest.mark.parametrize("state", WAYS)
def test_the_acts_on_the_screen_are_exactly_those_that_work(
    cast: Cast, state: str, name: str
) -> None:
    dossier = dossier_in(cast, state)
    api = api_of(officer(cast, name).user, "desk")
    screen = screen_of(api, dossier)
    offered = {one["act"]: one for one in screen["acts"]}

    for act in ACT_FORMS:
        body = filled(offered[act], screen) if act in offered else any_values(act, screen)
        with transaction.atomic():
            response = api.post(f"/desk/dossiers/{dossier.code}/acts", body)
            transaction.set_rollback(True)
        if act in offered:
            assert answer(response)["version"] == screen["version"] + 1, act
        else:
            said = problem(response, response.status_code)
            assert said["status"] in {403, 409}, act
            assert said["acts"] == list(offered)


def test_every_act_has_its_schema_with_the_fields_it_shows(cast: Cast) -> None:
    dossier = dossier_in(cast, "accepted")

    assert SCHEMAS.keys() == ACT_FORMS.keys()
    for act, form in ACT_FORMS.items():
        fields = {field.name for field in form.fields(dossier, cast.head, timezone.now())}
        known = SCHEMAS[act].model_fields.keys() - {"act", "version"}
        assert fields <= known <= {*fields, "exception_reason", "others"}, act


def test_the_second_of_two_is_told_what_changed_and_what_she_may_do_now(cast: Cast) -> None:
    dossier = dossier_in(cast, "submitted")
    first, second = api_of(cast.desk.user), api_of(cast.head.user)
    seen = screen_of(second, dossier)["version"]
    accept = {"act": "accept", "version": seen}
    answer(first.post(f"/desk/dossiers/{dossier.code}/acts", accept))

    refuse = {"act": "refuse", "version": seen, "reason": "Trùng"}
    said = problem(second.post(f"/desk/dossiers/{dossier.code}/acts", refuse), 409)

    assert said["type"] == "urn:motcua:conflict"
    assert said["changes"] == ["dossier.accepted"]
    assert cast.desk.user.name in said["detail"]
    now = screen_of(second, dossier)
    assert said["version"] == now["version"] == seen + 1
    assert said["acts"] == [one["act"] for one in now["acts"]]


WRONG = {
    "no version": ({"act": "accept"}, ["/version"]),
    "a version in words": ({"act": "accept", "version": "1"}, ["/version"]),
    "no act": ({"version": 1}, ["/act"]),
    "an act of nobody": ({"act": "burn", "version": 1}, ["/act"]),
    "an act of the applicant": ({"act": "submit", "version": 1}, ["/act"]),
    "a value of another act": ({"act": "accept", "version": 1, "reason": "x"}, ["/reason"]),
    "no reason": ({"act": "refuse", "version": 1}, ["/reason"]),
    "items without words": (
        {"act": "request_supplement", "version": 1, "items": [{"id": "paper"}]},
        ["/items/0/message"],
    ),
    "no paper of the form": (
        {"act": "request_supplement", "version": 1, "items": [{"id": "x", "message": "Sai"}]},
        ["/items/0/id"],
    ),
    "no object": ([], [""]),
}


@pytest.mark.parametrize("body, pointers", WRONG.values(), ids=WRONG)
def test_a_wrong_act_is_told_at_the_very_field(cast: Cast, body: Any, pointers: list[str]) -> None:
    dossier = dossier_in(cast, "submitted")
    api = api_of(cast.desk.user)

    assert faulty(api.post(f"/desk/dossiers/{dossier.code}/acts", body)) == pointers
    assert screen_of(api, dossier)["version"] == 1


def test_a_rejection_says_why(cast: Cast) -> None:
    dossier = dossier_in(cast, "signing")
    api, path = api_of(cast.head.user), f"/desk/dossiers/{dossier.code}/acts"
    body = {"act": "decide", "version": dossier.version, "outcome": "rejected"}

    assert problem(api.post(path, body), 422)["missing"] == [{"kind": "field", "id": "reason"}]
    decided = answer(api.post(path, {**body, "reason": "Không đủ điều kiện."}))
    assert decided["outcome"] == "rejected"
    assert decided["state"] == "decided"


def test_the_screen_has_what_the_officer_works_with(cast: Cast) -> None:
    screen = screen_of(api_of(cast.desk.user), dossier_in(cast, "submitted"))

    assert screen["applicant"] == "Nguyễn Thị Hoa"
    assert screen["answers"]["subject"] == "Xin đăng ký"
    assert screen["state"] == "submitted"
    assert screen["step"] is None
    assert screen["holder"]["role"] == "desk_officer"
    assert screen["holder"]["agency"]["code"] == cast.ward.code
    assert screen["deadlines"]["due_at"] == screen["deadlines"]["answer_by"]
    assert [paper["requirement"] for paper in screen["documents"]] == ["paper"]
    assert screen["payments"] == screen["slips"] == []


AT_COUNTER: Json = {
    "service": "9.000001",
    "applicant": {"name": "Đỗ Văn Tư", "phone": "0912345678"},
    "answers": {"subject": "Xin đăng ký"},
    "reason_for_counter": "no_device",
}


@pytest.mark.parametrize("prefix", ["", "applicant."])
def test_a_person_without_an_account_is_received_at_the_counter(
    cast: Cast, desk: Api, prefix: str
) -> None:
    applicant = {f"{prefix}{key}": value for key, value in AT_COUNTER["applicant"].items()}
    body = {**AT_COUNTER, "agency": cast.ward.code, "applicant": applicant}

    received = answer(desk.post("/desk/dossiers", body), 201)

    assert received["state"] == "accepted"
    assert received["channel"] == "counter"
    assert received["applicant"] == "Đỗ Văn Tư"
    assert received["answers"]["applicant.phone"] == "0912345678"
    assert received["deadlines"]["appointment"]
    listed = answer(api_of(cast.handling.user).get("/desk/dossiers"))["items"]
    assert [row["code"] for row in listed] == [received["code"]]


@pytest.mark.parametrize(
    "changed, status, pointers",
    [
        ({"answers": {}}, 422, []),
        ({"answers": {"subjekt": "x"}}, 422, ["/subjekt"]),
        ({"applicant": {"phone": "12"}}, 422, ["/applicant.phone"]),
        ({"service": "0.000000"}, 422, ["/service"]),
        ({"reason_for_counter": "\0"}, 422, ["/reason_for_counter"]),
        ({"answers": []}, 422, ["/answers"]),
    ],
)
def test_at_the_counter_the_fields_must_be_right(
    cast: Cast, desk: Api, changed: Json, status: int, pointers: list[str]
) -> None:
    body = {**AT_COUNTER, "agency": cast.ward.code, **changed}

    assert faulty(desk.post("/desk/dossiers", body), status) == pointers


def test_at_another_s_counter_one_receives_nothing(cast: Cast) -> None:
    api = api_of(cast.stranger.user)

    problem(api.post("/desk/dossiers", {**AT_COUNTER, "agency": cast.ward.code}), 403)
    assert not Dossier.objects.filter(jurisdiction="H05").exists()
