"""Agencies from a CSV file: idempotent, parents in any order, a broken line stops no other.

Columns: `code, name, kind, parent, jurisdiction, unit_code, address, phone, opening_hours,
valid_from, valid_to`; the first three are required, others are ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.agencies.codes import is_agency_code
from motcua.agencies.import_report import BadLine, Line, Report, lines_of
from motcua.agencies.models import Agency
from motcua.agencies.opening import parse_hours
from motcua.core.codes import jurisdiction_of
from motcua.core.worktime import BadHours


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """One agency as the file says it, before its parent is known."""

    line: int
    code: str
    parent: str
    facts: dict[str, Any]  # by column of `Agency`, the parent apart


@transaction.atomic
def import_agencies(path: Path | str) -> Report:
    """Take all agencies of the file; what is in the database and not in the file stays.

    Raises `ImportRefused` when the file cannot be read; then nothing is changed.
    """
    report = Report()
    wanted = _read(Path(path), report)
    known = {agency.code: agency for agency in Agency.objects.select_related("parent")}
    _drop_without_parent(wanted, known, report)
    _write(wanted, known, report)
    return report


def _read(path: Path, report: Report) -> dict[str, _Wanted]:
    wanted: dict[str, _Wanted] = {}
    for number, line in lines_of(path, report, required=["code", "name", "kind"]):
        try:
            one = _understand(number, line)
            if one.code in wanted:
                raise BadLine(
                    f"Mã {one.code} đã có ở dòng {wanted[one.code].line}.", "Bỏ một trong hai dòng."
                )
        except BadLine as fault:
            report.reject(number, fault)
        else:
            wanted[one.code] = one
    return wanted


def _understand(number: int, line: Line) -> _Wanted:
    code, _ = line.required("code"), line.required("name")
    first, end = line.period()
    facts = {
        "name": line.text("name", 200),
        "kind": _kind(line.required("kind")),
        "jurisdiction": _jurisdiction(code, line["jurisdiction"]),
        "unit_code": line.text("unit_code", 8),
        "address": line.text("address", 300),
        "phone": line.text("phone", 30),
        "opening_hours": _hours(line["opening_hours"]),
        "valid_from": first,
        "valid_to": end,
    }
    return _Wanted(line=number, code=code, parent=line["parent"], facts=facts)


def _kind(text: str) -> str:
    if text not in Agency.Kind.values:
        raise BadLine(f"Không có cấp “{text}”.", f"Chọn một trong: {', '.join(Agency.Kind)}.")
    return text


def _jurisdiction(code: str, written: str) -> str:
    if not is_agency_code(code):
        raise BadLine(f"Mã “{code}” chưa đúng dạng.", "Ví dụ 000.00.01.H05 hoặc H05.12.3.")
    carried = jurisdiction_of(code)
    if written and written != carried:
        raise BadLine(
            f"Sổ hồ sơ “{written}” khác với sổ trong mã ({carried}).",
            "Để trống cột jurisdiction hoặc sửa mã.",
        )
    return carried


def _hours(text: str) -> dict[str, list[list[str]]]:
    try:
        return parse_hours(text)
    except BadHours as fault:
        raise BadLine(str(fault), "Sửa cột opening_hours.") from None


def _drop_without_parent(
    wanted: dict[str, _Wanted], known: dict[str, Agency], report: Report
) -> None:
    """Leave out lines that stand on themselves in a circle, or whose parent is nowhere.

    A line left out may have been the parent of others, hence again until nothing changes.
    """
    while faults := _faults(wanted, known):
        for code, fault in faults.items():
            report.reject(wanted.pop(code).line, fault)


def _faults(wanted: dict[str, _Wanted], known: dict[str, Agency]) -> dict[str, BadLine]:
    parents = {a.code: a.parent.code for a in known.values() if a.parent is not None}
    parents |= {one.code: one.parent for one in wanted.values()}
    faults = {}
    for one in wanted.values():
        if one.parent and one.parent not in wanted and one.parent not in known:
            faults[one.code] = BadLine(
                f"Không có cơ quan cấp trên {one.parent}.", "Thêm hoặc sửa dòng của cấp trên."
            )
        elif is_above_itself(one.code, parents):
            faults[one.code] = BadLine(
                f"Cấp trên của {one.code} lại nằm dưới chính nó.", "Sửa cột parent."
            )
    return faults


def is_above_itself(code: str, parents: Mapping[str, str]) -> bool:
    """Does the way up from this agency lead back to it?"""
    seen, above = set(), parents.get(code, "")
    while above and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return code in seen


def _write(wanted: dict[str, _Wanted], known: dict[str, Agency], report: Report) -> None:
    """New ones first and without parent, so that the order of lines does not matter."""
    new = [Agency(code=one.code, **one.facts) for one in wanted.values() if one.code not in known]
    old = known.keys() & wanted.keys()
    known |= {agency.code: agency for agency in Agency.objects.bulk_create(new)}
    changed = {
        one.code
        for one in wanted.values()
        if _take(known[one.code], {**one.facts, "parent": known.get(one.parent)})
    }
    report.added = len(new)
    report.changed = len(old & changed)
    report.unchanged = len(old - changed)


def _take(agency: Agency, facts: dict[str, Any]) -> bool:
    """Save what differs; was there anything?"""
    different = [name for name, value in facts.items() if getattr(agency, name) != value]
    for name in different:
        setattr(agency, name, facts[name])
    if different:
        agency.save(update_fields=different)
    return bool(different)
