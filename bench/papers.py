"""Papers to upload: small PDF files, no two alike."""

import uuid

_HEAD = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \n"
)
_TAIL = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n168\n%%EOF\n"


def pdf() -> bytes:
    """One page, with a comment that nobody else has."""
    return _HEAD + b"% " + uuid.uuid4().hex.encode() + b"\n" + _TAIL
