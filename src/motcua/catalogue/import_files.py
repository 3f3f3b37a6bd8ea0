"""Opens a file of JSON lines, plain or gzip, and hands out its lines with their numbers.

Streams: neither the file nor its unpacked text is ever whole in memory.
"""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from motcua.core.refusals import Refusal

LONGEST_LINE = 8 * 1024 * 1024  # bytes; the longest real record has about 100 kB
_GZIP = b"\x1f\x8b"


class FileUnreadable(Refusal):
    """The file cannot be read at all, or not to its end."""

    code: ClassVar[str] = "file-unreadable"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "Không đọc được tệp"


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, with its number from 1.

    A line above `LONGEST_LINE` is cut there, so that it is found broken. Raises `FileUnreadable`.
    """
    number = 0
    try:
        with _opened(path) as file:
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                _skip_rest(file, line)
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error) as failure:
        raise _unreadable(path, number, failure) from failure


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    if not packed and path.suffix == ".gz":
        raise FileUnreadable(
            f"Tệp {path.name} có đuôi .gz nhưng không phải tệp nén gzip.",
            mend="Nén lại bằng gzip, hoặc bỏ đuôi .gz nếu tệp không nén.",
        )
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def _skip_rest(file: BinaryIO, line: bytes) -> None:
    """Leave out what is left of a line that was cut."""
    rest = line
    while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
        rest = file.readline(LONGEST_LINE + 1)


def _unreadable(path: Path, lines: int, failure: Exception) -> FileUnreadable:
    if isinstance(failure, FileNotFoundError):
        return FileUnreadable(f"Không có tệp {path}.", mend="Xem lại đường dẫn.")
    if isinstance(failure, IsADirectoryError):
        return FileUnreadable(f"{path} là thư mục, không phải tệp.", mend="Chọn một tệp .jsonl.")
    if isinstance(failure, PermissionError):
        return FileUnreadable(f"Không được phép đọc tệp {path}.", mend="Cấp quyền đọc tệp này.")
    return FileUnreadable(
        f"Tệp {path.name} bị hỏng sau dòng {lines}.",
        why=f"({failure})",
        mend="Các dòng trước đó đã được nhận. Tải lại tệp rồi nhập lại; sẽ không bị trùng.",
        lines=lines,
    )
