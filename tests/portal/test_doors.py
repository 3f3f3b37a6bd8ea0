"""The doors: by which methods one comes in, and how pages go out."""

import gzip

import pytest
from django.test import Client
from django.urls import get_resolver

from motcua.dossiers import queries
from motcua.portal.urls import urlpatterns
from tests.cast import Cast
from tests.portal.conftest import pdf


def test_pages_go_out_compressed_to_whoever_takes_it(cast: Cast, client: Client) -> None:
    answer = client.get("/", headers={"accept-encoding": "gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]
    assert "Cần làm việc gì" in gzip.decompress(answer.content).decode()
    assert "Content-Encoding" not in client.get("/")


def test_downloads_go_out_as_they_are(client: Client, draft: str) -> None:
    page = f"{draft}noi-dung-giay-to/"
    client.post(f"{page}gui/", {"requirement": "paper", "file": pdf()})
    address = client.get(page).context["papers"][0].files[0].url

    download = client.get(address, headers={"accept-encoding": "gzip"})

    assert b"".join(download).startswith(b"%PDF")
    assert "Content-Encoding" not in download


@pytest.mark.parametrize("address", ["/", "/dich-vu/", "/tra-cuu/", "/dang-nhap/"])
def test_public_pages_answer_head(db: None, client: Client, address: str) -> None:
    assert client.head(address).status_code == 200


def test_looking_by_head_changes_nothing(cast: Cast, client: Client) -> None:
    dossier = cast.submitted()
    client.force_login(cast.citizen)

    for address in (f"/tra-cuu/{dossier.code}/rut/", "/tai-khoan/ma-truy-cap/", "/dang-xuat/"):
        client.head(address)

    again = queries.tracked(dossier.code)
    assert again is not None
    assert again.version == dossier.version
    assert client.get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize("page", ["luu/", "nguoi-nop/gui/", "nguoi-nop/bo/H05-1/"])
def test_what_changes_a_draft_takes_a_post(client: Client, draft: str, page: str) -> None:
    assert client.get(draft + page).status_code == 405


def test_each_address_is_named_as_its_view() -> None:
    known = get_resolver().reverse_dict
    for one in urlpatterns:
        assert one.name is not None
        assert one.name in known
        assert one.name.replace("-", "_") == one.callback.__name__
