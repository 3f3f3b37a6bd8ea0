"""Who looked: once per officer, dossier and hour, kept even when the request fails later."""

from collections.abc import Iterable
from datetime import datetime

from motcua.dossiers.actors import Officer
from motcua.dossiers.models import AccessLog, Dossier


def look(
    dossier: Dossier, *, by: Officer, at: datetime, known: Iterable[AccessLog] | None = None
) -> None:
    """Note that this officer opened this dossier. Call it outside any transaction.

    Nothing is written for a second look within the hour, so reading on takes no lock; but the first
    look since the dossier came to who holds it is noted with its moment, for the watchdog. `known`
    are the looks of the dossier, for whoever has read them already.
    """
    key = {
        "jurisdiction": dossier.jurisdiction,
        "dossier_id": dossier.pk,
        "officer": by.user.pk,
        "hour": _hour(at),
    }
    if known is None:
        noted = AccessLog.objects.filter(**key).first()
    else:
        of_hour = (one for one in known if (one.officer, one.hour) == (by.user.pk, key["hour"]))
        noted = next(of_hour, None)
    if noted is None:
        where = {"officer_name": by.user.name, "agency_name": _workplace(dossier, by), "at": at}
        AccessLog.objects.bulk_create([AccessLog(**key, **where)], ignore_conflicts=True)
    elif noted.at < dossier.step_since <= at:
        AccessLog.objects.filter(**key).update(at=at)


def looks(dossier: Dossier) -> list[AccessLog]:
    """Who looked when, newest first."""
    rows = AccessLog.objects.filter(jurisdiction=dossier.jurisdiction, dossier_id=dossier.pk)
    return list(rows.order_by("-hour")[:100])


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _workplace(dossier: Dossier, by: Officer) -> str:
    """The agency at which she may read it; of an auditor, where she is posted."""
    agencies = [posting.agency for posting in by.postings]
    here = [agency for agency in agencies if agency.pk == dossier.agency_id]
    return next((agency.name for agency in (*here, *agencies)), "")
