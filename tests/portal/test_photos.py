"""Photos from the phone: one paper, its pages in order, movable, removable; doubts are said."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from PIL import Image

from motcua.documents.legibility import BLURRED, SAID
from motcua.documents.photos import MOST_PAGES
from motcua.dossiers import drafts
from motcua.dossiers.models import Draft, DraftDocument
from motcua.dossiers.papers import papers_of
from tests.cast import Cast
from tests.documents import samples, shots
from tests.documents.test_photos import bands, small
from tests.portal.conftest import fill, hand_in, pdf

PAGE = "noi-dung-giay-to/"


def photo(mark: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{mark}.jpg", small(mark))


def send(client: Client, draft: str, *files: SimpleUploadedFile) -> Any:
    return client.post(f"{draft}{PAGE}gui/", {"requirement": "paper", "file": files})


def sent(cast: Cast) -> list[DraftDocument]:
    return drafts.documents_of(Draft.objects.get(jurisdiction=cast.ward.jurisdiction))


def pages(client: Client, draft: str) -> list[tuple[str, str]]:
    """Name and the address of the buttons of each page of the first paper."""
    files: Sequence[Any] = client.get(draft + PAGE).context["papers"][0].files
    return [(one.name, one.change_url) for file in files for one in file.photos]


def press(client: Client, address: str, button: str) -> HttpResponseBase:
    return client.post(address, {"lam": button, "requirement": "paper"})


def test_photos_chosen_together_or_later_are_one_paper(
    cast: Cast, client: Client, draft: str
) -> None:
    send(client, draft, photo("red"), photo("green"))
    answer = send(client, draft, photo("blue"))

    assert answer["Location"] == f"{draft}{PAGE}#giay-paper"
    (paper,) = sent(cast)
    assert paper.file.content_type == "application/pdf"
    assert bands(paper.file) == ["red", "green", "blue"]
    assert [name for name, _ in pages(client, draft)] == ["red.jpg", "green.jpg", "blue.jpg"]


def test_a_second_tap_doubles_no_page(cast: Cast, client: Client, draft: str) -> None:
    for _ in range(2):
        send(client, draft, photo("red"), photo("green"), photo("red"))

    assert bands(sent(cast)[0].file) == ["red", "green"]


def test_pages_move_and_go_and_with_the_last_goes_the_paper(
    cast: Cast, client: Client, draft: str
) -> None:
    send(client, draft, photo("red"), photo("green"), photo("blue"))
    red, green, blue = (address for _, address in pages(client, draft))

    press(client, blue, "len")
    press(client, red, "len")  # it is the first already
    assert bands(sent(cast)[0].file) == ["red", "blue", "green"]
    press(client, red, "xuong")
    assert bands(sent(cast)[0].file) == ["blue", "red", "green"]
    for address in (red, red, green):
        assert press(client, address, "bo")["Location"] == f"{draft}{PAGE}#giay-paper"
    assert bands(sent(cast)[0].file) == ["blue"]
    press(client, blue, "khac")
    press(client, blue, "bo")
    assert sent(cast) == []


def test_each_page_has_its_stamp_for_its_owner_alone(client: Client, draft: str) -> None:
    send(client, draft, photo("red"), photo("green"))
    block = client.get(draft + PAGE).context["papers"][0]
    address = block.files[0].photos[1].image_url

    stamp = client.get(address)

    assert stamp["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(b"".join(stamp))) as image:
        assert max(image.size) == 160
    assert Client().get(address).status_code == 404
    assert client.get(address.replace(".jpg", "0.jpg")).status_code == 404


def test_a_doubtful_photo_is_taken_with_a_warning(cast: Cast, client: Client, draft: str) -> None:
    blurred = shots.sent(shots.shaken(shots.paper((1500, 2000))))

    answer = send(client, draft, photo("red"), SimpleUploadedFile("mo.jpg", blurred))
    page = client.get(draft + PAGE).content.decode()

    assert answer.status_code == 302
    assert SAID[BLURRED] in page
    assert "1 ảnh nên chụp lại" in page
    assert len(sent(cast)[0].photos) == 2
    assert client.post(draft + PAGE).status_code == 302  # and nobody is held up


def test_a_broken_photo_is_named_and_the_others_are_kept(
    cast: Cast, client: Client, draft: str
) -> None:
    broken = SimpleUploadedFile("hong.jpg", samples.png_bomb(300))

    answer = send(client, draft, photo("red"), broken, photo("green"), pdf())

    assert answer.status_code == 422
    said = "hong.jpg: Ảnh hỏng, không mở được: chụp lại hoặc chọn tệp khác. 3 tệp kia đã nhận."
    assert said in answer.content.decode()
    kinds = sorted(bool(one.photos) for one in sent(cast))
    assert kinds == [False, True]


def test_too_many_photos_are_refused_before_any_is_opened(
    cast: Cast, client: Client, draft: str
) -> None:
    answer = send(client, draft, *(SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(25)))

    assert answer.status_code == 422
    assert f"tối đa {MOST_PAGES} ảnh" in answer.content.decode()
    assert sent(cast) == []


def test_the_officer_gets_the_paper_as_one_pdf(cast: Cast, client: Client, draft: str) -> None:
    send(client, draft, photo("red"), photo("green"))
    fill(client, draft)
    code = hand_in(client, draft)

    row = Draft.objects.get(jurisdiction=cast.ward.jurisdiction)
    handed_in = papers_of(drafts.dossier_of(row))

    assert code
    assert [one.file.pages for one in handed_in] == [2, 1]
    assert handed_in[0].filename.endswith(".pdf")


@pytest.mark.parametrize("form", ["JPEG", "HEIC"])
def test_a_phone_s_own_format_is_taken(cast: Cast, client: Client, draft: str, form: str) -> None:
    lying = shots.sent(shots.paper((900, 1200), "orange"), form, turned=6)

    send(client, draft, SimpleUploadedFile("IMG_0001.HEIC", lying))

    assert bands(sent(cast)[0].file) == ["orange"]
