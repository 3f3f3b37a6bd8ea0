"""Reads of slips."""

from django.db.models import QuerySet

from motcua.agencies.prepared import prepared
from motcua.dossiers.models import Dossier
from motcua.slips.models import Slip


def slips_of(dossier: Dossier) -> list[Slip]:
    """Every slip of the dossier with its file, in the order they were issued; one query."""
    return _slips(dossier.jurisdiction, dossier.pk)


@prepared
def _slips(jurisdiction: str, dossier: int) -> QuerySet[Slip]:
    found = Slip.objects.filter(
        jurisdiction=jurisdiction, dossier=dossier, file__jurisdiction=jurisdiction
    )
    return found.select_related("file").order_by("issued_at", "id")


def newest_receipt(dossier: Dossier) -> Slip | None:
    """The receipt that holds now; None until the worker has made one."""
    receipts = [slip for slip in slips_of(dossier) if slip.form == "01"]
    return receipts[-1] if receipts else None
