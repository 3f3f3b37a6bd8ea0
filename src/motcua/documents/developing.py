"""Photos of papers as pages, in a process of its own (`python -m`): upright, small, judged.

Writes `1.jpg`, `1.thumb.jpg`, … into a folder. Nothing of the camera's notes, such as the place,
goes along. Without Django, database and secrets.
"""

from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Any

from PIL import Image

from motcua.documents import isolation
from motcua.documents.bounds import Limits
from motcua.documents.legibility import doubts
from motcua.documents.pictures import upright

A4 = 1654 * 2339  # pixels of a page at 200 dpi
PAGE_BYTES = 400_000
THUMB = 160  # pixels of the longer side
_QUALITIES = (82, 72, 62, 52)  # of JPEG; below, the page is made smaller instead
_SMALLER = 0.8


def develop(path: Path, kind: str, limits: Limits) -> tuple[Image.Image, bytes]:
    """The upright page and its JPEG of at most `PAGE_BYTES`; the page is as large as in there."""
    page = _within(upright(path, kind, limits), A4)
    while True:
        for quality in _QUALITIES:
            made = _jpeg(page, quality)
            if len(made) <= PAGE_BYTES:
                return page, made
        page = _within(page, round(page.width * page.height * _SMALLER))


def thumb(page: Image.Image) -> bytes:
    """The page as small as a stamp."""
    small = page.copy()
    small.thumbnail((THUMB, THUMB))
    return _jpeg(small, 70)


def _within(picture: Image.Image, pixels: int) -> Image.Image:
    """The picture with no more than so many pixels."""
    scale = sqrt(pixels / (picture.width * picture.height))
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, format="JPEG", quality=quality, optimize=True, progressive=False)
    return out.getvalue()


def _developed(photo: dict[str, str], limits: Limits, stem: Path) -> dict[str, Any]:
    """What is known of one photo; its files are in the folder. Broken ones say so."""
    try:
        page, made = develop(Path(photo["path"]), photo["kind"], limits)
    except Exception:  # whatever a decoder trips over in a hostile file, the answer is the same
        return {"broken": True}
    stem.with_suffix(".jpg").write_bytes(made)
    stem.with_suffix(".thumb.jpg").write_bytes(thumb(page))
    return {"size": page.size, "doubts": doubts(page)}


def main() -> None:
    """On the other side of the process."""
    asked = isolation.question()
    limits, folder = Limits(**asked["limits"]), Path(asked["folder"])
    isolation.answer(
        [
            _developed(photo, limits, folder / str(number))
            for number, photo in enumerate(asked["photos"], start=1)
        ]
    )


if __name__ == "__main__":
    main()
