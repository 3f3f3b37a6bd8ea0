"""Whether to use what was told before: asked once, answered by a button, shown with its source."""

import pytest
from django.test import Client

from motcua.dossiers import drafts
from motcua.dossiers.models import Draft
from tests.cast import Cast
from tests.dossiers.test_known import index
from tests.portal.conftest import service_url

PAPERS = "noi-dung-giay-to/"


@pytest.fixture
def asked(cast: Cast, client: Client) -> str:
    """The address of a draft of a citizen who handed in a dossier before."""
    index(cast.submitted())
    client.force_login(cast.citizen)
    address = client.post(service_url(cast), {"moi": "1"})["Location"]
    assert address.endswith("/dung-lai/")
    return address.removesuffix("dung-lai/")


def row(cast: Cast) -> Draft:
    return Draft.objects.get(jurisdiction=cast.ward.jurisdiction, dossier=None)


def test_the_page_shows_each_answer_with_its_source(cast: Cast, client: Client, asked: str) -> None:
    page = client.get(f"{asked}dung-lai/").content.decode()

    assert "0912\u00a0345\u00a0678" in page
    assert "nộp ngày" in page
    assert "Lấy từ tài khoản" in page
    assert row(cast).answers == {}


def test_agreed_it_stands_in_the_form_with_its_source(
    cast: Cast, client: Client, asked: str
) -> None:
    answer = client.post(f"{asked}dung-lai/", {"lam": "dung"})
    page = client.get(answer["Location"]).content.decode()

    assert 'value="0912345678"' in page
    assert 'class="source"' in page
    assert 'aria-describedby="f-applicant-phone-s"' in page
    assert client.get(f"{asked}dung-lai/")["Location"] == answer["Location"]


def test_declined_the_form_is_empty_and_it_is_not_asked_again(
    cast: Cast, client: Client, asked: str
) -> None:
    assert "dung-lai" in client.get(asked).content.decode()

    client.post(f"{asked}dung-lai/", {"lam": "moi"})

    assert row(cast).answers == {}
    assert client.get(f"{asked}dung-lai/").status_code == 302
    assert "dung-lai" not in client.get(asked).content.decode()


def test_whoever_has_the_link_alone_learns_nothing(cast: Cast, client: Client, asked: str) -> None:
    stranger = Client()
    stranger.get(f"{asked}?k={row(cast).secret}")

    assert stranger.get(asked).status_code == 200
    assert stranger.get(f"{asked}dung-lai/").status_code == 302
    stranger.post(f"{asked}dung-lai/", {"lam": "dung"})

    assert row(cast).answers == {}
    assert "Dùng lại" not in stranger.get(asked + PAPERS).content.decode()


def test_a_paper_of_before_is_one_click_away(cast: Cast, client: Client, asked: str) -> None:
    block = client.get(asked + PAPERS).context["papers"][0]
    (again,) = block.again

    answer = client.post(again.url, {"requirement": "paper"})

    assert answer["Location"] == f"{asked}{PAPERS}#giay-paper"
    assert [one.filename for one in drafts.documents_of(row(cast))] == ["giấy.pdf"]
    assert client.get(asked + PAPERS).context["papers"][0].again == []


def test_without_an_account_the_form_comes_at_once(cast: Cast, client: Client) -> None:
    assert client.post(service_url(cast))["Location"].endswith("/nguoi-nop/")
