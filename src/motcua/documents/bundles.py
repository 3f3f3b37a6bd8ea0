"""Many files as one ZIP, made while it is sent: nothing waits in memory or on the disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

CHUNK = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file of the bundle: its path in it, and its bytes or where they are read."""

    path: str
    data: bytes | IO[bytes]


class _Pipe:
    """What a ZIP is written to: it only goes forward, and is emptied after each piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes, /) -> int:
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """What was written stays to be taken."""

    def take(self) -> bytes:
        """Everything since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """The bundle in pieces; each file is opened when its turn comes, and closed."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as bundle:
        for member in members:
            with bundle.open(member.path, "w", force_zip64=True) as target:
                for piece in _pieces(member.data):
                    target.write(piece)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def _pieces(data: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    with data:
        while piece := data.read(CHUNK):
            yield piece
