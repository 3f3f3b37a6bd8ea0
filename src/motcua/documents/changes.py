"""Taking files in: those that people send, and those that we make ourselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.documents import kinds, refused, storage
from motcua.documents.bounds import Limits
from motcua.documents.checks import Checked, check
from motcua.documents.limits import limits
from motcua.documents.models import StoredFile


def store(
    jurisdiction: str, source: UploadedFile | BinaryIO, *, filename: str, at: datetime
) -> StoredFile:
    """Check what somebody sent and keep it; the bytes are safe on disk before the row exists.

    Reads in pieces and stops at the limit. The same bytes again give the same row. Raises
    `FileRefused` with a sentence for the sender, or `StorageFull`; then nothing was kept.
    """
    return record(take_in(jurisdiction, source, filename=filename, at=at))


def take_in(
    jurisdiction: str, source: UploadedFile | BinaryIO, *, filename: str, at: datetime
) -> StoredFile:
    """The first half of `store`: checked, the bytes safe on disk, the row not there yet.

    So that the row may come with those that refer to it, in one transaction (`record`).
    """
    with received(source, filename=filename) as (file, found):
        return _settled(jurisdiction, file, found, at)


@contextmanager
def received(
    source: UploadedFile | BinaryIO, *, filename: str
) -> Iterator[tuple[storage.Incoming, Checked]]:
    """What somebody sent, checked, on the disk for as long as the block lasts; not kept.

    Raises `FileRefused`, `StorageFull`.
    """
    bounds = limits()
    _check_announced(source, filename, bounds)
    with storage.incoming() as file:
        _copy(source, file, filename, bounds)
        yield file, check(file.path, filename=filename, limits=bounds)


def record(file: StoredFile) -> StoredFile:
    """The row of bytes that are kept: this one, or the one they have already."""
    if not file._state.adding or file.insert_unless_there():
        return file
    return _known(file.jurisdiction, file.sha256)[0]


def shared(jurisdiction: str, file: StoredFile, *, at: datetime) -> StoredFile:
    """The same bytes for another jurisdiction; they lie on the disk once."""
    if file.jurisdiction == jurisdiction:
        return file
    return record(
        StoredFile(
            jurisdiction=jurisdiction,
            sha256=file.sha256,
            bytes=file.bytes,
            content_type=file.content_type,
            pages=file.pages,
            created_at=at,
        )
    )


def keep(jurisdiction: str, data: bytes, content_type: str, at: datetime) -> StoredFile:
    """Keep bytes that we made ourselves, unchecked. Raises `StorageFull`."""
    with storage.incoming() as file:
        file.write(data)
        kept = _settled(jurisdiction, file, Checked(content_type=content_type, pages=None), at)
    return record(kept)


def keep_pages(jurisdiction: str, data: bytes, *, pages: int, at: datetime) -> StoredFile:
    """A PDF that we put together, its bytes safe on disk, the row not there yet (`record`)."""
    with storage.incoming() as file:
        file.write(data)
        found = Checked(content_type=kinds.PDF, pages=pages)
        return _settled(jurisdiction, file, found, at)


def _check_announced(source: UploadedFile | BinaryIO, filename: str, bounds: Limits) -> None:
    """Refuse by the size that the upload tells, before reading a byte."""
    if getattr(source, "no_room", False):
        raise storage.full()
    size = getattr(source, "size", None)
    if size is not None and size > bounds.file_bytes:
        raise refused.too_large(_thing(filename), size, bounds.file_bytes)


def _copy(
    source: UploadedFile | BinaryIO, file: storage.Incoming, filename: str, bounds: Limits
) -> None:
    source.seek(0)
    while piece := source.read(storage.PIECE):
        file.write(piece)
        if file.bytes > bounds.file_bytes:
            raise refused.too_large(_thing(filename), None, bounds.file_bytes)


def _settled(jurisdiction: str, file: storage.Incoming, found: Checked, at: datetime) -> StoredFile:
    """First the bytes; then the row that refers to them may come."""
    return StoredFile(
        jurisdiction=jurisdiction,
        sha256=file.settle(),
        bytes=file.bytes,
        content_type=found.content_type,
        pages=found.pages,
        created_at=at,
    )


@prepared
def _known(jurisdiction: str, sha256: str) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(jurisdiction=jurisdiction, sha256=sha256)


def _thing(filename: str) -> str:
    """What the sender calls it: a photo, or a file."""
    pictures = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"}
    return "Ảnh" if kinds.extension_of(filename) in pictures else "Tệp"
