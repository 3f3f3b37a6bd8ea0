"""Before the form: is it for my case? Else where to go; without a script, and back works."""

from typing import Any

import pytest
from django.test import Client

from motcua.catalogue import offers
from motcua.catalogue.models import Service
from motcua.dossiers.models import Draft
from motcua.eforms import versions
from motcua.eforms.definitions import form_from_json
from tests.cast import Cast
from tests.eforms.test_fit import fitted
from tests.portal.conftest import service_url

RIGHT = {"old": "no", "foreign": "no", "urgent": "yes"}


@pytest.fixture
def fit(cast: Cast) -> str:
    """The address of the questions of a service that has some."""
    version = versions.publish(form_from_json(fitted()), at=cast.at)
    offers.use_form(cast.service.procedure, version, at=cast.at)
    return f"{service_url(cast)}dung-truong-hop/"


def drafts(cast: Cast) -> list[Draft]:
    return list(Draft.objects.filter(jurisdiction=cast.ward.jurisdiction))


def test_the_button_of_the_service_leads_to_the_questions(
    cast: Cast, client: Client, fit: str
) -> None:
    page = client.get(fit).content.decode()

    assert f'href="{fit}"' in client.get(service_url(cast)).content.decode()
    assert "Có old không?" in page
    assert " checked" not in page
    assert drafts(cast) == []


def test_a_service_without_questions_begins_at_once(cast: Cast, client: Client) -> None:
    assert "dung-truong-hop" not in client.get(service_url(cast)).content.decode()
    assert client.get(f"{service_url(cast)}dung-truong-hop/")["Location"] == service_url(cast)


@pytest.mark.parametrize("old", ["", "perhaps", "\0", "x" * 5000])
def test_what_is_not_answered_is_said_at_its_question(client: Client, fit: str, old: str) -> None:
    answer = client.get(fit, {"hoi": "1", "old": old, "urgent": "no"})

    assert answer.status_code == 422
    assert [error["anchor"] for error in answer.context["errors"]] == ["f-old"]
    assert 'value="no" checked' in answer.content.decode()


@pytest.mark.parametrize(
    ("answers", "title", "way"),
    [
        ({"old": "yes", "urgent": "no"}, "Vì old", "/dich-vu/?q=2.000635"),
        (
            {"old": "no", "foreign": "yes", "urgent": "no"},
            "Vì foreign",
            "/dich-vu/?q=n%C6%B0%E1%BB%9Bc+ngo%C3%A0i",
        ),
    ],
)
def test_another_case_is_led_where_it_belongs_with_the_rule(
    client: Client, fit: str, answers: dict[str, Any], title: str, way: str
) -> None:
    answer = client.get(fit, {"hoi": "1", **answers})
    page = answer.content.decode()

    assert title in page
    assert "Căn cứ: Luật." in page
    assert answer.context["way"] == way
    again = client.get(fit + answer.context["again_url"])
    assert again.status_code == 200
    assert again.content.decode().count(" checked") == len(answers)


def test_the_right_case_begins_the_form_with_its_answers(
    cast: Cast, client: Client, fit: str
) -> None:
    answer = client.get(fit, {"hoi": "1", **RIGHT})
    assert "Đúng dịch vụ này" in answer.content.decode()
    assert answer.context["answers"] == RIGHT

    client.post(service_url(cast), answer.context["answers"])

    assert [draft.answers for draft in drafts(cast)] == [{"urgent": "yes"}]


@pytest.mark.parametrize("posted", [{}, {"urgent": "yes"}, {**RIGHT, "subject": "không"}])
def test_only_answers_of_the_check_are_carried(
    cast: Cast, client: Client, fit: str, posted: dict[str, str]
) -> None:
    client.post(service_url(cast), posted)

    assert "subject" not in drafts(cast)[0].answers


def test_every_exit_of_the_sample_leads_somewhere(client: Client, offered: list[Service]) -> None:
    asked = [one for one in offered if one.form and versions.load(one.form).fit]

    assert len(asked) == 2
    for one in asked:
        address = f"/dich-vu/{one.procedure.code}/{one.agency.code}/dung-truong-hop/"
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("code", "answers", "leads"),
    [
        ("1.001193", {"registered": "yes"}, "/dich-vu/2.000635/"),
        ("1.001612", {"trade": "shop", "has_one": "yes"}, "/dich-vu/2.000720/"),
        ("1.001612", {"trade": "street", "conditional": "no", "has_one": "no"}, ""),
    ],
)
def test_the_sample_s_exits_name_the_right_procedure(
    client: Client, offered: list[Service], code: str, answers: dict[str, str], leads: str
) -> None:
    (one,) = [each for each in offered if each.procedure.code == code]
    address = f"/dich-vu/{code}/{one.agency.code}/dung-truong-hop/"

    answer = client.get(address, {"hoi": "1", **answers})

    assert answer.context["way"] == leads
    assert not leads or client.get(leads, follow=True).status_code == 200
