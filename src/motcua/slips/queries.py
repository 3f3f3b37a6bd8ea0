"""Reads of slips."""

from motcua.dossiers.models import Dossier
from motcua.slips.models import Slip


def slips_of(dossier: Dossier) -> list[Slip]:
    """Every slip of the dossier with its file, in the order they were issued; one query."""
    found = Slip.objects.filter(
        jurisdiction=dossier.jurisdiction, dossier=dossier, file__jurisdiction=dossier.jurisdiction
    )
    return list(found.select_related("file").order_by("issued_at", "id"))


def newest_receipt(dossier: Dossier) -> Slip | None:
    """The receipt that holds now; None until the worker has made one."""
    receipts = [slip for slip in slips_of(dossier) if slip.form == "01"]
    return receipts[-1] if receipts else None
