"""The desk's register (sổ theo dõi hồ sơ): one book per agency, field and year, without gaps.

A dossier is entered when it is accepted, under the next number of its book; what is written beside
the number is read from the dossier as it stands. Source: Circular 01/2018, Article 10; Circular
03/2025: an electronic register need not be printed.
"""

from collections.abc import Callable
from datetime import date, time
from hashlib import sha256
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from motcua.core.moments import at_local, local
from motcua.dossiers.models import Dossier
from motcua.dossiers.numbers import next_number, next_numbers
from motcua.slips.models import RegisterEntry

BATCH = 2000


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


def fill(jurisdiction: str, year: int, *, say: Callable[[int], None]) -> int:
    """Enter what was accepted in this year and never was entered, in the order of acceptance.

    For dossiers that came in by a replay or from another system, past the worker; again is
    harmless. `say` hears how many are done; the answer is how many were missing.
    """
    missing, done = iter(_missing(jurisdiction, year)), 0
    while batch := list(islice(missing, BATCH)):
        _enter_all(jurisdiction, year, batch)
        done += len(batch)
        say(done)
    return done


_Missing = tuple[int, int, str, str]
"""Dossier, agency, the agency's code, field."""


def _missing(jurisdiction: str, year: int) -> list[_Missing]:
    entered = RegisterEntry.objects.filter(jurisdiction=jurisdiction, dossier=OuterRef("pk"))
    accepted = Dossier.objects.filter(
        ~Exists(entered),
        jurisdiction=jurisdiction,
        accepted_at__gte=at_local(date(year, 1, 1), time()),
        accepted_at__lt=at_local(date(year + 1, 1, 1), time()),
    )
    columns = ("pk", "agency_id", "agency__code", "service__procedure__field")
    return list(accepted.order_by("accepted_at", "pk").values_list(*columns))


@transaction.atomic
def _enter_all(jurisdiction: str, year: int, batch: list[_Missing]) -> None:
    """Each book takes its numbers in one."""
    books: dict[tuple[int, str, str], list[int]] = {}
    for dossier, agency, code, field in batch:
        books.setdefault((agency, code, field), []).append(dossier)
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            jurisdiction=jurisdiction,
            dossier_id=dossier,
            agency_id=agency,
            year=year,
            field=field,
            number=number,
        )
        for (agency, code, field), dossiers in books.items()
        for dossier, number in zip(
            dossiers,
            next_numbers(jurisdiction, _series(code, year, field), len(dossiers)),
            strict=True,
        )
    )


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
