"""A file's way in: kept, looked at as often as one likes, confirmed once and taken whole.

The look and the confirmation go through the same steps; what was seen is compared with what would
be done now, and where they differ nothing is done. Permission is asked inside both.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from motcua.core.refusals import Conflict
from motcua.spreadsheets.checking import check
from motcua.spreadsheets.faults import Fault
from motcua.spreadsheets.models import SheetImport
from motcua.spreadsheets.plans import Asked, Change, Did, Sheet, digest
from motcua.spreadsheets.reading import read
from motcua.spreadsheets.refused import PlanChanged, SheetFaulty

KEPT = timedelta(days=1)  # a file that nobody confirmed
A_COMMAND = "lệnh motcua"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A table and who may bring it: `may` raises `NotAllowed`."""

    sheet: Sheet
    may: Callable[[Any, datetime], None]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a file would do: faults, or else changes; and what to say about the file."""

    changes: list[Change]
    faults: list[Fault]
    remarks: list[str]

    @property
    def seen(self) -> str:
        """The digest of what is shown."""
        return digest(self.changes)

    def count(self, did: Did) -> int:
        """How many are added, changed or left as they are."""
        return Counter(change.did for change in self.changes)[did]

    @property
    def counts(self) -> dict[str, int]:
        """By what becomes of them."""
        return {did.value: self.count(did) for did in Did}


def look(kind: Kind, content: bytes, *, by: Any, at: datetime) -> Looked:
    """What the file would do now; nothing is changed. Raises `NotAllowed`, `SheetRefused`."""
    kind.may(by, at)
    checked = check(read(content), kind.sheet.columns, key=kind.sheet.key)
    changes = kind.sheet.plan(checked.rows, Asked(by=by, at=at)) if checked.rows else []
    faults = checked.all_faults
    return Looked(changes=[] if faults else changes, faults=faults, remarks=checked.remarks)


def keep(kind: Kind, content: bytes, *, filename: str, by: Any, at: datetime) -> SheetImport:
    """Keep a file that can be read until it is confirmed. Raises `NotAllowed`, `SheetRefused`."""
    kind.may(by, at)
    read(content)
    return SheetImport.objects.create(
        kind=kind.sheet.name,
        filename=filename.replace("\0", "")[-200:] or "bảng tính",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        by_id=by.pk if by else None,
        by_name=by.name if by else A_COMMAND,
        sent_at=at,
    )


def confirm(kind: Kind, sent: SheetImport, *, seen: str, by: Any, at: datetime) -> SheetImport:
    """Take the file in, all of it or nothing; confirmed again, nothing happens.

    Raises `NotAllowed`, `SheetFaulty`, `PlanChanged` when it would do something else than what was
    `seen`, and `Conflict` when others change the same in this moment.
    """
    try:
        with transaction.atomic():
            sent = SheetImport.objects.select_for_update(of=("self",)).get(pk=sent.pk)
            return sent if sent.applied_at else _apply(kind, sent, seen, by, at)
    except IntegrityError:
        raise Conflict(
            "Có người khác vừa sửa cùng dữ liệu này.", mend="Xem trước lại rồi nhập."
        ) from None


def _apply(kind: Kind, sent: SheetImport, seen: str, by: Any, at: datetime) -> SheetImport:
    looked = look(kind, bytes(sent.content), by=by, at=at)
    if looked.faults:
        raise SheetFaulty(
            "Có dòng không nhập được nữa.",
            mend="Xem các chỗ cần sửa.",
            faults=[fault.to_json() for fault in looked.faults],
        )
    if looked.seen != seen:
        raise PlanChanged(
            "Dữ liệu đã thay đổi từ lúc xem trước.",
            why="Tệp này bây giờ sẽ làm điều khác với điều đã hiện ra.",
            mend="Xem lại bảng dưới đây rồi nhập.",
        )
    doing = [change for change in looked.changes if change.did is not Did.UNCHANGED]
    kind.sheet.write(doing, Asked(by=by, at=at))
    sent.report = [change.to_json() for change in looked.changes]
    sent.applied_at = at
    sent.save(update_fields=["report", "applied_at"])
    return sent


def told(kind: Kind, sent: SheetImport, *, by: Any, at: datetime) -> dict[str, str]:
    """What is for the importer alone, by the key of a change. Raises `NotAllowed`."""
    kind.may(by, at)
    if by is not None and sent.by_id != by.pk:
        return {}
    keys = [line["key"] for line in sent.report]
    return dict(kind.sheet.tell(keys, Asked(by=by, at=at)))


def sent_by(by: Any, number: int) -> SheetImport | None:
    """A file of this person's, confirmed or not."""
    return SheetImport.objects.filter(pk=number, by_id=by.pk).first()


def applied(kinds: Sequence[str]) -> QuerySet[SheetImport]:
    """What was taken in of these kinds, by anybody, newest first, without the files."""
    done = SheetImport.objects.filter(kind__in=kinds, applied_at__isnull=False)
    return done.defer("content").order_by("-applied_at", "-pk")


def forget_unconfirmed(*, at: datetime) -> int:
    """Let files go that nobody confirmed within a day; how many."""
    old = SheetImport.objects.filter(applied_at__isnull=True, sent_at__lt=at - KEPT)
    return old.delete()[0]
