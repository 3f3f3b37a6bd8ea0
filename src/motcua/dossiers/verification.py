"""Prove that nothing was altered: chains, seals, answers, and the bytes of the files.

A dossier is sound when its journal is an unbroken chain from 1 to its head, its row is what the
last entry sealed, its answers and what it was asked to mend are those the entries hold the HMAC
of, and its papers are those the entries name. An erased dossier (neither salt nor answers) keeps
its chain.
"""

import re
from collections.abc import Iterator, Sequence

from django.db import DataError
from django.db.models import Exists, OuterRef

from motcua.core import chain
from motcua.core.chain import Link
from motcua.core.moments import iso_utc
from motcua.dossiers import chains, file_proofs, journal
from motcua.dossiers.faults import Fault, Progress
from motcua.dossiers.journal import (
    ConsultationAnswered,
    Consulted,
    Decided,
    HandedOver,
    Rescheduled,
    SupplementRequested,
)
from motcua.dossiers.models import (
    AnswerRevision,
    Consultation,
    Dossier,
    DossierDocument,
    JournalEntry,
    SupplementRequest,
)
from motcua.dossiers.papers import sealed_name

BATCH = 500
# What altered bytes make of a moment or of JSON, in the one engine or the other.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, DataError)
Entries = Sequence[JournalEntry]


def faults(jurisdiction: str, *, progress: Progress | None = None) -> Iterator[Fault]:
    """Every fault of a jurisdiction's dossiers and files; none means that all is as it was.

    Acts may go on meanwhile: what looks wrong is looked at once more. The chains are not all of
    it: `broken_chains` walks them alone and much faster. `progress` hears of dossiers.
    """
    yield from row_faults(jurisdiction, progress=progress)
    yield from file_proofs.faults(jurisdiction)


def row_faults(jurisdiction: str, *, progress: Progress | None = None) -> Iterator[Fault]:
    """The same without the bytes of the files."""
    dossiers = Dossier.objects.filter(jurisdiction=jurisdiction).order_by("id")
    rows = dossiers.values_list("pk", "code").iterator(chunk_size=BATCH)
    for number, (pk, code) in enumerate(rows, start=1):
        if _look(jurisdiction, pk, code):
            yield from _look(jurisdiction, pk, code)
        if progress:
            progress(number)
    yield from _orphans(jurisdiction)


def broken_chains(jurisdiction: str, *, progress: Progress | None = None) -> Iterator[Fault]:
    """The faults of the journals alone, first break of each; `progress` hears of entries."""
    for pk in chains.suspects(jurisdiction, progress=progress):
        dossier = Dossier.objects.filter(jurisdiction=jurisdiction, pk=pk).first()
        if dossier is None:
            continue
        try:
            found = list(_journal(dossier, _entries(dossier)))
        except UNREADABLE:
            found = ["có dữ liệu không đọc được, đã bị sửa"]
        yield from (Fault(place=dossier.code, what=what) for what in found)
    yield from _orphans(jurisdiction)


def _look(jurisdiction: str, pk: int, code: str) -> list[Fault]:
    """The faults of one dossier as it stands this moment."""
    try:
        return list(faults_of(Dossier.objects.get(jurisdiction=jurisdiction, pk=pk)))
    except UNREADABLE:
        return [Fault(place=code, what="có dữ liệu không đọc được, đã bị sửa")]


def faults_of(dossier: Dossier) -> Iterator[Fault]:
    """Every fault of one dossier's journal, answers and list of papers; not of the files' bytes."""
    entries = _entries(dossier)
    for what in (
        *_journal(dossier, entries),
        *_sealed(dossier, entries),
        *_papers(dossier, entries),
    ):
        yield Fault(place=dossier.code, what=what)


def count(jurisdiction: str) -> int:
    """How many dossiers there are to prove."""
    return Dossier.objects.filter(jurisdiction=jurisdiction).count()


