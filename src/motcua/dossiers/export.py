"""Journal entries in the order of their ids, for auditors and copies elsewhere."""

from datetime import datetime

from motcua.dossiers.models import JournalEntry


def journal_after(
    jurisdiction: str, *, after: int, before: datetime, limit: int
) -> list[JournalEntry]:
    """Up to `limit` entries of the jurisdiction above `after`, from before `before`."""
    rows = JournalEntry.objects.filter(jurisdiction=jurisdiction, pk__gt=after, at__lt=before)
    return list(rows.order_by("pk")[:limit])
