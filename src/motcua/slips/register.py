"""The desk's register (sổ theo dõi hồ sơ): one book per agency, field and year, without gaps.

A dossier is entered when it is accepted, under the next number of its book; what is written beside
the number is read from the dossier as it stands. Source: Circular 01/2018, Article 10; Circular
03/2025: an electronic register need not be printed.
"""

from hashlib import sha256

from django.db import IntegrityError, transaction

from motcua.core.moments import local
from motcua.dossiers.models import Dossier
from motcua.dossiers.numbers import next_number
from motcua.slips.models import RegisterEntry


def enter(dossier: Dossier) -> None:
    """Give an accepted dossier its number; again is harmless."""
    if dossier.accepted_at is None or _entered(dossier):
        return
    try:
        with transaction.atomic():
            _enter(dossier, local(dossier.accepted_at).year)
    except IntegrityError:
        if not _entered(dossier):
            raise


def _enter(dossier: Dossier, year: int) -> None:
    field = dossier.service.procedure.field
    RegisterEntry.objects.create(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        agency=dossier.agency,
        year=year,
        field=field,
        number=next_number(dossier.jurisdiction, _series(dossier.agency.code, year, field)),
    )


def _entered(dossier: Dossier) -> bool:
    return RegisterEntry.objects.filter(jurisdiction=dossier.jurisdiction, dossier=dossier).exists()


def _series(agency: str, year: int, field: str) -> str:
    """A field's name may be longer than the name of a series."""
    return f"register:{agency}:{year}:{sha256(field.encode()).hexdigest()[:16]}"
