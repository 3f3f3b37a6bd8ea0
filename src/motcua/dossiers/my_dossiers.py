"""The applicant's index over all jurisdictions; written by the worker, soon after each act."""

from django.db import transaction

from motcua.dossiers.models import Dossier, JournalEntry, MyDossier
from motcua.people.models import User

LONGEST_NAME = 1000


@transaction.atomic
def index(dossier: Dossier, entry: JournalEntry) -> None:
    """Consumer: bring the applicant's row up to date; nothing for dossiers without an account."""
    if dossier.applicant is None:
        return
    named = {
        "jurisdiction": dossier.jurisdiction,
        "dossier_id": dossier.pk,
        "procedure_name": dossier.service.procedure.name[:LONGEST_NAME],
        "agency_name": dossier.agency.name,
        "submitted_at": dossier.submitted_at,
    }
    rows = MyDossier.objects.select_for_update(of=("self",))
    row, _ = rows.get_or_create(
        user=dossier.applicant, code=dossier.code, defaults={**named, "state": dossier.state}
    )
    # Read once the row is ours: of two workers, whoever comes last writes what is newest.
    now = Dossier.objects.get(jurisdiction=dossier.jurisdiction, pk=dossier.pk)
    row.state, row.appointment = now.state, now.appointment
    row.save(update_fields=["state", "appointment"])


def of(user: User, *, limit: int = 50) -> list[MyDossier]:
    """The user's dossiers, newest first."""
    return list(MyDossier.objects.filter(user=user).order_by("-submitted_at")[:limit])
