"""Fee tables by spreadsheet: a procedure, a case, what it costs, from when to when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.agencies.agency_sheet import check_code
from motcua.agencies.models import Agency
from motcua.catalogue.fee_tables import FeeLine, lines_of
from motcua.catalogue.models import Procedure
from motcua.catalogue.owned import Owned, check_may_own, owned
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column, Value
from motcua.spreadsheets.plans import Asked, Change, Sheet, change_of

COLUMNS = (
    Column(
        key="code",
        heading="Mã thủ tục",
        meaning="Mã quốc gia của thủ tục đã có trong danh mục.",
        example="9.999999",
        kind=CellKind.CODE,
        required=True,
        longest=40,
    ),
    Column(
        key="agency",
        heading="Mã cơ quan",
        meaning="Cơ quan thu riêng mức này; để trống nếu mọi cơ quan thu như nhau.",
        kind=CellKind.CODE,
        check=check_code,
    ),
    Column(
        key="case",
        heading="Trường hợp",
        meaning="Thu theo trường hợp thì mỗi trường hợp một dòng; để trống nếu chỉ có một mức.",
        example="Đăng ký lại (ví dụ)",
        longest=300,
    ),
    Column(
        key="amount",
        heading="Mức thu (đồng)",
        meaning="Số đồng, 0 là miễn phí. Để trống nếu chỉ ghi được bằng chữ.",
        example="8.000",
        kind=CellKind.MONEY,
        also=("Mức thu", "Mức phí", "Phí, lệ phí", "Số tiền"),
    ),
    Column(
        key="text",
        heading="Ghi bằng chữ",
        meaning="Khi không phải một số tiền, ví dụ 0,5 % giá trị hợp đồng.",
        longest=300,
    ),
    Column(
        key="first",
        heading="Từ ngày",
        meaning="Ngày đầu thu mức này.",
        example="01/01/2026",
        kind=CellKind.DAY,
        required=True,
    ),
    Column(
        key="last",
        heading="Đến hết ngày",
        meaning="Ngày cuối thu mức này; để trống nếu chưa biết.",
        kind=CellKind.DAY,
        also=("Đến ngày",),
    ),
    Column(key="source", heading="Căn cứ", meaning="Nghị quyết, thông tư.", also=("Văn bản",)),
)


@dataclass(frozen=True)
class _Known:
    """Procedures and agencies by code, the lines each procedure has, who decides where."""

    procedures: Mapping[str, Procedure]
    agencies: Mapping[str, Agency]
    lines: Mapping[str, tuple[FeeLine, ...]]
    owned: Owned


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """Lines to add or change; blames rows without a fee, and lines over each other."""
    known = _known(rows, asked)
    for row in rows:
        if row.is_sound:
            known.owned.check(row, known.procedures, known.agencies)
            _check(row)
    sound = [row for row in rows if row.is_sound]
    changes = [_change(row, known) for row in sound]
    _check_overlaps(sound, known)
    return changes


def _known(rows: Sequence[Row], asked: Asked) -> _Known:
    codes = {row.text("code") for row in rows}
    procedures = {p.code: p for p in Procedure.objects.filter(code__in=codes)}
    names = {row.text("agency") for row in rows}
    return _Known(
        procedures,
        {agency.code: agency for agency in Agency.objects.filter(code__in=names)},
        {code: lines_of(one.fee_table) for code, one in procedures.items()},
        owned(asked),
    )


def _check(row: Row) -> None:
    first, last = row.day("first"), row.day("last")
    if row.number_in("amount") is None and not row.text("text"):
        row.blame("amount", "Chưa có mức thu.", "Ghi số tiền, hoặc ghi bằng chữ ở cột bên cạnh.")
    if first and last and last < first:
        row.blame("last", "Ngày cuối trước ngày đầu.", "Xem lại hai ngày.")


def line_of(row: Row) -> FeeLine:
    """What a sound row says."""
    first, amount = row.day("first"), row.number_in("amount")
    if first is None:
        raise ValueError("a sound row has its first day")
    return FeeLine(
        agency=row.text("agency"),
        case=row.text("case"),
        amount=None if amount is None else int(amount),
        text=row.text("text"),
        first=first,
        last=row.day("last"),
        source=row.text("source"),
    )


def _check_overlaps(rows: Sequence[Row], known: _Known) -> None:
    """Against what there is and what the table brings; a row with the same first day replaces."""
    coming = [(row, line_of(row)) for row in rows]
    about: dict[tuple[str, ...], list[tuple[int | None, FeeLine]]] = {}
    for row, line in coming:
        about.setdefault((row.text("code"), *line.about), []).append((row.number, line))
    for code, there in known.lines.items():
        for one in there:
            beside = about.get((code, *one.about), [])
            if all(line.first != one.first for _, line in beside):
                beside.append((None, one))
    for row, line in coming:
        for number, other in about[row.text("code"), *line.about]:
            is_earlier = line is not other and (number is None or number < row.number)
            if is_earlier and line.overlaps(other):
                _blame(row, number, line, other)


def _blame(row: Row, number: int | None, line: FeeLine, other: FeeLine) -> None:
    which = f"dòng {number}" if number else "mức đang có"
    until = f" đến hết {other.last:%d/%m/%Y}" if other.last else ", chưa ghi ngày cuối"
    row.blame(
        "first",
        f"Chồng lên {which} (từ {other.first:%d/%m/%Y}{until}).",
        f"Ghi ngày cuối cho mức từ {min(line.first, other.first):%d/%m/%Y}, trước ngày đầu của "
        "mức kia.",
    )


def _change(row: Row, known: _Known) -> Change:
    code, line = row.text("code"), line_of(row)
    old = next(
        (
            one
            for one in known.lines.get(code, ())
            if (one.about, one.first) == (line.about, line.first)
        ),
        None,
    )
    procedure = known.procedures.get(code)
    case = f" · {line.case}" if line.case else ""
    return change_of(
        row,
        key=f"{code} {line.agency} {line.case} {line.first}",
        title=f"{code} {procedure.name if procedure else ''}{case}",
        before=_shown(old) if old else None,
        after=_shown(line),
        facts=(code, line),
    )


def _shown(line: FeeLine) -> dict[str, Value]:
    return dict(vars(line))


def write(changes: Sequence[Change], asked: Asked) -> None:
    """Put the lines into the tables of their procedures; the fee holds from its first day."""
    coming: dict[str, list[FeeLine]] = {}
    for code, line in (change.facts for change in changes):
        coming.setdefault(code, []).append(line)
    check_may_own(asked.by, asked.at)
    procedures = list(Procedure.objects.select_for_update().filter(code__in=coming))
    for procedure in procedures:
        lines = {(one.about, one.first): one for one in lines_of(procedure.fee_table)}
        lines |= {(one.about, one.first): one for one in coming[procedure.code]}
        ordered = sorted(lines.values(), key=lambda one: (*one.about, one.first))
        procedure.fee_table = [one.to_json() for one in ordered]
    Procedure.objects.bulk_update(procedures, ["fee_table"], batch_size=200)


FEE_SHEET = Sheet(
    name="fees",
    title="Phí, lệ phí",
    about=(
        "Mức thu của từng thủ tục, theo trường hợp và theo ngày; thay mức trong nội dung công bố.",
        "Mức mới thay mức cũ: ghi lại dòng cũ với ngày cuối, thêm dòng mới. Hai mức cùng ngày cho "
        "một trường hợp bị từ chối.",
    ),
    columns=COLUMNS,
    key=("code", "agency", "case", "first"),
    plan=plan,
    write=write,
)
