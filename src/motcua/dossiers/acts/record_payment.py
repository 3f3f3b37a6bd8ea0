"""Record a payment (ghi nhận nộp phí): the fee of the dossier is settled.

The room of payments knows the charge and the money; here is what the journal proves of it.
"""

from datetime import datetime

from django.db import transaction

from motcua.core.states import Act
from motcua.dossiers.actors import Clock, Officer
from motcua.dossiers.changing import change, check_can, locked, record
from motcua.dossiers.journal import PaymentRecorded
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier


@transaction.atomic
def record_payment(
    dossier: Dossier,
    *,
    by: Officer | Clock,
    at: datetime,
    amount: int,
    way: str,
    reference: str,
    basis: str = "",
    receipt: str = "",
    version: int | None = None,
) -> Dossier:
    """`amount` đồng came by this way (`presenters.PAID`), or nothing is due (`EXEMPT`, `basis`).

    Raises `NotAllowed`, `Conflict`, `WrongState` once the dossier is closed.
    """
    dossier = locked(dossier, version=version)
    standing = check_may(Act.RECORD_PAYMENT, dossier, by)
    state = check_can(Act.RECORD_PAYMENT, dossier)
    change(dossier, state, at=at)
    entry = PaymentRecorded(
        amount=amount, way=way, reference=reference, basis=basis, receipt=receipt
    )
    return record(dossier, entry, by=standing, at=at)
