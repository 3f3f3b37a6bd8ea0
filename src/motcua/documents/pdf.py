"""Is this PDF safe to open and fit to be shown? Opens it with qpdf; shows nothing.

A PDF of ten megabytes can unpack to gigabytes, name millions of objects or be locked. qpdf bounds
most of it by limits of its own; what it cannot bound goes to a process of its own (`needs_care`).
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pikepdf
from pikepdf.settings import set_qpdf_limits

from motcua.core.refusals import Refusal
from motcua.documents import refused
from motcua.documents.bounds import MB, Limits

# Of the process, before any thread opens a file: no filter may unpack more than this in memory.
set_qpdf_limits(
    flate_max_memory=32 * MB,
    run_length_max_memory=32 * MB,
    png_max_memory=32 * MB,
    tiff_max_memory=32 * MB,
    dct_max_memory=32 * MB,
    parser_max_container_size=50_000,
    max_stream_filters=4,
)

_PIECE = 64 * 1024
_TAIL = 2048  # readers look for the end mark in the last kilobyte; some writers add a little
_PACKED_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?[\s\]]")
# LZW and names with an escape, and those among them that say how a stream is packed. The bytes of
# a picture hold many of the first by chance and hardly ever one of the second. In one pattern: each
# walk through a scan takes longer than opening it.
_SUSPECT_NAME = re.compile(rb"/(LZW|[A-Za-z0-9]*#[0-9A-Fa-f]{2}[A-Za-z0-9#]*)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKING = {
    b"Filter", b"F", b"FlateDecode", b"Fl", b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL",
    b"ASCIIHexDecode", b"AHx", b"ASCII85Decode", b"A85", b"DecodeParms", b"DP", b"Crypt",
}  # fmt: skip


def needs_care(path: Path) -> bool:
    """Does it use what qpdf cannot bound (LZW), or spell names so that one cannot tell?"""
    with _bytes(path) as data:
        return any(_spelt_out(match[1]) in _PACKING for match in _SUSPECT_NAME.finditer(data))


def _spelt_out(name: bytes) -> bytes:
    """`Fl#61teDecode` is FlateDecode."""
    return _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), name)


def inspect(path: Path, limits: Limits) -> int:
    """The number of pages. Raises `FileRefused` when it is broken, locked or too much."""
    with _bytes(path) as data:
        _check_whole(data)
        _check_unpacked(data, limits.pdf_unpacked_bytes)
    try:
        with pikepdf.open(path) as pdf:
            return _check_opened(pdf, limits)
    except Refusal:
        raise
    except pikepdf.PasswordError:
        raise refused.locked() from None
    except Exception:  # whatever a parser trips over in a hostile file, the answer is the same
        raise refused.broken_pdf() from None


def _check_opened(pdf: pikepdf.Pdf, limits: Limits) -> int:
    """Lock, objects, pages, their size: in this order, the cheap before the dear."""
    if pdf.is_encrypted:
        raise refused.locked()
    if int(pdf.trailer.get("/Size", 0)) > limits.pdf_objects:
        raise refused.heavy_pdf()
    pages = len(pdf.pages)
    if pages == 0:
        raise refused.broken_pdf()
    if pages > limits.pdf_pages:
        raise refused.many_pages(pages, limits.pdf_pages)
    if any(_longest_side(page) > limits.pdf_page_points for page in pdf.pages):
        raise refused.huge_page()
    return pages


def _longest_side(page: pikepdf.Page) -> float:
    """In points, 1/72 inch."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    unit = float(page.obj.get("/UserUnit", 1))
    return max(abs(right - left), abs(top - bottom)) * unit


def _check_whole(data: mmap) -> None:
    """A file cut off on its way has no end mark."""
    if data.rfind(b"%%EOF", max(0, len(data) - _TAIL)) < 0:
        raise refused.broken_pdf()


def _check_unpacked(data: mmap, most: int) -> None:
    """Unpack every Flate stream piece by piece, keep nothing, and stop at the limit."""
    if _PACKED_TWICE.search(data):
        raise refused.heavy_pdf()
    total = 0
    for match in re.finditer(rb"stream(?:\r\n|\n|\r)", data):
        for size in _unpacked_sizes(data, match.end()):
            total += size
            if total > most:
                raise refused.heavy_pdf()


def _unpacked_sizes(data: mmap, start: int) -> Iterator[int]:
    """The sizes of the pieces that a zlib stream at `start` unpacks to; nothing if it is none."""
    unpack = zlib.decompressobj()
    for at in range(start, len(data), _PIECE):
        rest = data[at : at + _PIECE]
        while rest and not unpack.eof:
            try:
                yield len(unpack.decompress(rest, MB))
            except zlib.error:
                return
            rest = unpack.unconsumed_tail
        if unpack.eof:
            return


@contextmanager
def _bytes(path: Path) -> Iterator[mmap]:
    """The file as memory that the system may take back at any time."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        yield data
