"""Pages of a foreign file as pictures, in a process of its own (`python -m`).

Writes `1.webp`, `2.webp`, … into a folder, each by a rename, so that whatever is there when the
process dies is whole. Without Django, database and secrets.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from motcua.documents import isolation
from motcua.documents.bounds import Limits
from motcua.documents.kinds import PDF
from motcua.documents.pictures import TALLEST, upright

QUALITY = 80  # text stays crisp; a page takes about 60 KB


def pages(path: Path, kind: str, limits: Limits) -> Iterator[Image.Image]:
    """Every page in order, at most `image_width` wide."""
    if kind == PDF:
        yield from _pdf_pages(path, limits)
    else:
        yield upright(path, kind, limits)


def _pdf_pages(path: Path, limits: Limits) -> Iterator[Image.Image]:
    """As a reader shows them: turned, cropped, with what was filled in on forms."""
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        for page in pdf:
            width, height = page.get_size()
            scale = min(limits.image_width / width, TALLEST / height)
            yield page.render(scale=scale).to_pil().convert("RGB")
            page.close()


def _write(picture: Image.Image, final: Path) -> None:
    part = final.with_suffix(".part")
    picture.save(part, format="WEBP", quality=QUALITY, method=2)
    part.rename(final)


def main() -> None:
    """On the other side of the process."""
    asked = isolation.question()
    number = 0
    made = pages(Path(asked["path"]), asked["kind"], Limits(**asked["limits"]))
    for number, picture in enumerate(made, start=1):
        _write(picture, Path(asked["folder"]) / f"{number}.webp")
    isolation.answer({"pages": number})


if __name__ == "__main__":
    main()
