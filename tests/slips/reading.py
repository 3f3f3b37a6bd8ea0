"""What a reader of the PDF gets: its bytes, its text, its links."""

from io import BytesIO

import pikepdf
import pypdfium2

from motcua.documents import storage
from motcua.slips.models import Slip


def bytes_of(slip: Slip) -> bytes:
    """The PDF as it was kept."""
    assert slip.file is not None
    with storage.open_bytes(slip.file.sha256) as file:
        return file.read()


def text_of(pdf: bytes) -> str:
    """All text in reading order, lines joined by single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def links_of(pdf: bytes) -> set[str]:
    """Where the links on the pages lead."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [note for page in document.pages for note in page.obj.get("/Annots", [])]
        return {str(note.A.URI) for note in found if "/A" in note}
