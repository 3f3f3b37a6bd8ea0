"""The slips of a dossier as its screen lists them: what holds first, what was replaced below."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.slips.calls import gives_receipt
from motcua.slips.kinds import SlipKind
from motcua.slips.may import may_make
from motcua.slips.models import Slip
from motcua.slips.queries import in_force, slips_of


@dataclass(frozen=True, kw_only=True)
class Line:
    """One slip in words; the key opens the one that `is_first`, what `has_table` is a sheet too."""

    id: str
    name: str
    legal_number: str
    edition: str
    issued_at: datetime
    replaced: bool
    is_first: bool
    has_table: bool


def shown(dossier: Dossier, by: Officer) -> dict[str, Any]:
    """The lines, whether this officer may make them anew, and whether the receipt is to come or to
    be asked for."""
    slips = slips_of(dossier)
    holding = in_force(slips)
    replaced = [slip for slip in reversed(slips) if slip not in holding]
    receipts = [slip for slip in holding if slip.kind == SlipKind.RECEIPT]
    first = next(reversed(receipts or holding), None)
    return {
        "slips": [_line(slip, slip in replaced, slip is first) for slip in (*holding, *replaced)],
        "slip_to_come": bool(dossier.accepted_at and not receipts) and gives_receipt(dossier),
        "may_draw_up_receipt": _may_draw_up_receipt(dossier, by, receipts),
        "may_make_slips": may_make(dossier, by),
        "may_draw_up_sheet": bool(dossier.accepted_at) and may_make(dossier, by),
    }


def _may_draw_up_receipt(dossier: Dossier, by: Officer, receipts: list[Slip]) -> bool:
    """Settled at once, so none was given; the applicant may ask for one."""
    missing = bool(dossier.accepted_at) and not receipts and dossier.closed_at is None
    return missing and not gives_receipt(dossier) and may_make(dossier, by)


def _line(slip: Slip, replaced: bool, is_first: bool) -> Line:
    return Line(
        id=slip.public_id,
        name=slip.content["name"],
        legal_number=slip.content["number"],
        edition=slip.content["edition"],
        issued_at=slip.issued_at,
        replaced=replaced,
        is_first=is_first,
        has_table=slip.kind == SlipKind.CONTROL_SHEET,
    )
