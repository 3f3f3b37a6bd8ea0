"""Keeping drafts in the browser: extend, throw away, bring back, without an account too."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from motcua.dossiers.models import Draft
from tests.cast import Cast


def age(days: int) -> None:
    """Let the drafts end so many days from now."""
    Draft.objects.filter(jurisdiction="H05").update(
        expires_at=timezone.now() + timedelta(days=days)
    )


def test_a_draft_that_ends_soon_says_so_loudly_and_is_extended_in_one_click(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.citizen)
    draft = f"/nop-ho-so/{cast.draft().public_id}/"
    assert "sắp hết hạn" not in client.get(draft).content.decode()
    age(5)
    assert "Bản nháp này sắp hết hạn" in client.get(draft).content.decode()
    assert "sắp hết hạn" in client.get("/tai-khoan/").content.decode()

    answer = client.post(f"{draft}gia-han/")

    assert answer["Location"] == draft
    assert "sắp hết hạn" not in client.get("/tai-khoan/").content.decode()


def test_thrown_away_and_brought_back_from_the_account(cast: Cast, client: Client) -> None:
    client.force_login(cast.citizen)
    draft = f"/nop-ho-so/{cast.draft().public_id}/"

    assert client.post(f"{draft}bo/")["Location"] == "/tai-khoan/"
    mine = client.get("/tai-khoan/").content.decode()
    assert f"{draft}khoi-phuc/" in mine
    assert client.get(draft).status_code == 410

    assert client.post(f"{draft}khoi-phuc/")["Location"] == draft
    assert "Đã khôi phục" in client.get(draft).content.decode()


def test_an_expired_draft_offers_itself_without_an_account(
    cast: Cast, client: Client, draft: str
) -> None:
    age(-1)
    page = client.get(draft).content.decode()
    assert f'action="{draft}khoi-phuc/"' in page

    client.post(f"{draft}khoi-phuc/")

    assert client.get(draft).status_code == 200


def test_beyond_the_time_to_bring_it_back_it_is_gone(
    cast: Cast, client: Client, draft: str
) -> None:
    age(-31)

    page = client.get(draft).content.decode()

    assert "Bản nháp này không còn." in page
    assert "khoi-phuc" not in page
    assert client.post(f"{draft}khoi-phuc/").status_code == 410


def test_a_stranger_neither_extends_nor_throws_away(cast: Cast) -> None:
    draft = f"/nop-ho-so/{cast.draft().public_id}/"

    for act in ("gia-han", "bo", "khoi-phuc"):
        assert Client().post(f"{draft}{act}/").status_code == 404
