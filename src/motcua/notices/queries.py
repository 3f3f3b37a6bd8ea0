"""Reads of notices, for the applicant's dossier and for the operator's page."""

from datetime import datetime

from motcua.agencies.sharding import across_jurisdictions, split_public_id
from motcua.dossiers.models import Dossier
from motcua.notices.models import Notice


def notices_of(dossier: Dossier) -> list[Notice]:
    """Every notice about the dossier, the oldest first."""
    found = Notice.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier)
    return list(found.order_by("entry_number", "id"))


def notice(public_id: str) -> Notice | None:
    """One notice by its identifier."""
    pinned = split_public_id(public_id)
    if pinned is None:
        return None
    jurisdiction, pk = pinned
    return Notice.objects.filter(jurisdiction=jurisdiction, pk=pk).first()


def failed(*, before: datetime, limit: int = 100) -> list[Notice]:
    """Notices noted before this moment and not sent yet, of all jurisdictions, newest first."""
    with across_jurisdictions():
        found = Notice.objects.filter(sent_at__isnull=True, created_at__lt=before)
        return list(found.order_by("-created_at", "-id")[:limit])


def latest(*, limit: int = 100) -> list[Notice]:
    """What was sent or tried last, of all jurisdictions, newest first."""
    with across_jurisdictions():
        return list(Notice.objects.order_by("-id")[:limit])
