"""Workbooks are archives: unpacked within bounds, looked through before a program opens them.

What lies hidden in an archive is met here: one that grows without end, a lonely cell in the last
row that would make the table a million rows long, formulas without a value (which the reader of
cells takes for empty ones).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.parsers import expat

from motcua.spreadsheets.cells import Broken, number_of
from motcua.spreadsheets.refused import SAVE_AS, SheetRefused

LARGEST = 80_000_000
"""Bytes of an unpacked workbook; twenty thousand rows of thirty columns take a third of it."""

_PIECE = 1 << 20
_OTHERS = {"mimetype": "OpenDocument (.ods)", "xl/workbook.bin": "Excel nhị phân (.xlsb)"}
_NEEDED = ("xl/", "_rels/", "[Content_Types].xml")
_LEFT_OUT = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/charts/", "xl/vbaProject.bin")


@dataclass
class Look:
    """What a sheet's text says: how far it reaches (counted from 1), and cells without a value."""

    rows: int = 0
    columns: int = 0
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook, at most `LARGEST` bytes together. Raises `SheetRefused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_kind(archive.namelist())
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        raise SheetRefused("Tệp bị hỏng, không mở được.", mend=SAVE_AS) from None


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The same parts and no others, as a reader of workbooks wants them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file


def looks(parts: dict[str, bytes]) -> dict[str, Look]:
    """Each sheet's look by the name of the sheet. Raises `SheetRefused`."""
    try:
        targets = {
            found["Id"]: _path(found["Target"])
            for found in _tags(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship")
        }
        sheets = {
            tag["name"]: targets.get(tag.get("id", ""), "")
            for tag in _tags(parts["xl/workbook.xml"], "sheet")
        }
        return {name: _look(parts[path]) for name, path in sheets.items() if path in parts}
    except (expat.ExpatError, KeyError, ValueError):
        raise SheetRefused("Tệp Excel bị hỏng bên trong.", mend=SAVE_AS) from None


def _check_kind(names: list[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    for name, kind in _OTHERS.items():
        if name in names:
            raise SheetRefused(f"Tệp này là {kind}, hệ thống chỉ đọc .xlsx và .csv.", mend=SAVE_AS)
    raise SheetRefused("Tệp này không phải bảng tính.", mend="Chọn tệp .xlsx hoặc .csv.")


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts, left = {}, LARGEST
    for info in archive.infolist():
        if info.filename.startswith(_NEEDED) and not info.filename.startswith(_LEFT_OUT):
            parts[info.filename] = part = _part(archive, info, left)
            left -= len(part)
    return parts


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Piece by piece: what the archive says about its size is not believed."""
    found = bytearray()
    with archive.open(info) as file:
        while piece := file.read(_PIECE):
            found += piece
            if len(found) > most:
                raise SheetRefused(
                    "Tệp giải nén ra quá lớn.",
                    why=f"Bên trong có hơn {LARGEST // 1_000_000} MB.",
                    mend="Chỉ giữ bảng cần nhập, dán giá trị sang một tệp mới rồi thử lại.",
                )
    return bytes(found)


def _path(target: str) -> str:
    """A target of the workbook's relations as the name of a part."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _tags(text: bytes, wanted: str) -> Iterator[dict[str, str]]:
    """The attributes of every such tag, whatever the prefixes."""
    found: list[dict[str, str]] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if _plain(tag) == wanted:
            found.append({_plain(name): value for name, value in attributes.items()})

    parser = _parser()
    parser.StartElementHandler = begin
    parser.Parse(text, True)
    yield from found


def _look(text: bytes) -> Look:
    sheet = _SheetText()
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = sheet.begin
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.said
    parser.Parse(text, True)
    return sheet.look


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise ValueError("a workbook declares no document type")


def _plain(name: str) -> str:
    return name.rsplit(":", 1)[-1]


class _SheetText:
    """Walks through the cells of a sheet as its text names them."""

    def __init__(self) -> None:
        self.look = Look()
        self._row = self._column = 0
        self._has_formula = self._in_value = False
        self._kind = self._value = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """A row, a cell, its formula or its value begins."""
        tag = _plain(tag)
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag in ("v", "t"):
            self._in_value = True

    def said(self, text: str) -> None:
        """Letters, of a value or not."""
        if self._in_value and len(self._value) < 20:
            self._value += text

    def end(self, tag: str) -> None:
        """A value or a cell ends."""
        tag = _plain(tag)
        if tag in ("v", "t"):
            self._in_value = False
        elif tag == "c":
            self._end_cell()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        name = place.rstrip("0123456789")
        self._column = number_of(name) + 1 if name else self._column + 1
        if place[len(name) :]:
            self._row = int(place[len(name) :])
        self._kind = attributes.get("t", "")
        self._has_formula, self._value = False, ""

    def _end_cell(self) -> None:
        uncounted = self._has_formula and not self._value and self._kind != "str"
        if self._kind == "e" or uncounted:
            self.look.broken[self._row - 1, self._column - 1] = Broken(self._value)
        if self._value or self._has_formula:
            self.look.rows = max(self.look.rows, self._row)
            self.look.columns = max(self.look.columns, self._column)
