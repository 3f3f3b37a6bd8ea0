"""Page images: made apart, kept by hash, again harmless; a bad file stops nobody."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from motcua.documents import changes, images, storage
from motcua.documents.answers import page_image_response
from motcua.documents.models import PageImage, StoredFile
from tests.documents import samples
from tests.documents.samples import AT

pytestmark = pytest.mark.django_db


def stored(data: bytes) -> StoredFile:
    return changes.store("H05", BytesIO(data), filename="giay.pdf", at=AT)


def shown(image: PageImage) -> Image.Image:
    with storage.open_bytes(image.sha256) as file:
        picture = Image.open(file, formats=["WEBP"])
        picture.load()
        return picture


def test_every_page_becomes_a_picture_as_wide_as_the_limit_in_order() -> None:
    made = images.make_page_images(stored(samples.pdf(pages=3)))

    assert [image.number for image in made] == [1, 2, 3]
    assert all(image.width == 1400 and 1975 < image.height < 1985 for image in made)
    page = shown(made[0])
    assert page.getpixel((50, 1900)) == (0, 0, 0)
    assert page.getpixel((1300, 100)) == (255, 255, 255)


@pytest.mark.parametrize("filename", samples.EVERY_KIND)
def test_each_type_can_be_shown(filename: str) -> None:
    file = stored(samples.EVERY_KIND[filename][1]())

    assert len(images.make_page_images(file)) == 1


def test_made_again_they_are_the_same_rows() -> None:
    file = stored(samples.pdf(pages=2))

    first, again = images.make_page_images(file), images.make_page_images(file)

    assert [one.pk for one in first] == [one.pk for one in again]


def test_what_was_left_unfinished_is_completed() -> None:
    file = stored(samples.pdf(pages=3))
    lost = images.make_page_images(file)[1]
    PageImage.objects.filter(jurisdiction="H05", pk=lost.pk).delete()

    assert [image.number for image in images.make_page_images(file)] == [1, 2, 3]


def test_a_file_that_cannot_be_shown_gives_no_picture_and_no_fault() -> None:
    broken = changes.keep("H05", b"%PDF-1.7 broken", "application/pdf", AT)
    picture = changes.keep("H05", samples.picture()[:500], "image/jpeg", AT)

    assert images.make_page_images(broken) == []
    assert images.make_page_images(picture) == []


def test_a_file_that_eats_memory_dies_alone(settings: Settings) -> None:
    file = stored(samples.pdf())
    settings.DOCUMENT_LIMITS = {"process_bytes": 40 << 20}

    assert images.make_page_images(file) == []


def test_the_response_shows_a_picture_and_lets_nothing_run(tmp_path: Path) -> None:
    image = images.make_page_images(stored(samples.picture()))[0]

    response = page_image_response(image)

    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].startswith("private")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.getvalue()[8:12] == b"WEBP"
    response.close()
