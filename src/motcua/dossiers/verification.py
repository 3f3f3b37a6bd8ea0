"""Prove that nothing was altered: chains, seals, answers, and the bytes of the files.

A dossier is sound when its journal is an unbroken chain from 1 to its head, its row is what the
last entry sealed, its answers are those the entries hold the HMAC of, and every paper's bytes are
where the journal says. An erased dossier (no salt) keeps its chain.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.core import chain
from motcua.documents import storage
from motcua.documents.models import StoredFile
from motcua.dossiers import journal
from motcua.dossiers.models import AnswerRevision, Dossier, DossierDocument, JournalEntry

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What does not hold, and where."""

    place: str
    what: str


def faults(jurisdiction: str) -> Iterator[Fault]:
    """Every fault of a jurisdiction's dossiers and files; none means that all is as it was."""
    dossiers = Dossier.objects.filter(jurisdiction=jurisdiction).order_by("id")
    for dossier in dossiers.iterator(chunk_size=BATCH):
        yield from faults_of(dossier)
    orphans = JournalEntry.objects.filter(jurisdiction=jurisdiction, dossier__isnull=True)
    yield from (Fault(place=str(row.pk), what="nhật ký không có hồ sơ") for row in orphans)
    yield from _files(jurisdiction)


def faults_of(dossier: Dossier) -> Iterator[Fault]:
    """Every fault of one dossier's journal, answers and list of papers; not of the files' bytes."""
    for what in (*_journal(dossier), *_answers(dossier), *_papers(dossier)):
        yield Fault(place=dossier.code, what=what)


def count(jurisdiction: str) -> int:
    """How many dossiers there are to prove."""
    return Dossier.objects.filter(jurisdiction=jurisdiction).count()


def _entries(dossier: Dossier) -> list[JournalEntry]:
    rows = JournalEntry.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("number"))


def _journal(dossier: Dossier) -> Iterator[str]:
    previous, entries = chain.GENESIS, _entries(dossier)
    for number, entry in enumerate(entries, start=1):
        if entry.number != number:
            yield f"nhật ký thiếu mục {number}"
            return
        hashed = chain.entry_hash(previous, journal.facts_of(entry))
        if entry.previous != previous or entry.sha256 != hashed:
            yield f"mục {number} của nhật ký đã bị sửa"
            return
        previous = entry.sha256
    if previous != dossier.journal_head or len(entries) != dossier.version:
        yield "nhật ký bị cắt ở cuối"
    elif dossier.salt and entries[-1].data["sealed"] != journal.seal(dossier):
        yield "dữ liệu của hồ sơ khác với lần ghi cuối của nhật ký"


def _answers(dossier: Dossier) -> Iterator[str]:
    if not dossier.salt:
        return
    held = [entry.data["answers"] for entry in _entries(dossier) if "answers" in entry.data]
    revisions = AnswerRevision.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk
    ).order_by("number")
    found = [journal.private(dossier, revision.answers) for revision in revisions]
    if held != found:
        yield "nội dung tờ khai khác với lúc nộp"


def _papers(dossier: Dossier) -> Iterator[str]:
    held = sorted(
        (paper["requirement"], paper["sha256"])
        for entry in _entries(dossier)
        for paper in entry.data.get("documents", [])
    )
    papers = DossierDocument.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier_id=dossier.pk,
        file__jurisdiction=dossier.jurisdiction,
    )
    found = sorted(papers.values_list("requirement", "file__sha256"))
    if held != found:
        yield "giấy tờ khác với lúc nộp"


def _files(jurisdiction: str) -> Iterator[Fault]:
    rows = StoredFile.objects.filter(jurisdiction=jurisdiction).order_by("id")
    for file in rows.iterator(chunk_size=BATCH):
        if not _intact(file.sha256):
            yield Fault(place=file.public_id, what="tệp bị mất hoặc đã bị sửa")


def _intact(sha256: str) -> bool:
    """Are the bytes there, and are they those the name says?"""
    try:
        with storage.open_bytes(sha256) as file:
            pieces = iter(lambda: file.read(1 << 20), b"")
            found = hashlib.sha256()
            for piece in pieces:
                found.update(piece)
            return found.hexdigest() == sha256
    except OSError:
        return False
