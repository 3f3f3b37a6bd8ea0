"""Papers to upload: scans as PDF, one page each, no two alike."""

import os

SIZE = 300_000  # bytes: 1.5 TB for five million dossiers a year
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>"
_PICTURE = b"<</Type/XObject/Subtype/Image/Width 1240/Height 1754/Filter/DCTDecode/Length %d>>"


def scan(size: int = SIZE) -> bytes:
    """A PDF that holds one picture of `size` bytes; nobody opens the picture on its way in."""
    picture = os.urandom(size)
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        _PAGE,
        _PICTURE % size + b"stream\n" + picture + b"\nendstream",
    )
    return _joined(bodies)


def _joined(bodies: tuple[bytes, ...]) -> bytes:
    """The objects in order, the table of where they begin, and the trailer."""
    whole, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        starts.append(len(whole))
        whole += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return whole + head + table + trailer % (len(bodies) + 1, len(whole))
