"""What a file is, by its bytes alone; what it is called is not asked.

Knows the five types that are taken, and finds a word for the others.
"""

from pathlib import Path

import puremagic

PDF, JPEG, PNG, WEBP, HEIC = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
)
EXTENSIONS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", WEBP: ".webp", HEIC: ".heic"}
SPELLINGS = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg", ".jfif"}, HEIC: {".heic", ".heif"}}
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif"
HEAD = 4096  # bytes from the beginning that tell the type

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def content_type(head: bytes) -> str | None:
    """The type of a file that begins like this, or None when it is none of ours."""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return HEIC if head[4:8] == b"ftyp" and _brands(head) & _HEIF_BRANDS else None


def extension_of(filename: str) -> str:
    """`.pdf`: the end of the name in lower case; empty when there is none."""
    suffix = Path(filename).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= 8 else ""


def is_called_like_ours(filename: str) -> bool:
    """Does the name promise a picture or a PDF?"""
    return extension_of(filename) in ACCEPTED.split(",")


def guessed_extension(head: bytes) -> str:
    """What the bytes look like when they are none of ours: `.exe`; empty when nobody knows."""
    if head.startswith(b"MZ"):
        return ".exe"
    try:
        return str(puremagic.from_string(head))
    except (puremagic.PureError, ValueError):
        return ""


def with_extension(filename: str, kind: str) -> str:
    """The name with an end that tells the truth, so that nothing else opens it after download."""
    right = EXTENSIONS.get(kind, "")
    if extension_of(filename) in SPELLINGS.get(kind, {right}):
        return filename
    return Path(filename).stem + right


def _brands(head: bytes) -> set[bytes]:
    """Main and compatible brands of an ISO media file; AVIF says `avif` and is not ours."""
    box = head[8 : min(int.from_bytes(head[:4]), 256)]
    brands = {box[:4], *(box[at : at + 4] for at in range(8, len(box), 4))}
    return set() if b"avif" in brands else brands
