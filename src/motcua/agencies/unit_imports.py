"""Provinces, districts and communes from a CSV file, with their dates; idempotent.

Columns: `code, name, kind, parent, valid_from, valid_to, former_names`; the first three are
required. `kind` is a level of ours or a Vietnamese word for one (`phường`, `thị xã`, `tỉnh`).
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.agencies.import_report import BadLine, Line, Report, lines_of
from motcua.agencies.models import AdministrativeUnit, Agency
from motcua.core.folding import fold

_Key = tuple[str, date | None]

_LEVELS: dict[str, str] = {
    **dict.fromkeys(("tỉnh", "thành phố trực thuộc trung ương"), Agency.Kind.PROVINCE),
    **dict.fromkeys(("quận", "huyện", "thị xã", "thành phố"), Agency.Kind.DISTRICT),
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), Agency.Kind.COMMUNE),
    **{kind.value: kind.value for kind in Agency.Kind if kind is not Agency.Kind.MINISTRY},
}
_COLUMNS = ["name", "kind", "parent_code", "former_names", "folded", "valid_to"]
_BATCH = 500


@transaction.atomic
def import_units(path: Path | str) -> Report:
    """Take all units of the file; code and first day together say which one is meant.

    Raises `ImportRefused` when the file cannot be read; then nothing is changed.
    """
    report = Report()
    wanted = _read(Path(path), report)
    known = {(unit.code, unit.valid_from): unit for unit in AdministrativeUnit.objects.all()}
    new = [
        AdministrativeUnit(code=code, valid_from=first, **facts)
        for (code, first), facts in wanted.items()
        if (code, first) not in known
    ]
    different = [unit for key, unit in known.items() if key in wanted and _take(unit, wanted[key])]
    AdministrativeUnit.objects.bulk_create(new, batch_size=_BATCH)
    AdministrativeUnit.objects.bulk_update(different, _COLUMNS, batch_size=_BATCH)
    report.added, report.changed = len(new), len(different)
    report.unchanged = len(wanted) - len(new) - len(different)
    return report


def fold_names(name: str, former_names: str) -> str:
    """What a search looks into: the name and what the place was called before."""
    return fold(f"{name} {former_names}")


def _read(path: Path, report: Report) -> dict[_Key, dict[str, Any]]:
    wanted: dict[_Key, dict[str, Any]] = {}
    for number, line in lines_of(path, report, required=["code", "name", "kind"]):
        try:
            key, facts = _understand(line)
            if key in wanted:
                raise BadLine(
                    f"Mã {key[0]} có hai lần với cùng ngày bắt đầu.", "Bỏ một trong hai dòng."
                )
        except BadLine as fault:
            report.reject(number, fault)
        else:
            wanted[key] = facts
    return wanted


def _understand(line: Line) -> tuple[_Key, dict[str, Any]]:
    code, _ = line.required("code"), line.required("name")
    name, former = line.text("name", 120), line.text("former_names", 500)
    if not code.isdecimal() or len(code) > 8:
        raise BadLine(f"Mã “{code}” không phải số.", "Dùng mã của Cục Thống kê, ví dụ 09169.")
    level = _LEVELS.get(line.required("kind").lower())
    if level is None:
        raise BadLine(f"Không có cấp “{line['kind']}”.", "Ghi tỉnh, huyện, xã, phường, …")
    first, end = line.period()
    return (code, first), {
        "name": name,
        "kind": level,
        "parent_code": line.text("parent", 8),
        "former_names": former,
        "folded": fold_names(name, former),
        "valid_to": end,
    }


def _take(unit: AdministrativeUnit, facts: dict[str, Any]) -> bool:
    """Set what differs; was there anything?"""
    different = {name: value for name, value in facts.items() if getattr(unit, name) != value}
    for name, value in different.items():
        setattr(unit, name, value)
    return bool(different)
