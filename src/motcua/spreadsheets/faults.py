"""What is wrong with a cell, a row or a heading, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, kw_only=True)
class Fault:
    """One thing to mend. `row` counts from 1; `column` is the letter, empty for the whole row."""

    sheet: str = ""
    row: int
    place: int = 0  # of the column, for the order
    column: str = ""
    heading: str = ""
    what: str
    mend: str

    @property
    def where(self) -> str:
        """`Trang tính “Lịch”, dòng 5, cột C (Ngày)`."""
        parts = [f"trang tính “{self.sheet}”"] if self.sheet else []
        parts.append(f"dòng {self.row}")
        if self.column:
            parts.append(f"cột {self.column} ({self.heading})" if self.heading else self.column)
        said = ", ".join(parts)
        return said[0].upper() + said[1:]

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}"

    def to_json(self) -> dict[str, str | int]:
        """For programs."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "heading": self.heading,
            "what": self.what,
            "mend": self.mend,
        }
