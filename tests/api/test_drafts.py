"""Drafts: begun for one agency, answered bit by bit, with papers, until nothing is missing."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from motcua.catalogue import offers
from motcua.catalogue.models import Procedure, Service
from motcua.eforms import versions
from motcua.eforms.definitions import form_from_json
from tests.api.client import Api, Json, answer, faulty, problem
from tests.cast import FORM, Cast

NEW = {"service": "9.000001"}
CHILDREN: dict[str, Any] = {
    "key": "con",
    "title": "Con",
    "fields": [
        {"name": "has_children", "type": "boolean", "label": "Có con"},
        {
            "name": "children",
            "type": "group",
            "label": "Các con",
            "required": True,
            "min": 1,
            "max": 3,
            "when": {"field": "has_children", "op": "eq", "value": True},
            "fields": [
                {"name": "name", "type": "text", "label": "Tên con", "required": True, "max": 20},
                {"name": "born", "type": "date", "label": "Ngày sinh", "max": "today"},
            ],
        },
        {"name": "home", "type": "address", "label": "Nơi ở"},
    ],
}


@dataclass(frozen=True)
class Draft:
    """A draft, and the program of somebody without an account that has its secret."""

    api: Api
    at: str

    def read(self) -> Json:
        return answer(self.api.get(self.at))

    @property
    def answers(self) -> Json:
        return dict(self.read()["answers"])

    def patch(self, **answers: Any) -> Json:
        return answer(self.api.patch(self.at, {"answers": answers}))


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """A draft of the cast's service, whose form has a page about children behind the others."""
    pages: list[Any] = [*FORM["pages"], CHILDREN]
    version = versions.publish(form_from_json({**FORM, "pages": pages}), at=timezone.now())
    offers.use_form(Procedure.objects.get(code="9.000001"), version, at=timezone.now())
    begun = answer(Api().post("/drafts", NEW), 201)
    return Draft(Api(secret=begun["secret"]), f"/drafts/{begun['id']}")


def test_a_new_draft_lacks_what_is_required(draft: Draft) -> None:
    read = draft.read()

    assert read["missing"] == [
        {"kind": "field", "id": "applicant.name"},
        {"kind": "field", "id": "subject"},
        {"kind": "document", "id": "paper"},
    ]
    assert read["errors"] == read["documents"] == []
    assert read["answers"] == {}
    assert read["service"] == {"code": "9.000001", "name": "Đăng ký thử"}


def test_top_level_keys_are_merged(draft: Draft) -> None:
    draft.patch(**{"applicant.name": "Hoa", "subject": "Một"})
    draft.patch(subject="Hai")
    draft.patch(applicant={"phone": "0912345678"})

    assert draft.answers == {
        "applicant.name": "Hoa",
        "subject": "Hai",
        "applicant.phone": "0912345678",
    }


def test_arrays_and_objects_are_replaced(draft: Draft) -> None:
    draft.patch(children=[{"name": "An"}, {"name": "Bình"}], home={"unit": "x", "detail": "Số 1"})
    draft.patch(children=[{"name": "Chi"}], home={"detail": "Số 2"})

    assert draft.answers == {"children": [{"name": "Chi"}], "home": {"detail": "Số 2"}}


def test_null_clears_one_answer_or_a_whole_prefix(draft: Draft) -> None:
    draft.patch(subject="Một", **{"applicant.name": "Hoa", "applicant.phone": "0912345678"})
    draft.patch(subject=None, applicant=None)

    assert draft.answers == {}


def test_an_unknown_key_is_refused_and_nothing_else_is_taken(draft: Draft) -> None:
    response = draft.api.patch(draft.at, {"answers": {"subject": "Một", "subjekt": "Hai"}})

    assert faulty(response) == ["/subjekt"]
    assert draft.answers == {}


def test_an_invalid_value_is_kept_and_listed_where_it_stands(draft: Draft) -> None:
    children = [{"name": "x" * 21, "born": "2026-02-30"}, {"born": "2020-01-01"}, "Chi"]
    checked = draft.patch(has_children=True, children=children, **{"applicant.phone": "12"})

    assert [error["field"] for error in checked["errors"]] == [
        "/applicant.phone",
        "/children/0/name",
        "/children/0/born",
        "/children/1/name",
        "/children/2",
    ]
    assert all(error["message"] for error in checked["errors"])
    assert draft.answers["children"] == children


