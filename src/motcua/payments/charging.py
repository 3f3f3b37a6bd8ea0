"""What is due for a dossier: a charge is made once, when its amount is certain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.catalogue.content import Channel as Way
from motcua.catalogue.content import ProcedureContent
from motcua.catalogue.fee_tables import lines_of as lines_of_table
from motcua.catalogue.fees import fee
from motcua.core.moments import local_day
from motcua.core.references import reference
from motcua.dossiers.changing import locked
from motcua.dossiers.models import Channel, Dossier
from motcua.dossiers.numbers import next_number
from motcua.payments.models import Charge
from motcua.payments.queries import charge_of

BY_PROCEDURE = "Phí, lệ phí theo thủ tục"
_WAYS = {Channel.ONLINE: Way.ONLINE, Channel.ASSISTED: Way.ONLINE, Channel.POST: Way.POST}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One fee or charge: what for, how many đồng, on which basis in law."""

    name: str
    amount: int
    basis: str = ""

    def to_json(self) -> dict[str, object]:
        """As the charge keeps it."""
        return {"name": self.name, "amount": self.amount, "basis": self.basis}


def fee_of(dossier: Dossier) -> dict[str, Any]:
    """The fee as it was published for the day on which the dossier came in, at its agency."""
    content = ProcedureContent.from_json(dossier.procedure_version.content)
    table = lines_of_table(dossier.service.procedure.fee_table)
    return fee(
        replace(content, fee_table=table),
        _WAYS.get(Channel(dossier.channel), Way.COUNTER),
        agency=dossier.agency.code,
        day=local_day(dossier.submitted_at),
    )


def lines_of(dossier: Dossier) -> list[Line]:
    """What that comes to; nothing where it is free or no single amount is certain."""
    amount = fee_of(dossier)["amount"]
    return [Line(name=BY_PROCEDURE, amount=amount)] if amount else []


def is_free(dossier: Dossier) -> bool:
    """Is it certain that nothing is due?"""
    return bool(fee_of(dossier)["amount"] == 0)


def charge(dossier: Dossier, *, at: datetime) -> Charge | None:
    """The charge of the dossier, made now if something is due and none was made; else None."""
    lines = lines_of(dossier)
    if not lines:
        return charge_of(dossier)
    return _once(dossier, lines, at=at)


@transaction.atomic
def _once(dossier: Dossier, lines: Sequence[Line], *, at: datetime) -> Charge | None:
    dossier = locked(dossier)
    known = charge_of(dossier)
    if known is not None or dossier.closed_at is not None:
        return known
    return put(dossier, lines, at=at)


def put(dossier: Dossier, lines: Sequence[Line], *, at: datetime, by: str = "") -> Charge:
    """Write the charge with the next reference of the registry; the dossier is locked.

    `by`: the officer who set the amount, where the published fee leaves it open.
    """
    number = next_number(dossier.jurisdiction, "charge")
    made = Charge(
        jurisdiction=dossier.jurisdiction,
        dossier=dossier,
        reference=reference(dossier.jurisdiction, number),
        lines=[line.to_json() for line in lines],
        amount=sum(line.amount for line in lines),
        state=Charge.State.DUE,
        created_at=at,
        made_by=by,
    )
    made.save(force_insert=True)
    return made
