"""Whose address counts, with and without a proxy of one's own."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from motcua.config.proxy import ProxyMiddleware

TOLD = "203.0.113.9, 198.51.100.7"


def _seen() -> str:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": TOLD})

    def answer(given: HttpRequest) -> HttpResponse:
        return HttpResponse(given.META["REMOTE_ADDR"])

    response = ProxyMiddleware(answer)(request)
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def test_a_claimed_address_is_not_believed(settings: Settings) -> None:
    settings.BEHIND_PROXY = False

    assert _seen() == "127.0.0.1"


def test_behind_our_proxy_its_last_word_counts(settings: Settings) -> None:
    settings.BEHIND_PROXY = True

    assert _seen() == "198.51.100.7"


@pytest.mark.django_db
def test_more_than_a_form_can_hold_is_answered_in_words(client: Client) -> None:
    answer = client.post("/dang-nhap/", {"username": "x" * 3_000_000})

    assert answer.status_code == 400
    assert "Không đọc được" in answer.content.decode()
