"""Photos become one upright, legible, small PDF, in the order chosen; no photo is kept."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from motcua.documents import changes, isolation, photos, storage
from motcua.documents.developing import PAGE_BYTES
from motcua.documents.images import make_page_images
from motcua.documents.limits import limits
from motcua.documents.models import StoredFile
from tests.documents import samples, shots
from tests.documents.samples import AT

J = "H05"
COLOURS = {"red": (254, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 254), "orange": (255, 165, 0)}


def upload(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def small(mark: str) -> bytes:
    return shots.sent(shots.paper((900, 1200), mark))


@pytest.fixture(scope="module")
def developed() -> dict[str, photos.Photo]:
    """Four pages, told apart by the colour of their band."""
    made, bad = photos.develop([upload(small(mark), f"{mark}.jpg") for mark in COLOURS])
    assert not bad
    return dict(zip(COLOURS, made, strict=True))


def bytes_of(file: StoredFile) -> Path:
    return storage.path(file.sha256)


def bands(file: StoredFile) -> list[str]:
    """The colours of the bands on top of the pages, as a reader shows the PDF."""
    with pypdfium2.PdfDocument(bytes_of(file)) as pdf:
        return [_nearest(page.render(scale=0.5).to_pil()) for page in pdf]


def _nearest(page: Image.Image) -> str:
    seen = page.convert("RGB").getpixel((page.width // 2, page.height // 11))
    assert isinstance(seen, tuple)

    def distance(name: str) -> int:
        return sum(abs(a - b) for a, b in zip(COLOURS[name], seen, strict=True))

    return min(COLOURS, key=distance)


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_phone_s_photo_becomes_an_upright_page_without_its_notes(turned: int) -> None:
    (photo,), _ = photos.develop([upload(shots.sent(shots.paper(mark="red"), turned=turned))])

    file = photos.bind(J, None, [photo], at=AT)

    assert bands(file) == ["red"]
    assert photo.doubts == ()
    with Image.open(BytesIO(photo.page)) as page:
        assert not page.getexif()
        assert page.width < page.height
        assert 3_600_000 < page.width * page.height <= 1654 * 2339
    with pikepdf.open(bytes_of(file)) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 793]
        assert not pdf.docinfo.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_every_kind_of_photo_is_taken(kind: str) -> None:
    (photo,), _ = photos.develop([upload(shots.sent(shots.paper((900, 1200), "blue"), kind))])

    assert bands(photos.bind(J, None, [photo], at=AT)) == ["blue"]


@pytest.mark.parametrize("seed", range(2))
def test_a_page_stays_small_whatever_is_on_it(seed: int) -> None:
    noise = Image.effect_noise(shots.SIZE, 90 + seed).convert("RGB")

    (photo,), _ = photos.develop([upload(shots.sent(noise))])

    assert len(photo.page) <= PAGE_BYTES


@pytest.mark.django_db
def test_the_most_pages_fit_into_a_file_and_the_officer_sees_them_all() -> None:
    noise = Image.effect_noise((1654, 2339), 60).convert("RGB")
    (photo,), _ = photos.develop([upload(shots.sent(noise))])

    file = changes.record(photos.bind(J, None, [photo] * photos.MOST_PAGES, at=AT))

    assert file.bytes <= limits().file_bytes
    assert file.pages == photos.MOST_PAGES
    assert len(make_page_images(file)) == photos.MOST_PAGES


@pytest.mark.django_db
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_pages_stand_as_they_were_ordered(
    developed: dict[str, photos.Photo], data: st.DataObject
) -> None:
    first = data.draw(st.lists(st.sampled_from(sorted(COLOURS)), min_size=1, max_size=3))
    later = data.draw(st.lists(st.sampled_from(sorted(COLOURS)), max_size=2))

    file = photos.bind(J, None, [developed[name] for name in first], at=AT)
    file = photos.bind(J, file, [developed[name] for name in later], at=AT)
    assert bands(file) == first + later

    places = st.integers(0, len(first + later) - 1)
    order = data.draw(st.lists(places, min_size=1, unique=True))
    turned = photos.rearranged(file, order, at=AT)
    assert bands(turned) == [(first + later)[number] for number in order]
    assert turned.pages == len(order)
    for number in range(len(order)):
        with Image.open(BytesIO(photos.thumbnail(turned, number))) as stamp:
            assert max(stamp.size) == 160
            assert _nearest(stamp) == (first + later)[order[number]]


@pytest.mark.django_db
def test_the_same_pages_are_the_same_bytes(developed: dict[str, photos.Photo]) -> None:
    pages = [developed["red"], developed["blue"]]

    once, again = (photos.bind(J, None, pages, at=AT + timedelta(days=n)) for n in (0, 1))

    assert once.sha256 == again.sha256


def test_no_photo_stays_on_the_disk() -> None:
    before = set(lying())

    photos.develop([upload(small("red")), upload(samples.heic(), "a.heic"), upload(b"x", "b.jpg")])

    assert set(lying()) == before


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (samples.png_bomb(16_000), "too_many_pixels"),
        (samples.png_bomb(300), "broken"),
        (small("red")[:-9_000], "broken"),
        (samples.EXE, "wrong_type"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_others_are_taken(data: bytes, reason: str) -> None:
    good, bad = photos.develop([upload(small("red")), upload(data, "b.jpg"), upload(small("blue"))])

    assert [one.name for one in good] == ["IMG_1.jpg", "IMG_1.jpg"]
    assert [(name, refusal.facts["reason"]) for name, refusal in bad] == [("b.jpg", reason)]


def test_a_photo_that_takes_the_process_down_takes_no_other_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really, asked = isolation.ask, []

    def ask(module: str, question: dict[str, list[object]], **bounds: int) -> object:
        asked.append(len(question["photos"]))
        if len(asked) in (1, 3):
            raise isolation.Lost("killed")
        return really(module, question, **bounds)

    monkeypatch.setattr(isolation, "ask", ask)
    good, bad = photos.develop([upload(small(m), m) for m in ("red", "green", "blue")])

    assert asked == [3, 1, 1, 1]
    assert [one.name for one in good] == ["red", "blue"]
    assert [name for name, _ in bad] == ["green"]


def lying() -> Iterator[Path]:
    folder = Path(settings.STORAGE_URL.removeprefix("file://"))
    return (path for path in folder.rglob("*") if path.is_file())
