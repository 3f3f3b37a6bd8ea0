"""Reads of slips."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from motcua.agencies.prepared import prepared
from motcua.dossiers.models import Dossier
from motcua.slips.kinds import FOR_APPLICANTS, ON_DEMAND, REPLACED_BY_NEXT, SlipKind
from motcua.slips.models import Slip


def slips_of(dossier: Dossier) -> list[Slip]:
    """Every slip of the dossier with its file, in the order they were issued; one query."""
    found = _slips(dossier.jurisdiction, dossier.pk, dossier.jurisdiction)
    return [slip for slip in found if slip.file is not None or slip.kind in ON_DEMAND]


def slips_for_applicant(dossier: Dossier) -> list[Slip]:
    """Those that the applicant is given and that hold now, then the applications before."""
    slips = [slip for slip in slips_of(dossier) if slip.kind in FOR_APPLICANTS]
    holding = in_force(slips)
    before = [one for one in slips if one.kind in ON_DEMAND and one not in holding]
    return [*holding, *before]


def in_force(slips: Iterable[Slip]) -> list[Slip]:
    """Those that nothing later replaced, in the same order."""
    known = list(slips)
    return [slip for slip in known if not any(replaces(other, slip) for other in known)]


def replaces(other: Slip, slip: Slip) -> bool:
    """Does the other hold instead of this slip: a later edition, or the next where one replaces?"""
    if (other.dossier_id, other.kind) != (slip.dossier_id, slip.kind):
        return False
    if other.number == slip.number:
        return other.edition > slip.edition
    return SlipKind(slip.kind) in REPLACED_BY_NEXT and other.number > slip.number


def newest_receipt(dossier: Dossier) -> Slip | None:
    """The receipt that holds now; None until the worker has made one."""
    receipts = [slip for slip in in_force(slips_of(dossier)) if slip.kind == SlipKind.RECEIPT]
    return receipts[-1] if receipts else None


@prepared
def _slips(jurisdiction: str, dossier: int, of_file: str) -> QuerySet[Slip]:
    found = Slip.objects.filter(
        Q(file=None) | Q(file__jurisdiction=of_file), jurisdiction=jurisdiction, dossier=dossier
    )
    return found.select_related("file").order_by("issued_at", "id")
