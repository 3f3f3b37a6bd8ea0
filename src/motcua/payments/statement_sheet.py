"""A bank's statement as a table: which charge each line pays, and the money taken in.

A line is found again by the bank's own number, so that the same statement, or two that overlap,
count once. What names no charge is kept as money of nobody, until the line comes again with the
reference written into its description.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from motcua.core.moments import at_local
from motcua.core.money import say_dong
from motcua.core.references import found_in
from motcua.payments import money
from motcua.payments.models import Charge, Money
from motcua.payments.money import Told
from motcua.payments.queries import charge_by_reference
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.plans import Asked, Change, Did, Sheet, change_of

COLUMNS = (
    Column(
        key="number", heading="Mã giao dịch", meaning="Số tham chiếu của ngân hàng.",
        example="FT26329000001 (ví dụ)", kind=CellKind.CODE, required=True, longest=80,
        also=("Số tham chiếu", "Số bút toán", "Reference"),
    ),
    Column(
        key="day", heading="Ngày", meaning="Ngày tiền vào tài khoản.", example="30/11/2026",
        kind=CellKind.DAY, required=True, also=("Ngày giao dịch", "Ngày hiệu lực"),
    ),
    Column(
        key="amount", heading="Ghi có (đồng)", meaning="Số tiền vào; dòng tiền ra thì bỏ.",
        example="200.000", kind=CellKind.MONEY, required=True,
        also=("Số tiền", "Ghi có", "Phát sinh có"),
    ),
    Column(
        key="words", heading="Nội dung", meaning="Nội dung chuyển khoản, có mã như H05P00000011.",
        example="NGUYEN VAN HAI H05P00000011 (ví dụ)", longest=300,
        also=("Diễn giải", "Nội dung chuyển khoản"),
    ),
    Column(
        key="place", heading="Sổ hồ sơ", longest=8, kind=CellKind.CODE, example="H05",
        meaning="Chỉ cần khi nội dung không có mã và phần mềm giữ nhiều sổ.",
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What a line would do."""

    place: str
    told: Told
    charge: Charge | None
    known: Money | None


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """Each line with the charge it pays; blames what no registry can be told for."""
    sound = [row for row in rows if row.is_sound]
    return [change for row in sound if (change := _change(row)) is not None]


def _change(row: Row) -> Change | None:
    day, amount = row.day("day"), row.number_in("amount")
    if day is None or amount is None:
        return None
    if amount <= 0:
        row.blame("amount", "Số tiền vào phải lớn hơn 0", "Bỏ dòng tiền ra.")
        return None
    charge = _charge(row.text("words"))
    place = charge.jurisdiction if charge else row.text("place")
    if not place:
        row.blame("place", "Không rõ tiền này thuộc sổ hồ sơ nào", "Ghi sổ hồ sơ, ví dụ H05.")
        return None
    told = Told(
        source=Money.Source.BANK, foreign_id=row.text("number"), amount=int(amount),
        came_at=at_local(day, time()), words=row.text("words"),
    )  # fmt: skip
    known = _known(place, told)
    if known is not None and known.amount != told.amount:
        row.blame("amount", "Giao dịch này đã ghi với số tiền khác", "Xem lại sao kê.")
        return None
    return _of(row, _Facts(place=place, told=told, charge=charge, known=known))


def _known(place: str, told: Told) -> Money | None:
    """The same line of an earlier statement."""
    rows = Money.objects.filter(jurisdiction=place, source=told.source)
    return rows.filter(foreign_id=told.foreign_id).first()


def _of(row: Row, facts: _Facts) -> Change:
    """New money; money of nobody that has an owner now; or nothing."""
    known, told = facts.known, facts.told
    is_settled = known is not None and (known.charge_id is not None or facts.charge is None)
    before = _values(known.amount, known.words) if known else None
    after = before if before and is_settled else _values(told.amount, told.words)
    says = "Đã ghi trước đây" if is_settled else _says(facts.charge, told.amount)
    return change_of(row, key=told.foreign_id, title=says, before=before, after=after, facts=facts)


def _values(amount: int, words: str) -> dict[str, Value]:
    return {"amount": Decimal(amount), "words": words}


def _charge(words: str) -> Charge | None:
    """The charge that the description names; several references are none."""
    found = [charge for one in found_in(words) if (charge := charge_by_reference(one[:3], one))]
    return found[0] if len(found) == 1 else None


def _says(charge: Charge | None, amount: int) -> str:
    if charge is None:
        return f"{say_dong(amount)}: chưa rõ của hồ sơ nào"
    left = money.still_due(charge)
    if not charge.is_due:
        return f"{charge.reference}: không còn phải trả, sẽ hoàn {say_dong(amount)}"
    if amount < left:
        return f"{charge.reference}: còn thiếu {say_dong(left - amount)}"
    more = f", hoàn phần thừa {say_dong(amount - left)}" if amount > left else ""
    return f"{charge.reference}: trả đủ{more}"


def write(changes: Sequence[Change], asked: Asked) -> None:
    """Take the money in, line by line."""
    for change in changes:
        if change.did is not Did.UNCHANGED:
            _take(change.facts, asked.at)


def _take(facts: _Facts, at: datetime) -> None:
    if facts.known is None:
        money.take_in(facts.place, facts.told, charge=facts.charge, at=at)
    elif facts.charge is not None:
        money.assign(facts.known, facts.charge, at=at)


STATEMENT_SHEET = Sheet(
    name="statement",
    title="Sao kê ngân hàng",
    about=(
        "Tiền vào tài khoản thu phí: mỗi dòng có mã khoản phí trong nội dung thì trả khoản đó.",
        "Dòng đã ghi trước đây không ghi lần nữa. Trả thừa, trả khi không còn phải trả: chờ hoàn.",
        "Tiền chưa rõ của hồ sơ nào: ghi mã khoản phí vào cột Nội dung rồi nạp lại dòng đó.",
    ),
    columns=COLUMNS,
    key=("number",),
    plan=plan,
    write=write,
)
