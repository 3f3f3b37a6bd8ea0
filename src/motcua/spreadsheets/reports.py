"""What came of a file, row by row, as words and as a workbook to keep."""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from motcua.core.sayings import say_moment
from motcua.spreadsheets.faults import Fault
from motcua.spreadsheets.models import SheetImport
from motcua.spreadsheets.plans import Change, Did
from motcua.spreadsheets.writing import written

HEADINGS = ("Trang tính", "Dòng", "Kết quả", "Mục", "Thay đổi", "Cần biết")
FAULT_HEADINGS = ("Trang tính", "Dòng", "Cột", "Tiêu đề", "Điều chưa đúng", "Cách sửa")


def counts(report: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many lines were added, changed, left."""
    return {did.value: sum(line["did"] == did.value for line in report) for did in Did}


def sentence(found: Mapping[str, int]) -> str:
    """`Thêm 3, sửa 1, giữ nguyên 10.`"""
    return f"Thêm {found['added']}, sửa {found['changed']}, giữ nguyên {found['unchanged']}."


def workbook(title: str, sent: SheetImport, told: Mapping[str, str]) -> IO[bytes]:
    """The report of a file that was taken in. Whoever gets it closes it."""
    when = say_moment(sent.applied_at) if sent.applied_at else ""
    above = [
        [f"Kết quả nhập: {title}"],
        [f"{sent.filename} · {sent.by_name} · {when} · {sentence(counts(sent.report))}"],
    ]
    return written("Kết quả nhập", above, HEADINGS, _lines(sent.report, told))


def preview_workbook(title: str, filename: str, changes: Sequence[Change]) -> IO[bytes]:
    """What a file would do, all of it."""
    above = [[f"Xem trước, chưa nhập: {title}"], [filename]]
    return written("Xem trước", above, HEADINGS, _lines([c.to_json() for c in changes], {}))


def faults_workbook(title: str, filename: str, faults: Sequence[Fault]) -> IO[bytes]:
    """Everything to mend in a file, to work through beside it."""
    above = [[f"Chỗ cần sửa: {title}"], [filename]]
    rows: Iterator[list[str | int]] = (
        [f.sheet, f.row, f.column, f.heading, f.what, f.mend] for f in faults
    )
    return written("Chỗ cần sửa", above, FAULT_HEADINGS, rows)


def _lines(report: Sequence[Mapping[str, Any]], told: Mapping[str, str]) -> Iterator[list[str]]:
    for line in report:
        changes = "; ".join(_say(*difference) for difference in line["differences"])
        notes = " ".join([*line["remarks"], told.get(line["key"], "")]).strip()
        label = Did(line["did"]).label
        yield [line["sheet"], line["rows"], label, line["title"], changes, notes]


def _say(heading: str, before: str, after: str) -> str:
    return f"{heading}: {before} → {after or 'trống'}" if before else f"{heading}: {after}"
