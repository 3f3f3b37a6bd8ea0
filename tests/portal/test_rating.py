"""Rating on the tracking page: a form after the return, thanks afterwards, one's own answer."""

import pytest
from django.test import Client

from motcua.core.states import State
from motcua.dossiers.models import Dossier
from motcua.feedback.queries import rating_of
from tests.cast import Cast
from tests.dossiers.scenes import in_state

GRADES = {"ease": "satisfied", "time": "very_satisfied", "conduct": "not_yet_satisfied"}


@pytest.fixture
def returned(cast: Cast, client: Client) -> Dossier:
    client.force_login(cast.citizen)
    return in_state(cast, State.RETURNED)


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_after_the_return_the_page_asks_and_preselects_nothing(
    client: Client, returned: Dossier
) -> None:
    page = page_of(client, f"/tra-cuu/{returned.code}/")

    assert "Mức độ thuận tiện" in page
    assert page.count('type="radio"') == 9
    assert "checked" not in page


def test_before_the_return_it_does_not(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)
    dossier = cast.accepted()

    assert 'type="radio"' not in page_of(client, f"/tra-cuu/{dossier.code}/")
    assert client.get(f"/tra-cuu/{dossier.code}/danh-gia/").status_code == 302


def test_what_was_given_is_thanked_for_shown_and_may_be_changed(
    client: Client, returned: Dossier
) -> None:
    path = f"/tra-cuu/{returned.code}/danh-gia/"

    page = client.post(path, GRADES, follow=True).content.decode()

    assert "Cảm ơn ông/bà đã đánh giá." in page
    assert "Thái độ phục vụ: <b>chưa hài lòng</b>" in page
    assert "Đổi đánh giá" in page
    assert page_of(client, path).count(" checked") == 3
    client.post(path, {**GRADES, "conduct": "satisfied"})
    found = rating_of(returned)
    assert found is not None
    assert found.conduct == "satisfied"


def test_a_row_left_out_is_told_and_nothing_is_lost(client: Client, returned: Dossier) -> None:
    typed = {"ease": "satisfied", "time": "perfect", "comment": "Nhanh và tử tế"}

    answer = client.post(f"/tra-cuu/{returned.code}/danh-gia/", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#conduct"' in page
    assert 'href="#time"' in page
    assert "Nhanh và tử tế" in page
    assert page.count(" checked") == 1
    assert rating_of(returned) is None


def test_a_stranger_finds_nothing_to_rate(client: Client, returned: Dossier) -> None:
    client.logout()

    assert client.post(f"/tra-cuu/{returned.code}/danh-gia/", GRADES).status_code == 404
    assert rating_of(returned) is None
