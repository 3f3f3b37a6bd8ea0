"""Return the result (trả kết quả): the last act; the dossier is closed."""

from datetime import datetime

from django.db import transaction

from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import ResultReturned
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def return_result(
    dossier: Dossier, *, by: Officer, at: datetime, way: str, version: int | None = None
) -> Dossier:
    """Give the result: `way` is counter, post or online. Raises the usual refusals."""
    dossier = locked(dossier, version=version)
    standing = check_may(Act.RETURN_RESULT, dossier, by)
    state = check_can(Act.RETURN_RESULT, dossier)
    change(dossier, state, at=at, returned_at=at)
    return record(dossier, ResultReturned(way=way), by=standing, at=at)