def _entries(dossier: Dossier) -> list[JournalEntry]:
    rows = JournalEntry.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("number"))


def _journal(dossier: Dossier, entries: Entries) -> Iterator[str]:
    """The first break of the chain, and what differs there."""
    facts = (journal.facts_of(entry) for entry in entries)
    links = [Link(one.previous, one.sha256, held) for one, held in zip(entries, facts, strict=True)]
    place = chain.broken_at(links)
    gap = next((n for n, one in enumerate(entries, start=1) if one.number != n), None)
    if gap is not None and (place is None or gap <= place + 1):
        yield f"nhật ký thiếu mục {gap}"
    elif place is not None:
        yield f"mục {place + 1} của nhật ký đã bị sửa: {_what_differs(links, place)}"
    elif not entries or (entries[-1].sha256, len(entries)) != (
        dossier.journal_head,
        dossier.version,
    ):
        yield "nhật ký bị cắt ở cuối"


def _what_differs(links: Sequence[Link], place: int) -> str:
    before = links[place - 1].sha256 if place else chain.GENESIS
    if links[place].previous != before:
        return "không nối với mục trước"
    return "nội dung không khớp mã băm"


def _sealed(dossier: Dossier, entries: Entries) -> Iterator[str]:
    """What the journal proves by HMAC; without the salt there must be nothing left to prove."""
    if not re.fullmatch(r"[0-9a-f]*", dossier.salt):
        yield "khóa riêng của hồ sơ đã bị sửa"
    elif dossier.salt:
        yield from _row(dossier, entries)
        yield from _answers(dossier, entries)
        yield from _asked(dossier, entries)
        yield from _consulted(dossier, entries)
    elif any(revision.answers for revision in _revisions(dossier)):
        yield "khóa riêng của hồ sơ đã mất mà tờ khai còn"


def _row(dossier: Dossier, entries: Entries) -> Iterator[str]:
    if entries and entries[-1].data["sealed"] != journal.seal(dossier):
        yield "dữ liệu của hồ sơ khác với lần ghi cuối của nhật ký"


def _answers(dossier: Dossier, entries: Entries) -> Iterator[str]:
    held = [
        (entry.data.get("revision", 1), iso_utc(entry.at), entry.data["answers"])
        for entry in entries
        if "answers" in entry.data
    ]
    found = [
        (one.number, iso_utc(one.created_at), journal.private(dossier, one.answers))
        for one in _revisions(dossier)
    ]
    if held != found:
        yield "nội dung tờ khai khác với lúc nộp"


def _revisions(dossier: Dossier) -> list[AnswerRevision]:
    rows = AnswerRevision.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("number"))


def _asked(dossier: Dossier, entries: Entries) -> Iterator[str]:
    """What the applicant was asked to mend, in whose words, when and until when."""
    held: list[tuple[str, str, str, str]] = []
    for entry in entries:
        data = entry.data
        if entry.kind == SupplementRequested.kind:
            held.append((iso_utc(entry.at), data["phase"], data["answer_by"], data["words"]))
        elif entry.kind == Rescheduled.kind and data["awaited"] and "due_at" in data["moved"]:
            asked, phase, _, words = held.pop()
            held.append((asked, phase, data["moved"]["due_at"][1], words))
    rows = SupplementRequest.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk
    )
    found = [
        (
            iso_utc(row.asked_at),
            row.phase,
            iso_utc(row.answer_by),
            journal.private(dossier, {"items": row.items}),
        )
        for row in rows
    ]
    if sorted(held) != sorted(found):
        yield "yêu cầu bổ sung khác với lúc gửi"


Question = tuple[str, str, str, str, str]
"""Kind of entry, when, which agency, until when it has time, sealed words."""


