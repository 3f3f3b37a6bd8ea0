"""Papers photographed by their sender: all photos of one paper are the pages of one PDF.

Of a draft, or of a supplement on its way. A photo that was sent before is not added again, so a
second tap and a second try double nothing; its hash names its page, so that no act hits another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from motcua.core.refusals import FileRefused
from motcua.documents import changes as documents
from motcua.documents import legibility, photos
from motcua.documents.photos import MOST_PAGES, Photo
from motcua.dossiers import drafts, supplements
from motcua.dossiers.models import (
    Dossier,
    Draft,
    DraftDocument,
    SupplementDocument,
    SupplementRequest,
)
from motcua.eforms.fields import Field

Row = TypeVar("Row", DraftDocument, SupplementDocument)
_KEY = 12  # letters of a hash that tell the photos of one paper apart


class Move(StrEnum):
    """What can be done with a page."""

    EARLIER = "len"
    LATER = "xuong"
    REMOVE = "bo"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page made from a photo, as its sender sees it; `doubts` are sentences."""

    key: str
    name: str
    doubts: list[str]


def pages_of(paper: DraftDocument | SupplementDocument) -> list[Page]:
    """The pages in order; none for a file that was sent as it is."""
    return [
        Page(
            key=one["sha256"][:_KEY],
            name=one["name"],
            doubts=[legibility.SAID[doubt] for doubt in one["doubts"]],
        )
        for one in paper.photos
    ]


def take(draft: Draft, requirement: str, sources: Sequence[UploadedFile], *, at: datetime) -> None:
    """What somebody chose for a requirement: photos become pages, other files stay as they are.

    What can be taken is kept even when the rest is refused. Raises `FileRefused` with the names of
    the rest, and what `drafts.add_document` raises.
    """
    drafts.check_takes(draft, requirement, at)
    _check_number(drafts.documents_of(draft), requirement, sources)

    def keep(file: UploadedFile, name: str) -> None:
        drafts.add_document(draft, requirement, file, filename=name, at=at)

    def place(good: Sequence[Photo]) -> None:
        drafts.touch(draft, at)
        rows = drafts.documents_of(draft)
        paper = _photographed(rows, requirement) or DraftDocument(
            jurisdiction=draft.jurisdiction, draft=draft, requirement=requirement
        )
        _put(paper, good, drafts.form_of(draft).fields[requirement].label, at)

    _take(sources, keep, place)


def take_for_supplement(
    dossier: Dossier,
    request: SupplementRequest,
    asked: Field,
    sources: Sequence[UploadedFile],
    *,
    at: datetime,
) -> None:
    """The same for a supplement; raises what `supplements.add_document` raises."""
    name = asked.name
    supplements.check_takes(dossier, request, name)
    _check_number(supplements.staged_documents(request), name, sources)

    def keep(file: UploadedFile, filename: str) -> None:
        supplements.add_document(dossier, request, name, file, filename=filename, at=at)

    def place(good: Sequence[Photo]) -> None:
        waiting = supplements.locked(request)
        rows = supplements.staged_documents(waiting)
        paper = _photographed(rows, name) or SupplementDocument(
            jurisdiction=request.jurisdiction, supplement=waiting, requirement=name
        )
        _put(paper, good, asked.label, at)

    _take(sources, keep, place)


@transaction.atomic
def change(draft: Draft, public_id: str, key: str, move: Move, *, at: datetime) -> None:
    """Move a page of a paper or take it away; with the last page goes the paper.

    What is not there any more is left alone. Raises what `drafts.remove_document` raises.
    """
    drafts.touch(draft, at)
    for paper in drafts.documents_of(draft):
        if paper.public_id == public_id:
            _change(paper, key, move, at)


def thumbnail(paper: DraftDocument | SupplementDocument, key: str) -> bytes | None:
    """The stamp of a page as JPEG; None when the paper has no such page."""
    keys = [one["sha256"][:_KEY] for one in paper.photos]
    return photos.thumbnail(paper.file, keys.index(key)) if key in keys else None


