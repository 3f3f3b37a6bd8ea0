"""What an officer does about a fee: take cash, note an exemption, or set what is to be paid online.

One act of the desk like any other: its fields, what forbids it, and what it does.
"""

from datetime import datetime

from django.db import transaction

from motcua.core.conditions import Condition, parse
from motcua.core.refusals import WrongState
from motcua.core.states import Act
from motcua.dossiers.act_forms import ActForm
from motcua.dossiers.actors import Officer
from motcua.dossiers.changing import check_can, locked
from motcua.dossiers.may import check_may
from motcua.dossiers.models import Dossier
from motcua.eforms.definitions import Field, FieldType, Option
from motcua.payments import charging, money
from motcua.payments.charging import Line
from motcua.payments.models import Charge, Money
from motcua.payments.money import Told
from motcua.payments.queries import charge_of, charge_shown

CASH, EXEMPT, ONLINE = "cash", "exempt", "online"
MOST = 1_000_000_000  # đồng; more is a slip of the hand


def fields(dossier: Dossier, by: Officer, at: datetime) -> tuple[Field, ...]:
    """How it is settled; the amount where the published fee leaves it open."""
    charge = charge_shown(dossier)
    ways = [Option(CASH, "Đã thu tiền mặt"), Option(EXEMPT, "Được miễn")]
    if charge is None:
        ways.append(Option(ONLINE, "Báo số tiền để người nộp trả trên mạng"))
    way = Field(
        name="way", type=FieldType.CHOICE, label="Phí, lệ phí", required=True,
        options=tuple(ways), example=CASH,
    )  # fmt: skip
    receipt = Field(
        name="receipt", type=FieldType.TEXT, label="Số biên lai", max=60, when=_when(CASH),
        help="Nếu viết biên lai bằng tay.", example="BL 0001234",
    )  # fmt: skip
    basis = Field(
        name="basis", type=FieldType.TEXT, label="Căn cứ được miễn", required=True, max=300,
        when=_when(EXEMPT), help="Người nộp đọc được.",
        example="Thuộc hộ nghèo, theo nghị quyết của Hội đồng nhân dân tỉnh.",
    )  # fmt: skip
    return (way, *([] if charge else [_amount(dossier)]), receipt, basis)


def _amount(dossier: Dossier) -> Field:
    published = charging.fee_of(dossier)
    cases = "; ".join(case["text"] for case in published["cases"])
    return Field(
        name="amount", type=FieldType.MONEY, label="Số tiền phải trả (đồng)", required=True,
        min=1000, max=MOST, help=f"Mức đã công bố: {cases or published['text']}.", example=8000,
    )  # fmt: skip


def _when(*ways: str) -> Condition:
    return parse({"field": "way", "op": "in", "value": list(ways)})


def check_owed(dossier: Dossier, by: Officer, at: datetime) -> None:
    """Raises `WrongState` where nothing is to be paid any more, or ever was."""
    if charging.is_free(dossier):
        raise WrongState("Thủ tục này không thu phí, lệ phí.", mend="Không phải làm gì thêm.")
    charge = charge_shown(dossier)
    if charge is not None and not charge.is_due:
        raise WrongState(
            f"Phí, lệ phí của hồ sơ này: {Charge.State(charge.state).label.lower()}.",
            mend="Không phải làm gì thêm.",
        )


@transaction.atomic
def record(
    dossier: Dossier,
    *,
    by: Officer,
    at: datetime,
    way: str,
    amount: int = 0,
    receipt: str = "",
    basis: str = "",
    version: int | None = None,
) -> Dossier:
    """Do it. Raises `NotAllowed`, `WrongState`, `Conflict`."""
    dossier = locked(dossier, version=version)
    standing = check_may(Act.RECORD_PAYMENT, dossier, by)
    check_can(Act.RECORD_PAYMENT, dossier)
    check_owed(dossier, by, at)
    charge = charge_of(dossier)
    if charge is None and way != EXEMPT:
        line = Line(name=charging.BY_PROCEDURE, amount=amount)
        charge = charging.put(dossier, [line], at=at, by=standing.name)
    if way == EXEMPT:
        money.exempt(dossier, by=by, at=at, basis=basis)
    elif way == CASH and charge is not None:
        _take_cash(charge, by=by, at=at, receipt=receipt)
    return locked(dossier)


def _take_cash(charge: Charge, *, by: Officer, at: datetime, receipt: str) -> None:
    """What is still due, in notes; its number is the receipt's, or the charge's own."""
    told = Told(
        source=Money.Source.CASH,
        foreign_id=f"{charge.reference} {receipt}".strip(),
        amount=money.still_due(charge),
        came_at=at,
    )
    money.take_in(charge.jurisdiction, told, charge=charge, at=at, by=by, receipt=receipt)


FORM = ActForm(
    act=Act.RECORD_PAYMENT, title="Thu phí, lệ phí", do=record, fields=fields, check=check_owed,
    key="f",
)  # fmt: skip
