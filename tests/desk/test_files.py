"""Papers at the desk: pages as pictures, originals only to be saved, all for those who may."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from motcua.documents.images import make_page_images
from motcua.dossiers import acts, drafts
from motcua.dossiers.models import AccessLog, Dossier
from motcua.dossiers.papers import papers_of
from tests.cast import Cast
from tests.desk.conftest import LogIn, saved, url, words


def photograph() -> BytesIO:
    """A small picture."""
    file = BytesIO()
    Image.new("RGB", (60, 80), "white").save(file, "JPEG")
    file.seek(0)
    return file


@pytest.fixture
def dossier(cast: Cast) -> Dossier:
    """With one photograph whose page image is made."""
    draft = cast.draft()
    sent = drafts.documents_of(draft)[0]
    drafts.remove_document(draft, sent.public_id, at=cast.at)
    drafts.add_document(draft, "paper", photograph(), filename="ảnh.jpg", at=cast.at)
    made = acts.submit(draft, by=cast.applicant, at=cast.at, key="k")
    make_page_images(papers_of(made)[0].file)
    return made


def addresses(page: str, kind: str) -> list[str]:
    """What the page links to: `giay`, `trang` or `phieu`."""
    return re.findall(rf'(?:href|src)="(/mot-cua/[^"]+/{kind}/[^"]+)"', page)


def test_a_page_is_shown_as_a_picture_of_its_size(desk: Client, dossier: Dossier) -> None:
    page = words(desk.get(url(dossier)))
    answer = desk.get(addresses(page, "trang")[0])

    assert re.search(r'<img src="[^"]+" alt="Giấy tờ, trang 1[^"]*" width="60" height="80"', page)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert saved(answer)[:4] == b"RIFF"


def test_the_original_is_a_download_and_nothing_else(desk: Client, dossier: Dossier) -> None:
    page = words(desk.get(url(dossier)))
    answer = desk.get(addresses(page, "giay")[0])

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert saved(answer)[:2] == b"\xff\xd8"


def test_a_download_alone_is_noted_as_a_look(desk: Client, dossier: Dossier) -> None:
    paper = papers_of(dossier)[0]

    saved(desk.get(url(dossier, "giay", paper.public_id)))

    assert AccessLog.objects.filter(jurisdiction="H05", dossier=dossier).count() == 1


@pytest.mark.parametrize(
    "more",
    [("giay", "H05-1"), ("giay", "x"), ("trang", "H05-1", "1"), ("phieu", "H05-1"), ("phieu", "x")],
)
def test_a_paper_that_is_not_of_the_dossier_does_not_exist(
    desk: Client, dossier: Dossier, more: tuple[str, ...]
) -> None:
    assert desk.get(url(dossier, *more)).status_code == 404


def test_a_page_that_the_paper_has_not_does_not_exist(desk: Client, dossier: Dossier) -> None:
    paper = papers_of(dossier)[0]

    assert desk.get(url(dossier, "trang", paper.public_id, "2")).status_code == 404


@pytest.mark.parametrize("kind", ["giay", "trang"])
def test_papers_are_shut_for_other_agencies_and_for_strangers(
    cast: Cast, client: Client, log_in: LogIn, dossier: Dossier, kind: str
) -> None:
    paper = papers_of(dossier)[0].public_id
    address = url(dossier, kind, paper, *(["1"] if kind == "trang" else []))

    assert log_in(cast.stranger).get(address).status_code == 404
    assert log_in(cast.citizen).get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_bytes_that_were_lost_are_told_in_words(cast: Cast, desk: Client, dossier: Dossier) -> None:
    paper = papers_of(dossier)[0]
    for file in Path(settings.DATA, "files").rglob(paper.file.sha256):
        file.unlink()

    answer = desk.get(url(dossier, "giay", paper.public_id))

    assert answer.status_code == 404
    assert "không còn trong kho" in words(answer)


def test_pages_yet_to_be_drawn_are_promised_and_later_given_up(cast: Cast, desk: Client) -> None:
    fresh, old = cast.submitted(), cast.submitted(at=cast.at - timedelta(hours=1))

    assert "có sau vài giây" in words(desk.get(url(fresh)))
    assert "tải bản gốc để xem" in words(desk.get(url(old)))
