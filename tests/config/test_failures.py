"""What a person reads when nothing can be answered: what happened, what to do, no secrets."""

import re
from typing import Any

import pytest
import structlog
from django.test import Client

from motcua.people.models import User
from tests.cast import Cast


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def calm() -> Client:
    """A browser that is shown the page instead of the test being shown the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.urls("tests.config.failing_urls")
@pytest.mark.parametrize("path", ["/hong/", "/khong-bang/"])
def test_our_own_fault_has_a_number_to_read_out_and_no_secret(
    calm: Client, db: None, path: str
) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = calm.get(path)

    page = words(answer)
    number = re.search(r"số <span class=\"code\">([0-9a-f]{8})</span>", page)
    assert answer.status_code == 500
    assert number
    assert number[1] in {entry.get("number") for entry in logs}
    assert "Những gì đã lưu vẫn còn" in page
    assert "mật khẩu là 123" not in page
    assert "no_such_table" not in page
    assert f'href="{path}"' in page  # try again


@pytest.mark.urls("tests.config.failing_urls")
def test_our_own_fault_can_be_told_while_somebody_is_logged_in(calm: Client, cast: Cast) -> None:
    calm.force_login(cast.desk.user)

    answer = calm.get("/hong/")

    assert answer.status_code == 500
    assert "không phải do ông/bà" in words(answer)


def test_a_page_that_is_not_there_offers_ways_on(db: None, client: Client) -> None:
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Không thấy trang này" in words(answer)
    assert 'role="search"' in words(answer)


def test_what_an_account_may_not_do_is_told_in_vietnamese(client: Client, operator: User) -> None:
    client.force_login(operator)

    answer = client.get("/quan-tri/dossiers/dossier/add/")

    assert answer.status_code == 403
    assert "Không có quyền mở trang này" in words(answer)


def test_a_forged_form_is_refused_in_words(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.desk.user)
    dossier = cast.submitted()

    answer = strict.post(f"/mot-cua/{dossier.code}/viec/accept/", {"version": "1"})

    assert answer.status_code == 403
    assert "Forbidden" not in words(answer)
    assert "<h1" in words(answer)


def test_too_many_fields_are_told_in_words(cast: Cast, calm: Client) -> None:
    calm.force_login(cast.desk.user)
    dossier = cast.submitted()
    many = {f"message.{n}": "x" for n in range(1500)}

    answer = calm.post(f"/mot-cua/{dossier.code}/viec/request-supplement/", many)

    assert answer.status_code == 400
    assert "Bad Request" not in words(answer)
    assert "<h1" in words(answer)
