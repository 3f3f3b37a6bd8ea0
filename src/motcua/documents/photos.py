"""Photos from a phone, put together into one upright PDF; the photos themselves are not kept.

A page carries its own thumbnail (`/Thumb`, as PDF foresees), so that the sender sees which page
is which without a table for it. Pages go from PDF to PDF as they are: nothing is compressed twice.
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.uploadedfile import UploadedFile

from motcua.core.refusals import FileRefused
from motcua.documents import changes, isolation, kinds, refused, storage
from motcua.documents.limits import limits
from motcua.documents.models import StoredFile

MOST_PAGES = 24  # of one paper: at 400 KB each they stay below the limit of a file
_MODULE = "motcua.documents.developing"
_SECONDS = 6  # of processor time for one photo, generous: a photo takes a third of one
_PAPER_WIDTH = 595  # points of A4, across the shorter side
_LONGEST = 14_400  # points: the longest side that PDF foresees


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo that became a page: what it was called, its SHA-256 as sent, what is doubtful."""

    name: str
    sha256: str
    doubts: tuple[str, ...]
    page: bytes
    thumb: bytes
    size: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class _Received:
    """A photo that passed the checks and lies on the disk for as long as it is looked at."""

    name: str
    sha256: str
    path: Path
    kind: str


def is_photo(source: UploadedFile) -> bool:
    """Is it a picture, by its first bytes?"""
    source.seek(0)
    return kinds.content_type(source.read(kinds.HEAD)) not in (None, kinds.PDF)


def develop(
    sources: Sequence[UploadedFile],
) -> tuple[list[Photo], list[tuple[str, FileRefused]]]:
    """The photos as pages in their order, and those that cannot be taken, each with the refusal.

    Raises `StorageFull`.
    """
    good: list[_Received] = []
    bad: list[tuple[str, FileRefused]] = []
    with ExitStack() as lying, tempfile.TemporaryDirectory() as folder:
        for source in sources:
            name = source.name or "ảnh"
            try:
                file, found = lying.enter_context(changes.received(source, filename=name))
            except FileRefused as refusal:
                bad.append((name, refusal))
                continue
            good.append(
                _Received(name=name, sha256=file.sha256, path=file.path, kind=found.content_type)
            )
        with storage.room():
            made = _developed(good, Path(folder))
    broken = [one.name for one, photo in zip(good, made, strict=True) if photo is None]
    bad += [(name, refused.broken_picture()) for name in broken]
    return [photo for photo in made if photo], bad


def bind(
    jurisdiction: str, earlier: StoredFile | None, photos: Sequence[Photo], *, at: datetime
) -> StoredFile:
    """One PDF: the pages that were there and the new ones after them. The row is not there yet.

    Raises `StorageFull`.
    """
    with pikepdf.new() as made:
        if earlier:
            with pikepdf.open(storage.path(earlier.sha256)) as before:
                made.pages.extend(before.pages)
                return _kept(jurisdiction, _with(made, photos), at)
        return _kept(jurisdiction, _with(made, photos), at)


def rearranged(file: StoredFile, order: Sequence[int], *, at: datetime) -> StoredFile:
    """The PDF with these pages of it, counted from 0, in this order. Raises `StorageFull`."""
    with pikepdf.open(storage.path(file.sha256)) as before, pikepdf.new() as made:
        for number in order:
            made.pages.append(before.pages[number])
        return _kept(file.jurisdiction, made, at)


def thumbnail(file: StoredFile, number: int) -> bytes:
    """The stamp of a page, counted from 0, as JPEG. Raises `LookupError` when there is none."""
    with pikepdf.open(storage.path(file.sha256)) as pdf:
        return pdf.pages[number].obj["/Thumb"].read_raw_bytes()


def _developed(good: Sequence[_Received], folder: Path) -> list[Photo | None]:
    """All in one process; where one photo takes it down, each in its own."""
    if not good:
        return []
    bounds = limits()
    asked = {
        "photos": [{"path": str(one.path), "kind": one.kind} for one in good],
        "limits": {**vars(bounds), "image_width": bounds.photo_width},
        "folder": str(folder),
    }
    try:
        told = isolation.ask(
            _MODULE, asked, seconds=_SECONDS * len(good), memory=bounds.process_bytes
        )
    except isolation.Lost:
        return [None] if len(good) == 1 else [_developed([one], folder)[0] for one in good]
    return [_photo(one, told[i], folder / str(i + 1)) for i, one in enumerate(good)]


def _photo(one: _Received, told: dict[str, Any], stem: Path) -> Photo | None:
    if "broken" in told:
        return None
    return Photo(
        name=one.name,
        sha256=one.sha256,
        doubts=tuple(told["doubts"]),
        page=stem.with_suffix(".jpg").read_bytes(),
        thumb=stem.with_suffix(".thumb.jpg").read_bytes(),
        size=tuple(told["size"]),
    )


def _with(made: pikepdf.Pdf, photos: Sequence[Photo]) -> pikepdf.Pdf:
    for photo in photos:
        width, height = _paper(photo.size)
        page = made.add_blank_page(page_size=(width, height))
        image = made.make_indirect(_picture(made, photo.page))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
        drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Photo Do Q"
        page.obj.Contents = made.make_stream(drawn.encode())
        page.obj.Thumb = made.make_indirect(_picture(made, photo.thumb))
    return made


def _picture(made: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Stream:
    """A JPEG as PDF holds it, byte by byte."""
    width, height = _size_of(jpeg)
    return pikepdf.Stream(
        made,
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )


def _size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a JPEG that we made: the numbers of its start-of-frame segment."""
    at = jpeg.index(b"\xff\xc0")
    height, width = jpeg[at + 5 : at + 7], jpeg[at + 7 : at + 9]
    return int.from_bytes(width), int.from_bytes(height)


def _paper(size: tuple[int, int]) -> tuple[float, float]:
    """The size in points: as wide as A4 across its shorter side."""
    scale = min(_PAPER_WIDTH / min(size), _LONGEST / max(size))
    return size[0] * scale, size[1] * scale


def _kept(jurisdiction: str, made: pikepdf.Pdf, at: datetime) -> StoredFile:
    """The same pages make the same bytes: no date, no random mark."""
    out = BytesIO()
    made.save(out, deterministic_id=True)
    return changes.keep_pages(jurisdiction, out.getvalue(), pages=len(made.pages), at=at)
