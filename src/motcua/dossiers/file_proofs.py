"""Are the stored bytes those that their rows tell: there, unaltered, of that size and type?"""

import hashlib
from collections.abc import Iterator

from motcua.documents import kinds, storage
from motcua.documents.models import StoredFile
from motcua.dossiers.faults import Fault, Progress
from motcua.dossiers.models import DossierDocument

BATCH = 500
PIECE = 1 << 20
SPOILT = "bị mất hoặc đã bị sửa"


def faults(jurisdiction: str, *, progress: Progress | None = None) -> Iterator[Fault]:
    """Every file that is not what its row tells; `progress` hears of files."""
    for file, what in spoilt(jurisdiction, progress=progress):
        yield from named(file, what) or [Fault(place=file.public_id, what=f"tệp {what}")]


def spoilt(
    jurisdiction: str, *, progress: Progress | None = None
) -> Iterator[tuple[StoredFile, str]]:
    """The same as rows, each with what is wrong."""
    rows = StoredFile.objects.filter(jurisdiction=jurisdiction).order_by("id")
    for number, file in enumerate(rows.iterator(chunk_size=BATCH), start=1):
        if what := _what_is_wrong(file):
            yield file, what
        if progress:
            progress(number)


def count(jurisdiction: str) -> int:
    """How many files there are to prove."""
    return StoredFile.objects.filter(jurisdiction=jurisdiction).count()


def named(file: StoredFile, what: str) -> list[Fault]:
    """A fault for each paper of a dossier that has these bytes."""
    papers = DossierDocument.objects.filter(
        jurisdiction=file.jurisdiction, file_id=file.pk, dossier__jurisdiction=file.jurisdiction
    )
    rows = papers.order_by("id").values_list("dossier__code", "requirement", "filename")
    return [
        Fault(place=code, what=f"tệp “{name}” ({requirement}) {what}")
        for code, requirement, name in rows
    ]


def _what_is_wrong(file: StoredFile) -> str:
    try:
        with storage.open_bytes(file.sha256) as stored:
            head = first = stored.read(kinds.HEAD)
            found, size = hashlib.sha256(), 0
            while head:
                found.update(head)
                size += len(head)
                head = stored.read(PIECE)
    except (OSError, ValueError):  # lost, or a name that is no hash
        return SPOILT
    if (found.hexdigest(), size) != (file.sha256, file.bytes):
        return SPOILT
    return _mistaken(file, first)


def _mistaken(file: StoredFile, head: bytes) -> str:
    """Told to be of another type than its bytes; what we do not know by its bytes passes."""
    kind = kinds.content_type(head)
    if kind == file.content_type or (kind is None and file.content_type not in kinds.EXTENSIONS):
        return ""
    return f"ghi là {file.content_type} mà nội dung là {kind or 'loại khác'}"
