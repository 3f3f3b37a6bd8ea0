"""The journal for auditors and copies elsewhere: by the page, or whole as files of JSON Lines.

The files can be proved without this product: `tools/verify_export.py` says how.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.transaction import atomic

from motcua.core.moments import iso_utc
from motcua.dossiers.journal import facts_of
from motcua.dossiers.models import Dossier, JournalEntry

FORMAT = "motcua-journal-1"
BATCH = 1000


def journal_after(
    jurisdiction: str, *, after: int, before: datetime, limit: int
) -> list[JournalEntry]:
    """Up to `limit` entries of the jurisdiction above `after`, from before `before`."""
    rows = JournalEntry.objects.filter(jurisdiction=jurisdiction, pk__gt=after, at__lt=before)
    return list(rows.order_by("pk")[:limit])


def export_journals(
    folder: Path,
    jurisdictions: Iterable[str],
    *,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> str:
    """Write the journals of these registries and a manifest; the SHA-256 of the manifest.

    A dossier that is acted upon meanwhile is written as it was a moment before or after, never
    half. Raises `FileExistsError` where there is an export already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "manifest.json").open("xb") as file:
        told = {place: _export(folder, place, progress) for place in jurisdictions}
        manifest = {"format": FORMAT, "made_at": iso_utc(at), "jurisdictions": told}
        text = json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n"
        file.write(text)
    return hashlib.sha256(text).hexdigest()


def _export(
    folder: Path, jurisdiction: str, progress: Callable[[int], None] | None
) -> dict[str, Any]:
    journal, heads = (
        folder / f"journal-{jurisdiction}.jsonl",
        folder / f"heads-{jurisdiction}.jsonl",
    )
    counted = 0
    with journal.open("xb") as entries, heads.open("xb") as ends:
        for batch in _batches(jurisdiction):
            for line, end in batch:
                counted += end["entries"]
                entries.write(line)
                ends.write(_line(end))
            if progress:
                progress(counted)
    return {
        "entries": counted,
        **{path.name: _hash(path) for path in (journal, heads)},
    }


def _batches(jurisdiction: str) -> Iterator[list[tuple[bytes, dict[str, Any]]]]:
    """Some dossiers at a time, each with all its entries: their lines, and where they end."""
    after = -1
    while batch := _batch(jurisdiction, after):
        yield [(lines, end) for _, lines, end in batch]
        after = batch[-1][0]


@atomic
def _batch(jurisdiction: str, after: int) -> list[tuple[int, bytes, dict[str, Any]]]:
    dossiers = Dossier.objects.filter(jurisdiction=jurisdiction, pk__gt=after).order_by("pk")
    heads: dict[int, dict[str, Any]] = {
        pk: {"dossier": str(pk), "code": code, "entries": version, "sha256": head}
        for pk, code, version, head in dossiers.values_list(
            "pk", "code", "version", "journal_head"
        )[:BATCH]
    }
    entries = JournalEntry.objects.filter(
        jurisdiction=jurisdiction, dossier_id__gte=min(heads, default=0),
        dossier_id__lte=max(heads, default=0),
    )  # fmt: skip
    ordered = entries.order_by("dossier_id", "number").iterator(chunk_size=BATCH)
    lines = {
        pk: b"".join(_line(_whole(one)) for one in own if one.number <= heads[pk]["entries"])
        for pk, own in groupby(ordered, key=lambda one: one.dossier_id)
        if pk in heads
    }
    return [(pk, lines.get(pk, b""), end) for pk, end in heads.items()]


def _whole(entry: JournalEntry) -> dict[str, Any]:
    return {**facts_of(entry), "previous": entry.previous, "sha256": entry.sha256}


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
