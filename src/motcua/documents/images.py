"""Page images for officers, made by the worker after the act; the original is never shown."""

import tempfile
from pathlib import Path

import structlog
from PIL import Image

from motcua.documents import isolation, storage
from motcua.documents.limits import limits
from motcua.documents.models import PageImage, StoredFile

log = structlog.get_logger()
_MODULE = "motcua.documents.rendering"
_SECONDS_PER_PAGE = 3  # of processor time, generous: a page takes a tenth of a second


def make_page_images(file: StoredFile) -> list[PageImage]:
    """Make what is missing and return all pages in order; again is harmless.

    A file that cannot be shown gives the pages that could be made, or none, and a line in the
    log; it stops nobody. Raises `StorageFull`.
    """
    made = page_images(file)
    if file.pages is not None and len(made) >= file.pages:
        return made
    with storage.room(), tempfile.TemporaryDirectory() as folder:
        _render(file, Path(folder))
        for picture in Path(folder).glob("*.webp"):
            _keep(file, int(picture.stem), picture)
    return page_images(file)


def page_images(file: StoredFile) -> list[PageImage]:
    """The pictures of a file's pages, in order; empty until the worker has made them."""
    found = PageImage.objects.filter(jurisdiction=file.jurisdiction, file=file)
    return list(found.order_by("number"))


def _render(file: StoredFile, folder: Path) -> None:
    """In a process of its own: a file that crashes or fills it takes nothing else along."""
    bounds = limits()
    asked = {
        "path": str(storage.path(file.sha256)),
        "kind": file.content_type,
        "limits": vars(bounds),
        "folder": str(folder),
    }
    seconds = bounds.check_seconds + _SECONDS_PER_PAGE * (file.pages or 1)
    try:
        isolation.ask(_MODULE, asked, seconds=seconds, memory=bounds.process_bytes)
    except isolation.Lost as lost:
        log.warning("page_images_incomplete", file=file.pk, cause=str(lost))


def _keep(file: StoredFile, number: int, picture: Path) -> None:
    """Bytes first, then the row."""
    with Image.open(picture, formats=["WEBP"]) as image:
        width, height = image.size
    with storage.incoming() as kept:
        kept.write(picture.read_bytes())
        facts = {"sha256": kept.settle(), "width": width, "height": height}
    PageImage.objects.get_or_create(
        jurisdiction=file.jurisdiction, file=file, number=number, defaults=facts
    )
