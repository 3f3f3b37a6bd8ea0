"""The fee of a dossier on its page: is it settled, by what, and what goes back?"""

from typing import Any

from motcua.core.money import say_dong
from motcua.dossiers.models import Dossier
from motcua.payments import charging, money
from motcua.payments.models import Charge, Money
from motcua.payments.queries import charge_shown, money_for, refunds_of


def shown(dossier: Dossier) -> dict[str, Any]:
    """Nothing where the service is free."""
    if charging.is_free(dossier):
        return {}
    charge = charge_shown(dossier)
    if charge is None:
        return {"fee": _published(dossier)}
    left = money.still_due(charge)
    return {
        "fee": {
            "kind": "wait" if charge.is_due else "ok",
            "state": Charge.State(charge.state).label,
            "amount": say_dong(charge.amount),
            "left": say_dong(left) if left else "",
            "reference": charge.reference,
            "set_by": charge.made_by,
            "money": [
                (say_dong(one.amount), Money.Source(one.source).label, one.came_at)
                for one in money_for(charge)
            ],
            "refunds": [
                (say_dong(one.amount), one.reason, one.done_at) for one in refunds_of(charge)
            ],
        }
    }


def _published(dossier: Dossier) -> dict[str, Any]:
    """Before a charge is made: what was published, and that the amount is to be set."""
    fee = charging.fee_of(dossier)
    state = "Đang lập" if fee["amount"] else "Chưa định mức thu"
    return {"kind": "wait", "state": state, "amount": fee["text"]}
