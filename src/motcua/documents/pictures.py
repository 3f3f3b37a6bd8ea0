"""Is this picture whole and of a bearable size? And: the picture upright, to be shown.

The check reads the structure alone and decodes no pixel, so that it costs the same for a bomb.
"""

from collections.abc import Iterator
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps

from motcua.documents import refused
from motcua.documents.bounds import Limits
from motcua.documents.kinds import HEIC, JPEG, PNG, WEBP

pillow_heif.register_heif_opener()

TALLEST = 12_000  # pixels of a page image: a long screenshot stays readable, WebP can hold it
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
_BOMB = (Image.DecompressionBombWarning, Image.DecompressionBombError)
_BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"idat", b"uuid"}
_ORIENTATION, _LYING = 0x0112, {5, 6, 7, 8}  # Exif: the picture is turned by a quarter


def inspect(path: Path, kind: str, limits: Limits) -> int:
    """Always one page. Raises `FileRefused` for a picture that is broken or has too many pixels."""
    try:
        width, height = _size(path, kind, limits)
        whole = _is_whole(path, kind)
    except _BOMB:
        raise refused.huge_picture(limits.picture_pixels) from None
    except Exception:  # whatever a decoder trips over in a hostile file, the answer is the same
        raise refused.broken_picture() from None
    if width * height > limits.picture_pixels:
        raise refused.huge_picture(limits.picture_pixels)
    if not whole:
        raise refused.broken_picture()
    return 1


def upright(path: Path, kind: str, limits: Limits) -> Image.Image:
    """The picture as one holds it, no wider than a page image, on white, without metadata."""
    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    with Image.open(path, formats=[_FORMATS[kind]]) as picture:
        size = _shown_size(picture, limits.image_width)
        picture.draft(None, size)
        small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        small.getexif()[_ORIENTATION] = picture.getexif().get(_ORIENTATION, 1)
        shown = _on_white(ImageOps.exif_transpose(small))
        shown.info = {}
        return shown


def _shown_size(picture: Image.Image, width: int) -> tuple[int, int]:
    """The size before it is turned, so that after it the picture is no wider than `width`."""
    lies = picture.getexif().get(_ORIENTATION) in _LYING
    across, down = reversed(picture.size) if lies else picture.size
    scale = min(1.0, width / across, TALLEST / down)
    return (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))


def _on_white(picture: Image.Image) -> Image.Image:
    """Colours as screens show them; what is transparent becomes paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _size(path: Path, kind: str, limits: Limits) -> tuple[int, int]:
    """Width and height as the header says; Pillow warns or fails by itself when it is a bomb."""
    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    with Image.open(path, formats=[_FORMATS[kind]]) as picture:
        if kind == PNG:
            picture.verify()
        return picture.size


def _is_whole(path: Path, kind: str) -> bool:
    """Does the file go on to where its own structure says it ends?"""
    if kind == PNG:
        return True  # `verify` has read every chunk
    data = path.read_bytes()
    return {JPEG: _jpeg_ends, WEBP: _riff_ends, HEIC: _boxes_end}[kind](data)


def _jpeg_ends(data: bytes) -> bool:
    """An end mark stands after the start of the scan; inside a scan it cannot occur."""
    at = 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        filling = data[at + 1] == 0xFF
        at += 1 if filling else 2 + int.from_bytes(data[at + 2 : at + 4])
    return data[at] == 0xFF and data.find(b"\xff\xd9", at) > 0


def _riff_ends(data: bytes) -> bool:
    return len(data) >= 8 + int.from_bytes(data[4:8], "little")


def _boxes_end(data: bytes) -> bool:
    """No box of the ISO media file reaches beyond the end; what phones append is not looked at."""
    return all(end <= len(data) for end in _box_ends(data))


def _box_ends(data: bytes) -> Iterator[int]:
    at = 0
    while data[at + 4 : at + 8] in _BOXES:
        size = int.from_bytes(data[at : at + 4])
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        at = at + max(size, 8) if size else len(data)
        yield at