def _take(
    sources: Sequence[UploadedFile],
    keep: Callable[[UploadedFile, str], None],
    place: Callable[[Sequence[Photo]], None],
) -> None:
    """`keep` each file that is no photo; `place` the photos, in one transaction."""
    bad: list[tuple[str, FileRefused]] = []
    for file in sources:
        if not photos.is_photo(file):
            try:
                keep(file, file.name or "tep")
            except FileRefused as refusal:
                bad.append((file.name or "tep", refusal))
    good, broken = photos.develop([file for file in sources if photos.is_photo(file)])
    if good:
        with transaction.atomic():
            place(good)
    _refuse([*bad, *broken], chosen=len(sources))


def _photographed(rows: Sequence[Row], requirement: str) -> Row | None:
    """The paper of a requirement that is made from photos already."""
    return next((row for row in rows if row.requirement == requirement and row.photos), None)


def _put(
    paper: DraftDocument | SupplementDocument, good: Sequence[Photo], label: str, at: datetime
) -> None:
    """The new photos after those that are there; named as the form calls the paper."""
    known = {one["sha256"] for one in paper.photos}
    fresh = list({one.sha256: one for one in good if one.sha256 not in known}.values())
    if not fresh:
        return
    earlier = paper.file if paper.photos else None
    paper.file = documents.record(photos.bind(paper.jurisdiction, earlier, fresh, at=at))
    paper.photos = [*paper.photos, *(_facts(one) for one in fresh)]
    paper.filename, paper.added_at = f"{label[:100]}.pdf", at
    paper.save()


def _facts(photo: Photo) -> dict[str, Any]:
    return {"name": photo.name[-100:], "sha256": photo.sha256, "doubts": list(photo.doubts)}


def _change(paper: DraftDocument, key: str, move: Move, at: datetime) -> None:
    order = _MOVES[move]([one["sha256"][:_KEY] for one in paper.photos], key)
    if not order:
        DraftDocument.objects.filter(jurisdiction=paper.jurisdiction, pk=paper.pk).delete()
    elif order != list(range(len(paper.photos))):
        paper.file = documents.record(photos.rearranged(paper.file, order, at=at))
        paper.photos = [paper.photos[number] for number in order]
        paper.save(update_fields=["file", "photos"])


def _shifted(by: int) -> Callable[[Sequence[str], str], list[int]]:
    """The order of pages in which one has changed places with its neighbour."""

    def order(keys: Sequence[str], key: str) -> list[int]:
        numbers = list(range(len(keys)))
        here = keys.index(key) if key in keys else -1
        there = here + by
        if here >= 0 and 0 <= there < len(keys):
            numbers[here], numbers[there] = numbers[there], numbers[here]
        return numbers

    return order


def _without(keys: Sequence[str], key: str) -> list[int]:
    return [number for number, known in enumerate(keys) if known != key]


_MOVES = {Move.EARLIER: _shifted(-1), Move.LATER: _shifted(1), Move.REMOVE: _without}


def _check_number(
    rows: Sequence[DraftDocument] | Sequence[SupplementDocument],
    requirement: str,
    sources: Sequence[UploadedFile],
) -> None:
    """Raises `FileRefused` beyond so many photos of one paper, before any is opened."""
    there = sum(len(row.photos) for row in rows if row.requirement == requirement)
    if there + len(sources) > MOST_PAGES:
        raise FileRefused(
            f"Một giấy tờ gửi được tối đa {MOST_PAGES} ảnh, ở đây là {there + len(sources)}.",
            mend="Bỏ bớt ảnh, hoặc quét các trang thành một tệp PDF rồi gửi.",
            reason="too_many_photos",
            limit=MOST_PAGES,
        )


def _refuse(bad: Sequence[tuple[str, FileRefused]], *, chosen: int) -> None:
    """Raises `FileRefused` for what could not be taken, by name where several were chosen."""
    if not bad:
        return
    name, refusal = bad[0]
    if chosen == 1:
        raise refusal
    others = f" Và {len(bad) - 1} tệp nữa." if len(bad) > 1 else ""
    kept = f" {chosen - len(bad)} tệp kia đã nhận." if len(bad) < chosen else ""
    raise FileRefused(f"{name}: {refusal.what}.{others}{kept}", **refusal.facts)
