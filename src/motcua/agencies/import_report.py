"""Reading CSV files line by line, and the report that an import gives back.

Used by every import of this room. Knows how a line is numbered and named, not what it means.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from motcua.core.refusals import Refusal


class ImportRefused(Refusal):
    """A file that cannot be read at all; nothing was changed."""

    code, status, title = "import-refused", 422, "Không nhập được tệp"


class BadLine(Exception):
    """A line that cannot be taken: what is wrong and how to mend it, two sentences."""

    def __init__(self, what: str, mend: str) -> None:
        """Both in Vietnamese, for whoever keeps the file."""
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Problem:
    """One line that was left out, as a text editor numbers it."""

    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.what} {self.mend}"


@dataclass
class Report:
    """What an import did. Lines with problems were left out, all others taken."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Lines of the file, its header apart."""
        return self.added + self.changed + self.unchanged + len(self.problems)

    @property
    def sentence(self) -> str:
        """What to say in a line."""
        said = f"{self.total} dòng: thêm {self.added}, sửa {self.changed}, giữ {self.unchanged}"
        return f"{said}, bỏ qua {len(self.problems)}." if self.problems else f"{said}."

    def reject(self, line: int, fault: BadLine) -> None:
        """Note a line that is left out."""
        self.problems.append(Problem(line, fault.what, fault.mend))
        self.problems.sort(key=lambda problem: problem.line)


class Line(dict[str, str]):
    """The cells of one line by column; a column that is not there reads as empty."""

    def __missing__(self, column: str) -> str:
        return ""

    def required(self, column: str) -> str:
        """The cell; raises `BadLine` when it is empty."""
        if not self[column]:
            raise BadLine(f"Cột “{column}” còn trống.", "Điền vào rồi nhập lại.")
        return self[column]

    def text(self, column: str, longest: int) -> str:
        """The cell, or nothing; raises `BadLine` when it is longer than that."""
        if len(self[column]) > longest:
            raise BadLine(f"Cột “{column}” dài quá {longest} ký tự.", "Viết gọn lại.")
        return self[column]

    def day(self, column: str) -> date | None:
        """The day in the cell (YYYY-MM-DD), None when it is empty; raises `BadLine`."""
        try:
            return date.fromisoformat(self[column]) if self[column] else None
        except ValueError:
            raise BadLine(
                f"Không hiểu ngày “{self[column]}” ở cột “{column}”.", "Viết như 2025-07-01."
            ) from None

    def period(self) -> tuple[date | None, date | None]:
        """`valid_from` and `valid_to`; raises `BadLine` when it ends before it begins."""
        first, end = self.day("valid_from"), self.day("valid_to")
        if first and end and end <= first:
            raise BadLine(
                "Ngày kết thúc (valid_to) không sau ngày bắt đầu (valid_from).", "Xem lại hai ngày."
            )
        return first, end


def lines_of(
    path: Path, report: Report, *, required: Collection[str]
) -> Iterator[tuple[int, Line]]:
    """Number and cells of each line that is not empty. Raises `ImportRefused`.

    A line with more cells than columns, as a comma without quotes makes one, is left out.
    """
    try:
        # utf-8-sig: spreadsheets put a byte order mark in front; newline: csv wants it so
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_columns(reader.fieldnames or (), path, required)
            yield from _lines(reader, report)
    except FileNotFoundError:
        raise ImportRefused(f"Không có tệp {path}.", mend="Xem lại đường dẫn.") from None
    except UnicodeDecodeError:
        raise ImportRefused(
            f"Tệp {path.name} không phải UTF-8.", mend="Lưu lại dạng “CSV UTF-8” rồi nhập lại."
        ) from None
    except (OSError, csv.Error) as fault:
        raise ImportRefused(
            f"Không đọc được tệp {path.name}.", why=f"({fault})", mend="Xem lại đường dẫn và tệp."
        ) from None


def _check_columns(columns: Collection[str], path: Path, required: Collection[str]) -> None:
    missing = [column for column in required if column not in columns]
    if missing:
        raise ImportRefused(
            f"Tệp {path.name} thiếu cột {', '.join(missing)}.",
            mend="Dòng đầu phải là tên các cột, ngăn cách bằng dấu phẩy.",
        )


def _lines(reader: "csv.DictReader[str]", report: Report) -> Iterator[tuple[int, Line]]:
    for row in reader:
        cells = {name: (text or "").strip() for name, text in row.items() if name}
        if None in row:
            fault = BadLine("Có nhiều ô hơn số cột.", "Đặt ô có dấu phẩy trong ngoặc kép.")
            report.reject(reader.line_num, fault)
        elif any(cells.values()):
            yield reader.line_num, Line(cells)