def _consulted(dossier: Dossier, entries: Entries) -> Iterator[str]:
    """What other agencies were asked and answered, in whose words, when and until when."""
    if dossier.consulted_at is None:
        return
    rows = Consultation.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    found = [told for row in rows.select_related("agency") for told in _told(dossier, row)]
    if sorted(_held_questions(entries)) != sorted(found):
        yield "ý kiến của cơ quan khác không như lúc hỏi và trả lời"


def _held_questions(entries: Entries) -> list[Question]:
    """As the journal has them; a question that was passed on is its new agency's."""
    held: list[Question] = []
    for entry in entries:
        if entry.kind in {Consulted.kind, ConsultationAnswered.kind}:
            agency, until, words = (entry.data[name] for name in ("agency", "answer_by", "words"))
            held.append((entry.kind, iso_utc(entry.at), agency, until, words))
        for asked in entry.data.get("asked", ()) if entry.kind == HandedOver.kind else ():
            _pass_on(held, asked["from_agency"], asked["to_agency"])
    return held


def _pass_on(held: list[Question], old: str, new: str) -> None:
    """Of one agency the last question alone can be open."""
    last = [n for n, one in enumerate(held) if one[0] == Consulted.kind and one[2] == old][-1:]
    for number in last if new else ():
        kind, at, _, until, words = held[number]
        held[number] = (kind, at, new, until, words)


def _told(dossier: Dossier, row: Consultation) -> Iterator[Question]:
    code, until = row.agency.code, iso_utc(row.answer_by)
    words = journal.private(dossier, {"question": row.question})
    yield Consulted.kind, iso_utc(row.asked_at), code, until, words
    if row.answered_at is not None:
        words = journal.private(dossier, {"answer": row.answer})
        yield ConsultationAnswered.kind, iso_utc(row.answered_at), code, until, words


Paper = tuple[str, str, str, str, str, str]
"""Kind, requirement, SHA-256, sealed name; since when it counts, until when if not for ever."""


def _papers(dossier: Dossier, entries: Entries) -> Iterator[str]:
    rows = DossierDocument.objects.filter(
        jurisdiction=dossier.jurisdiction,
        dossier_id=dossier.pk,
        file__jurisdiction=dossier.jurisdiction,
    )
    found = [
        (
            row.kind,
            row.requirement,
            row.file.sha256,
            sealed_name(dossier, row.filename),
            iso_utc(row.added_at),
            iso_utc(row.replaced_at) if row.replaced_at else "",
        )
        for row in rows.select_related("file")
    ]
    if sorted(found) != sorted(_named(entries, with_names=bool(dossier.salt))):
        yield "giấy tờ khác với lúc nộp"


def _named(entries: Entries, *, with_names: bool) -> list[Paper]:
    """The papers as the journal tells them: what comes later for a requirement replaces."""
    named: list[Paper] = []
    for entry in entries:
        at, documents = iso_utc(entry.at), entry.data.get("documents", [])
        if entry.kind == Decided.kind:
            kind = DossierDocument.Kind.RESULT.value
        elif entry.kind == ConsultationAnswered.kind:
            kind = DossierDocument.Kind.OPINION.value
        else:
            kind = DossierDocument.Kind.APPLICANT.value
            again = {paper["requirement"] for paper in documents}
            again |= set(entry.data.get("replaced", ()))
            named = [(*one[:5], one[5] or (at if one[1] in again else "")) for one in named]
        for paper in documents:
            name = paper["name"] if with_names else ""
            named.append((kind, paper["requirement"], paper["sha256"], name, at, ""))
    return named


def _orphans(jurisdiction: str) -> Iterator[Fault]:
    """Dossiers of which nothing but the journal is left."""
    there = Dossier.objects.filter(jurisdiction=jurisdiction, pk=OuterRef("dossier_id"))
    left = JournalEntry.objects.filter(~Exists(there), jurisdiction=jurisdiction, number=1)
    for entry in left.order_by("id"):
        yield Fault(place=f"{jurisdiction}-{entry.dossier_id}", what="nhật ký không còn hồ sơ")
