"""Approved processes as a table: one row a step, several processes in a sheet.

A procedure has one process per agency, so the same step twice is two processes over each other.
Steps that do not add up are told and taken, as published ones are; a step without its time is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from motcua.agencies.agency_sheet import check_code
from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.owned import Owned, owned
from motcua.catalogue.queries import content_of, time_limit
from motcua.core.money import say_number
from motcua.people.roles import LABELS, OFFICERS, Role
from motcua.processes.changes import approve
from motcua.processes.definitions import Process, Step, process_to_json, warnings
from motcua.processes.models import ProcessVersion
from motcua.processes.queries import load
from motcua.spreadsheets.checking import Row
from motcua.spreadsheets.columns import CellKind, Column
from motcua.spreadsheets.plans import Asked, Change, Did, Difference, Sheet

COLUMNS = (
    Column(
        key="code",
        heading="Mã thủ tục",
        meaning="Mã quốc gia của thủ tục đã có trong danh mục; ghi lại ở mỗi bước.",
        example="9.999999",
        kind=CellKind.CODE,
        required=True,
        longest=40,
    ),
    Column(
        key="agency",
        heading="Mã cơ quan",
        meaning="Cơ quan có quy trình riêng; để trống nếu là quy trình chung.",
        kind=CellKind.CODE,
        check=check_code,
    ),
    Column(
        key="step",
        heading="Bước",
        meaning="Số thứ tự từ 1, không bỏ số nào.",
        example="1",
        kind=CellKind.WHOLE,
        required=True,
        also=("Thứ tự", "Bước số"),
    ),
    Column(
        key="name",
        heading="Việc phải làm",
        meaning="Tên của bước.",
        example="Tiếp nhận hồ sơ (ví dụ)",
        required=True,
        longest=300,
        also=("Nội dung công việc", "Tên bước"),
    ),
    Column(
        key="role",
        heading="Vai trò",
        meaning="Ai giữ hồ sơ ở bước này.",
        example=LABELS[Role.DESK_OFFICER],
        kind=CellKind.CHOICE,
        choices={role.value: role.label for role in Role if role in OFFICERS},
        required=True,
    ),
    Column(
        key="unit",
        heading="Đơn vị, người thực hiện",
        meaning="Lời của quyết định, ví dụ Phòng Hộ tịch.",
        also=("Đơn vị thực hiện", "Người thực hiện"),
    ),
    Column(
        key="hours",
        heading="Giờ làm việc",
        meaning="Thời gian của bước; 1 ngày làm việc là 8 giờ. Ghi 0 nếu bước không tính riêng.",
        example="4",
        kind=CellKind.NUMBER,
        required=True,
        also=("Số giờ", "Thời gian (giờ)"),
    ),
    Column(
        key="phase",
        heading="Giai đoạn",
        meaning="Khi quy trình có nhiều giai đoạn, giữa đó có thể phải chờ.",
    ),
    Column(
        key="party",
        heading="Mã cơ quan làm bước này",
        meaning="Chỉ khi một cơ quan khác làm bước này (liên thông).",
        kind=CellKind.CODE,
        check=check_code,
    ),
    Column(
        key="asks",
        heading="Mã cơ quan được hỏi ý kiến",
        meaning="Một hoặc nhiều mã, cách nhau bằng dấu chấm phẩy.",
        kind=CellKind.CODE,
        longest=400,
    ),
    Column(
        key="total",
        heading="Tổng số giờ",
        meaning="Tổng như đã công bố, để so với các bước cộng lại. Ghi ở bước nào cũng được.",
        kind=CellKind.NUMBER,
    ),
)
Told = tuple[str, str]  # procedure, agency ("" for all)


@dataclass(frozen=True)
class _Known:
    """What there is: procedures and agencies by code, the newest versions, who decides where."""

    procedures: Mapping[str, Procedure]
    agencies: Mapping[str, Agency]
    newest: Mapping[Told, ProcessVersion]
    owned: Owned


def plan(rows: Sequence[Row], asked: Asked) -> list[Change]:
    """A change per process; blames rows whose procedure, agency or step is not right."""
    known = _known(rows, asked)
    changes = []
    for told, steps in _grouped(rows).items():
        for row in steps:
            if row.is_sound:
                _check(row, known)
        if all(row.is_sound for row in steps):
            steps.sort(key=lambda row: row.number_in("step") or 0)
            _check_numbers(steps)
            changes.append(_change(told, steps, known))
    return changes


def _grouped(rows: Sequence[Row]) -> dict[Told, list[Row]]:
    found: dict[Told, list[Row]] = {}
    for row in rows:
        found.setdefault((row.text("code"), row.text("agency")), []).append(row)
    return found


def _known(rows: Sequence[Row], asked: Asked) -> _Known:
    codes = {row.text("code") for row in rows}
    procedures = Procedure.objects.filter(code__in=codes).select_related("current")
    versions = ProcessVersion.objects.filter(procedure_code__in=codes).select_related("agency")
    return _Known(
        {one.code: one for one in procedures},
        {agency.code: agency for agency in Agency.objects.all()},
        {
            (one.procedure_code, one.agency.code if one.agency else ""): one
            for one in versions.order_by("version")
        },
        owned(asked),
    )


def _check(row: Row, known: _Known) -> None:
    known.owned.check(row, known.procedures, known.agencies)
    for key, code in _parties(row):
        if code not in known.agencies:
            row.blame(key, f"Không có cơ quan {code}.", "Sửa mã, hoặc nhập cơ quan trước.")
    if (hours := row.number_in("hours")) is not None and hours < 0:
        row.blame("hours", "Số giờ dưới 0.", "Ghi số từ 0 trở lên.")


def _parties(row: Row) -> Iterator[tuple[str, str]]:
    if row.text("party"):
        yield "party", row.text("party")
    yield from (("asks", code) for code in _asks(row))


def _asks(row: Row) -> tuple[str, ...]:
    return tuple(code.strip() for code in row.text("asks").split(";") if code.strip())


def _check_numbers(steps: Sequence[Row]) -> None:
    for number, row in enumerate(steps, 1):
        if row.number_in("step") != number:
            row.blame("step", f"Thiếu bước {number}.", "Đánh số các bước 1, 2, 3… không bỏ số.")
            return


def _change(told: Told, steps: Sequence[Row], known: _Known) -> Change:
    code, agency = told
    procedure, version = known.procedures.get(code), known.newest.get(told)
    before = load(version) if version else None
    process = _process(steps, before)
    where = known.agencies[agency].name if agency in known.agencies else "mọi cơ quan"
    return Change(
        sheet=steps[0].sheet,
        rows=tuple(sorted(row.number for row in steps)),
        key=f"{code} {agency}",
        title=f"{code} {procedure.name if procedure else ''} ({where})",
        did=_did(before, process),
        differences=tuple(_differences(before, process)),
        remarks=tuple(_remarks(steps, process, procedure)),
        facts=(code, agency, process),
    )


def _process(steps: Sequence[Row], before: Process | None) -> Process:
    """The steps of the table; the rules of a supplement stay those in force."""
    made = tuple(
        Step(
            name=row.text("name"),
            role=Role(row.text("role") or Role.HANDLING_OFFICER),
            hours=row.number_in("hours") or None,
            agency=row.text("party"),
            unit=row.text("unit"),
            phase=row.text("phase"),
            asks=_asks(row),
        )
        for row in steps
    )
    if before is None:
        return Process(steps=made)
    return Process(
        steps=made,
        after_supplement=before.after_supplement,
        supplement_days=before.supplement_days,
        consultation_days=before.consultation_days,
    )


def _did(before: Process | None, process: Process) -> Did:
    if before is None:
        return Did.ADDED
    same = process_to_json(before) == process_to_json(process)
    return Did.UNCHANGED if same else Did.CHANGED


def _differences(before: Process | None, process: Process) -> Iterator[Difference]:
    old = [_say(step) for step in before.steps] if before else []
    new = [_say(step) for step in process.steps]
    for number in range(max(len(old), len(new))):
        was = old[number] if number < len(old) else ""
        now = new[number] if number < len(new) else ""
        if was != now:
            yield Difference(heading=f"Bước {number + 1}", before=was, after=now)


def _say(step: Step) -> str:
    hours = f"{say_number(step.hours)} giờ" if step.hours else "không tính giờ riêng"
    asks = f"hỏi {', '.join(step.asks)}" if step.asks else ""
    words = (step.name, step.role.label, step.unit, hours, step.phase, step.agency, asks)
    return " · ".join(word for word in words if word)


def _remarks(steps: Sequence[Row], process: Process, procedure: Procedure | None) -> Iterator[str]:
    for row in steps:
        yield from row.remarks
    content = content_of(procedure) if procedure and procedure.current else None
    yield from warnings(process, time_limit(content) if content else None)
    for total in {row.number_in("total") for row in steps} - {None}:
        if total is not None and total != process.hours:
            said = say_number(process.hours)
            yield f"Các bước cộng lại {said} giờ, tổng đã ghi {say_number(total)} giờ."


def write(changes: Sequence[Change], asked: Asked) -> None:
    """Approve each; services use it from now on, dossiers that were begun keep theirs."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for code, agency, process in (change.facts for change in changes):
        version = approve(code, agencies.get(agency), process, at=asked.at, by=asked.by)
        services = Service.objects.filter(procedure__code=code, process__isnull=False)
        if agency:
            services = services.filter(agency__code=agency)
        else:
            services = services.filter(Q(process__agency__isnull=True))
        services.update(process=version)


PROCESS_SHEET = Sheet(
    name="processes",
    title="Quy trình đã phê duyệt",
    about=(
        "Mỗi dòng một bước; nhiều quy trình trong một bảng, phân biệt bằng mã thủ tục, mã cơ quan.",
        "Nhập là phê duyệt: hồ sơ nộp từ lúc ấy theo quy trình mới, hồ sơ đã nộp giữ quy trình cũ.",
    ),
    columns=COLUMNS,
    key=("code", "agency", "step"),
    plan=plan,
    write=write,
)
