"""The applicant's index over all jurisdictions; written by the worker, soon after each act."""

from motcua.core.states import State
from motcua.dossiers.models import Dossier, JournalEntry, MyDossier
from motcua.people.models import User


def index(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: bring the applicant's row up to date; nothing for dossiers without an account."""
    if dossier.applicant is None or entry.number != dossier.version:
        return
    MyDossier.objects.update_or_create(
        user=dossier.applicant,
        code=dossier.code,
        defaults={
            "jurisdiction": dossier.jurisdiction,
            "dossier_id": dossier.pk,
            "procedure_name": dossier.service.procedure.name,
            "agency_name": dossier.agency.name,
            "state": State(dossier.state),
            "appointment": dossier.appointment,
            "submitted_at": dossier.submitted_at,
        },
    )


def of(user: User, *, limit: int = 50) -> list[MyDossier]:
    """The user's dossiers, newest first."""
    return list(MyDossier.objects.filter(user=user).order_by("-submitted_at")[:limit])
