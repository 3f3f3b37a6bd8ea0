"""The folder in which bytes lie under their SHA-256: written whole or not at all.

`files/ab/abcd…`: a temporary file beside them, fsync, an atomic rename, fsync of the folders;
only then may a row refer to it. The same bytes twice are one file. Knows no table.
"""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from motcua.core.refusals import StorageFull

PIECE = 64 * 1024
FOLDERS = 256
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DATABASE_FULL = re.compile(r"disk is full|No space left on device|could not extend file", re.I)
_INCOMING = "incoming"


class Incoming:
    """A file on its way in: hashed while it is written, gone unless it is settled."""

    def __init__(self, descriptor: int, path: Path) -> None:
        """`path` is a temporary file on the same disk as the final place."""
        self.path = path
        self.bytes = 0
        self._file = os.fdopen(descriptor, "wb", buffering=0)
        self._hash = hashlib.sha256()
        self._is_settled = False

    @property
    def sha256(self) -> str:
        """Of what was written so far."""
        return self._hash.hexdigest()

    def write(self, piece: bytes) -> None:
        """Add bytes at the end."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._hash.update(piece)
        self.bytes += len(piece)

    def settle(self) -> str:
        """Put the file into its place, proof against power loss; returns its SHA-256."""
        os.fsync(self._file.fileno())
        sha256 = self.sha256
        final = path(sha256)
        is_new = not final.parent.is_dir()
        final.parent.mkdir(exist_ok=True, mode=0o700)
        self.path.replace(final)
        self._is_settled = True
        _sync(final.parent)
        if is_new:
            _sync(final.parent.parent)
        return sha256

    def close(self) -> None:
        """Let go; what was not settled is removed."""
        self._file.close()
        if not self._is_settled:
            self.path.unlink(missing_ok=True)


def path(sha256: str) -> Path:
    """Where these bytes lie, or would lie."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return _root() / sha256[:2] / sha256


def open_bytes(sha256: str) -> BinaryIO:
    """The bytes, to read. Raises `FileNotFoundError` when they are lost."""
    return path(sha256).open("rb")


@contextmanager
def incoming() -> Iterator[Incoming]:
    """A new file that disappears at the end unless it was settled. Raises `StorageFull`."""
    with room():
        folder = _root() / _INCOMING
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=folder)
        file = Incoming(descriptor, Path(name))
        try:
            yield file
        finally:
            file.close()


@contextmanager
def room() -> Iterator[None]:
    """Turn "no space left", from the disk or from the database, into a `StorageFull`."""
    try:
        yield
    except OSError as error:
        if not is_no_room(error):
            raise
        raise full() from error
    except OperationalError as error:
        if not _DATABASE_FULL.search(str(error)):
            raise
        raise full() from error


def is_no_room(error: OSError) -> bool:
    """Did the disk, or the share of it that is ours, run out?"""
    return error.errno in _NO_ROOM


def full() -> StorageFull:
    """The refusal for a full disk: not the sender's fault, nothing of hers is lost."""
    return StorageFull(
        "Máy chủ tạm hết chỗ, tệp chưa được lưu: thử lại sau ít phút, các tệp trước vẫn còn"
    )


def remove(sha256: str, *, before: datetime) -> None:
    """Remove these bytes, unless they were written again since that moment."""
    if _changed(path(sha256)) < before.timestamp():
        path(sha256).unlink(missing_ok=True)


def lying_in(folder: int, *, before: datetime) -> list[str]:
    """The SHA-256 of what lies in one of the `FOLDERS` and was written before this moment."""
    files = (_root() / f"{folder:02x}").glob("*")
    return [one.name for one in files if _changed(one) < before.timestamp()]


def clear_incoming(*, before: datetime) -> int:
    """Remove what a killed process left half written; returns how many files went."""
    left = [one for one in (_root() / _INCOMING).glob("*") if _changed(one) < before.timestamp()]
    for one in left:
        one.unlink(missing_ok=True)
    return len(left)


def _changed(file: Path) -> float:
    """When it was last written; a file that another process just removed counts as new."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _root() -> Path:
    """The folder of the setting, read at every call so that tests and commands may differ."""
    url = urlsplit(settings.STORAGE_URL)
    if url.scheme != "file" or url.netloc not in ("", "localhost") or not url.path:
        raise ImproperlyConfigured(
            "MOTCUA_STORAGE_URL must name a folder: file:///var/lib/motcua/files"
        )
    return Path(unquote(url.path))


def _sync(folder: Path) -> None:
    """Make the names in a folder as durable as the bytes."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
