"""Reads the required documents from the source's text, whose tables lost their cells, or its list.

The text is a heading, the table's head, then rows “name, N bản chính, N bản sao” glued together;
what stands between the last row of one table and the head of the next is the next heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.catalogue.content import Requirement
from motcua.catalogue.reading.records import RawRecord
from motcua.catalogue.reading.remarks import Remark

_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
# The quantity is one digit, even where it is glued to a year (“20251 bản chính”); “01 bản chính”
# is prose inside a name.
_QUANTITY = re.compile(r"(?<!\d)(?!0\d bản)(\d*)(\d) bản chính(?:\s*,\s*(\d+) bản sao)?")
_NO_HEADING = re.compile(r"[-–*+\s]*")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|zip|rar)\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Row:
    name: str
    case: str = ""
    originals: int | None = None
    copies: int | None = None


def read_documents(record: RawRecord) -> tuple[tuple[Requirement, ...], list[Remark]]:
    """The required documents d1, d2… of a record, and what was mended or not understood."""
    in_text = [row for row in _rows_of_text(record.documents_text) if row.name]
    rows = in_text or [_Row(**vars(raw)) for raw in record.documents if raw.name]
    papers = tuple(_requirement(f"d{at}", row) for at, row in enumerate(rows, start=1))
    remarks = [Remark(about="documents", what=what) for what in _doubts(record, in_text, papers)]
    return papers, remarks


def _rows_of_text(text: str) -> Iterator[_Row]:
    heading, *tables = text.split(_HEAD)
    for table in tables:
        end = 0
        for cell in _QUANTITY.finditer(table):
            yield _Row(
                name=_without_dash(table[end : cell.start()] + cell[1]),
                case=_heading(heading),
                originals=int(cell[2]),
                copies=int(cell[3] or 0),
            )
            end = cell.end()
        heading = table[end:]


def _heading(text: str) -> str:
    return "" if _NO_HEADING.fullmatch(text) else text.strip()


def _without_dash(name: str) -> str:
    return name.strip().removeprefix("-").strip()


def _requirement(identifier: str, row: _Row) -> Requirement:
    return Requirement(
        id=identifier,
        name=row.name,
        originals=row.originals,
        copies=row.copies,
        case=row.case,
        template=_blank_form(row.name),
    )


def _blank_form(name: str) -> str:
    """The file name of the blank form that the source glued to the document's name."""
    if _FILE.search(name):
        for at in range(1, len(name)):
            if _is_seam(name[:at], name[at]):
                return name[at:].strip()
    return ""


def _is_seam(before: str, right: str) -> bool:
    """Two cells met here: a capital after a small letter, or anything but a space after a stop.

    The dot of “Mẫu số 02.DT” is no stop.
    """
    left = before[-1]
    if left in ';)”"':
        return right.isalnum() or right == "_"
    stop = left in ":," or (left == "." and not before[-2:-1].isdigit())
    return (left.islower() or stop) and right.isupper()


def _doubts(
    record: RawRecord, in_text: list[_Row], papers: tuple[Requirement, ...]
) -> Iterator[str]:
    if not papers and _heading(record.documents_text):
        yield "Không đọc được thành phần hồ sơ; giữ nguyên văn."
    elif not papers:
        yield "Nguồn không ghi thành phần hồ sơ."
    if in_text and len(in_text) != len(record.documents):
        yield (
            f"Danh sách có {len(record.documents)} giấy tờ, nguyên văn có {len(in_text)}; "
            "lấy theo nguyên văn."
        )
    joined = _joined(record, in_text)
    if joined:
        yield f"{joined} giấy tờ bị cắt rời trong danh sách, đã ghép lại theo nguyên văn."
    loose = sum(paper.originals is None and paper.copies is None for paper in papers)
    if loose:
        yield f"{loose} giấy tờ không ghi số bản chính, bản sao."


def _joined(record: RawRecord, in_text: list[_Row]) -> int:
    """How many rows of the text are longer than what the list kept of them."""
    whole = {row.name for row in in_text}
    return sum(
        raw.name not in whole and any(name.endswith(raw.name) for name in whole)
        for raw in record.documents
    )
