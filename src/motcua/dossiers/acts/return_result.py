"""Return the result (trả kết quả): the last act; the dossier is closed."""

from datetime import datetime

from django.db import transaction

from motcua.core.refusals import Incomplete
from motcua.core.states import Act
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import ResultReturned
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.dossiers.presenters import WAYS


@transaction.atomic
def return_result(
    dossier: Dossier, *, by: Officer, at: datetime, way: str, version: int | None = None
) -> Dossier:
    """Give the result: `way` is counter, post or online.

    Raises `NotAllowed`, `Conflict`, `WrongState`, `Incomplete` for another way.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.RETURN_RESULT, dossier, by)
    state = check_can(Act.RETURN_RESULT, dossier)
    check_way(way)
    change(dossier, state, at=at, returned_at=at)
    return record(dossier, ResultReturned(way=way), by=standing, at=at)


def check_way(way: str) -> None:
    """One of the ways in which results reach people; raises `Incomplete`."""
    if way not in WAYS:
        known = ", ".join(WAYS.values())
        raise Incomplete(
            "Cho biết trả kết quả bằng cách nào.",
            mend=f"Chọn một cách: {known}.",
            missing=[],
            errors=[{"field": "/way", "message": f"Một trong các cách: {known}"}],
        )
