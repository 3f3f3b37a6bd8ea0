"""Handing bytes out: the original as a download alone, page images to be shown."""

from io import BytesIO
from typing import IO

from django.http import FileResponse

from motcua.documents import kinds, names, storage
from motcua.documents.models import PageImage, StoredFile

IMAGE_TYPE = kinds.WEBP
_HARMLESS = "sandbox; default-src 'none'"  # whatever opens it runs nothing of it in our name
_OURS = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"  # for the browser's viewer
)


def attachment(file: StoredFile, filename: str) -> FileResponse:
    """The original to be saved, never shown, under its own name with an end that tells the truth.

    Who may have it is asked before. Raises `FileNotFoundError` when the bytes are lost.
    """
    response = FileResponse(
        storage.open_bytes(file.sha256),
        as_attachment=True,
        filename=kinds.with_extension(names.clean(filename), file.content_type),
        content_type=file.content_type,
    )
    return _guarded(response, "private, no-store")


def printable(file: StoredFile, filename: str) -> FileResponse:
    """A PDF that we made ourselves, opened in the browser, from where it is printed.

    Who may have it is asked before. Raises `FileNotFoundError` when the bytes are lost.
    """
    response = FileResponse(
        storage.open_bytes(file.sha256),
        filename=kinds.with_extension(names.clean(filename), file.content_type),
        content_type=file.content_type,
    )
    return _guarded(response, "private, no-store", policy=_OURS)


def made_here(file: IO[bytes], filename: str, content_type: str) -> FileResponse:
    """What was made for this one answer, to be saved; it is gone when it was sent."""
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)
    return _guarded(response, "private, no-store")


def shown_here(made: bytes, filename: str, content_type: str) -> FileResponse:
    """A PDF that was made for this one answer, opened in the browser."""
    response = FileResponse(BytesIO(made), filename=filename, content_type=content_type)
    return _guarded(response, "private, no-store", policy=_OURS)


def page_image_response(image: PageImage) -> FileResponse:
    """One page as a picture that we made ourselves."""
    response = FileResponse(storage.open_bytes(image.sha256), content_type=IMAGE_TYPE)
    return _guarded(response, "private, max-age=3600, immutable")


def stamp(made: bytes) -> FileResponse:
    """A page as small as a stamp: a JPEG that we made ourselves, and that never changes."""
    response = FileResponse(BytesIO(made), content_type=kinds.JPEG)
    return _guarded(response, "private, max-age=3600, immutable")


def _guarded(response: FileResponse, cache: str, *, policy: str = _HARMLESS) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = cache
    return response