def test_what_is_not_asked_is_ignored_and_kept_for_later(draft: Draft) -> None:
    wrong = draft.patch(has_children=True, children=[{}])
    hidden = draft.patch(has_children=False)
    shown = draft.patch(has_children=True)

    assert [error["field"] for error in wrong["errors"]] == ["/children/0/name"]
    assert hidden["errors"] == []
    assert shown == wrong


@pytest.mark.parametrize("body", [{}, {"answers": []}, {"answers": None}, {"answers": "x"}, []])
def test_answers_are_an_object(draft: Draft, body: Any) -> None:
    assert faulty(draft.api.patch(draft.at, body)) in (["/answers"], [""])


@pytest.mark.parametrize("value", ["\ud800", "\0", [[[[[[[[[[[]]]]]]]]]]], {"": {"\0": 1}}])
def test_what_no_database_keeps_breaks_nothing(draft: Draft, value: Any) -> None:
    checked = draft.patch(subject=value)

    assert [error["field"] for error in checked["errors"]] == ["/subject"]


@pytest.mark.parametrize("key", ["\ud800", "a/b", "", "x" * 5000, "~"])
def test_no_key_is_too_strange_to_be_refused(draft: Draft, key: str) -> None:
    assert len(faulty(draft.api.patch(draft.at, {"answers": {key: 1}}))) == 1


def test_several_papers_answer_one_requirement_and_can_be_taken_away(draft: Draft) -> None:
    first, second = (
        answer(draft.api.upload(f"{draft.at}/documents", "paper"), 201) for _ in range(2)
    )

    assert first["type"] == "application/pdf"
    assert first["requirement"] == "paper"
    assert first["filename"] == "giấy tờ.pdf"
    assert first["bytes"] > 0
    assert len(first["sha256"]) == 64
    assert isinstance(first["id"], str)
    listed = answer(draft.api.get(f"{draft.at}/documents"))
    assert listed == {"items": [first, second], "next": None}
    assert draft.read()["documents"] == listed["items"]

    assert draft.api.delete(f"{draft.at}/documents/{first['id']}").content == b""
    problem(draft.api.delete(f"{draft.at}/documents/{first['id']}"), 404)
    problem(draft.api.get(f"{draft.at}/documents/{first['id']}"), 404)
    assert answer(draft.api.get(f"{draft.at}/documents/{second['id']}")) == second


def test_submitting_too_early_says_all_that_is_missing_and_wrong(draft: Draft) -> None:
    draft.patch(**{"applicant.phone": "12"})

    said = problem(draft.api.post(f"{draft.at}/submit"), 422)

    assert [missing["id"] for missing in said["missing"]] == ["applicant.name", "subject", "paper"]
    assert [error["field"] for error in said["errors"]] == ["/applicant.phone"]
    assert draft.answers == {"applicant.phone": "12"}


def test_where_several_agencies_offer_it_one_is_asked_which(cast: Cast) -> None:
    offers.offer(cast.service.procedure, agency=cast.next_door, at=timezone.now())

    said = problem(Api().post("/drafts", NEW), 422)
    begun = answer(Api().post("/drafts", {**NEW, "agency": cast.next_door.code}), 201)

    assert [error["field"] for error in said["errors"]] == ["/agency"]
    assert set(said["agencies"]) == {cast.ward.code, cast.next_door.code}
    read = answer(Api(secret=begun["secret"]).get(f"/drafts/{begun['id']}"))
    assert read["agency"] == {"code": cast.next_door.code, "name": cast.next_door.name}


def test_what_nobody_offers_cannot_be_begun(cast: Cast) -> None:
    offers.withdraw_offer(Service.objects.get(), at=timezone.now())

    assert faulty(Api().post("/drafts", NEW)) == ["/service"]


def test_an_account_is_told_what_it_has_begun_and_opens_it_without_a_secret(
    cast: Cast, citizen: Api
) -> None:
    first = answer(citizen.post("/drafts", NEW), 201)
    second = answer(citizen.post("/drafts", NEW), 201)

    assert first["unfinished"] == []
    assert [draft["id"] for draft in second["unfinished"]] == [first["id"]]
    assert answer(citizen.get(f"/drafts/{first['id']}"))["answers"] == {}


def test_what_the_account_told_before_is_filled_in_where_it_agrees(
    cast: Cast, citizen: Api
) -> None:
    begun = answer(citizen.post("/drafts", {**NEW, "use_known": True}), 201)

    known = answer(citizen.get(f"/drafts/{begun['id']}"))["answers"]
    assert known["applicant.name"] == cast.citizen.name
