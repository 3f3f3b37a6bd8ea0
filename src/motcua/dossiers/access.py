"""Who looked: once per officer, dossier and hour, kept even when the request fails later."""

from collections.abc import Iterable
from datetime import datetime

from motcua.dossiers.actors import Officer
from motcua.dossiers.models import AccessLog, Dossier


def look(dossier: Dossier, *, by: Officer, at: datetime) -> None:
    """Note that this officer opened this dossier. Call it outside any transaction."""
    agency = by.postings[0].agency.name if by.postings else ""
    row = AccessLog(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        officer=by.user.pk,
        officer_name=by.user.name,
        agency_name=agency,
        hour=_hour(at),
    )
    AccessLog.objects.bulk_create([row], ignore_conflicts=True)


def is_noted(found: Iterable[AccessLog], *, by: Officer, at: datetime) -> bool:
    """Does one of these looks say that this officer is looking in this very hour?"""
    return any((look.officer, look.hour) == (by.user.pk, _hour(at)) for look in found)


def looks(dossier: Dossier) -> list[AccessLog]:
    """Who looked when, newest first."""
    rows = AccessLog.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("-hour")[:100])


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
