"""Pictures: whole and of a bearable size; shown upright, on white, without their metadata."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from motcua.core.refusals import FileRefused
from motcua.documents import pictures
from motcua.documents.bounds import Limits
from motcua.documents.kinds import HEIC, JPEG, PNG, WEBP
from tests.documents import samples

LIMITS = Limits()
RED, BLUE = (254, 0, 0), (0, 0, 254)


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "incoming"
    path.write_bytes(data)
    return path


def reason(tmp_path: Path, data: bytes, kind: str) -> str:
    with pytest.raises(FileRefused) as refusal:
        pictures.inspect(written(tmp_path, data), kind, LIMITS)
    assert len(refusal.value.what) <= 90
    return str(refusal.value.facts["reason"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.picture("JPEG"), JPEG),
        (samples.picture("PNG"), PNG),
        (samples.picture("WEBP"), WEBP),
        (samples.heic(), HEIC),
    ],
)
def test_a_picture_cut_off_on_its_way_is_refused(tmp_path: Path, data: bytes, kind: str) -> None:
    assert pictures.inspect(written(tmp_path, data), kind, LIMITS) == 1
    assert pictures.inspect(written(tmp_path, data + b"appended by a phone"), kind, LIMITS) == 1
    assert reason(tmp_path, data[:-40], kind) == "broken"
    assert reason(tmp_path, data[:40], kind) == "broken"


@pytest.mark.parametrize("side", [11_000, 16_000, 60_000])
def test_a_picture_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    data = samples.png_bomb(side)

    assert len(data) < 200
    assert reason(tmp_path, data, PNG) == "too_many_pixels"


def test_a_thumbnail_inside_a_cut_off_photo_does_not_pass_for_its_end(tmp_path: Path) -> None:
    inner = samples.picture(size=(16, 16))
    photo = samples.picture(size=(900, 700))
    segment = b"\xff\xe1" + (len(inner) + 2).to_bytes(2) + inner
    data = photo[:2] + segment + photo[2:]

    assert pictures.inspect(written(tmp_path, data), JPEG, LIMITS) == 1
    assert reason(tmp_path, data[:-40], JPEG) == "broken"


@pytest.mark.parametrize(
    ("turned", "size", "where"),
    [
        (1, (300, 200), (150, 20)),
        (3, (300, 200), (150, 180)),
        (6, (200, 300), (180, 150)),
        (8, (200, 300), (20, 150)),
    ],
)
def test_a_photo_is_turned_as_it_was_held(
    tmp_path: Path, turned: int, size: tuple[int, int], where: tuple[int, int]
) -> None:
    path = written(tmp_path, samples.picture(turned=turned))

    shown = pictures.upright(path, JPEG, LIMITS)

    assert shown.size == size
    assert shown.getpixel(where) == RED
    assert shown.getpixel((size[0] - where[0], size[1] - where[1])) == BLUE
    assert not shown.getexif()


@pytest.mark.parametrize("turned", [1, 6])
def test_a_large_photo_becomes_as_wide_as_a_page_image(tmp_path: Path, turned: int) -> None:
    path = written(tmp_path, samples.picture(size=(4000, 3000), turned=turned))

    shown = pictures.upright(path, JPEG, LIMITS)

    assert shown.width == 1400
    assert shown.height == (1050 if turned == 1 else 1867)


def test_a_long_screenshot_stays_within_what_can_be_shown(tmp_path: Path) -> None:
    path = written(tmp_path, samples.picture("PNG", size=(700, 24_000)))

    assert pictures.upright(path, PNG, LIMITS).size == (350, 12_000)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_colour_is_shown_on_white(tmp_path: Path, mode: str) -> None:
    out = BytesIO()
    kind, name = (JPEG, "JPEG") if mode == "CMYK" else (PNG, "PNG")
    Image.new(mode, (10, 10)).save(out, format=name)

    shown = pictures.upright(written(tmp_path, out.getvalue()), kind, LIMITS)

    assert shown.mode == "RGB"
    if mode in ("RGBA", "LA"):
        assert shown.getpixel((5, 5)) == (255, 255, 255)
