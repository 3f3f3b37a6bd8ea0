"""Take a filled-in spreadsheet (.xlsx, or .csv in UTF-8) in: all of it or nothing.

KIND is one of calendar, agencies, officers, processes, fees. Every fault is told with its sheet,
row and column. `--check` only says what would be done; `--template FILE` writes the workbook to
fill in. The same file again changes nothing.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.spreadsheets.importing import Kind, Looked

EXAMPLE = "motcua import-sheet officers can-bo.xlsx --check"
NAMES = ("calendar", "agencies", "officers", "statement", "processes", "fees")
SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What table, which file, and what to do with it."""
    parser.add_argument("kind", choices=NAMES, metavar="KIND", help=", ".join(NAMES))
    parser.add_argument("file", help=".xlsx, or .csv in UTF-8")
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--check", action="store_true", help="say what it would do, change nothing")
    doing.add_argument("--template", action="store_true", help="write the template to FILE instead")
    parser.add_argument("--json", action="store_true", help="print JSON only, with every row")


def run(arguments: argparse.Namespace) -> int:
    """Take it in, and print what happened; 1 when there is anything to mend."""
    from motcua.bulk.kinds import KINDS
    from motcua.spreadsheets import templates

    kind, path = KINDS[arguments.kind], Path(arguments.file)
    if arguments.template:
        path.write_bytes(templates.template(kind.sheet))
        print(f"Đã ghi mẫu vào {path}.")
        return 0
    return take(kind, path, check=arguments.check, as_json=arguments.json)


def take(kind: "Kind", path: Path, *, check: bool, as_json: bool) -> int:
    """Look at the file and, unless it is only to be checked or is faulty, take it in."""
    from django.utils import timezone

    from motcua.spreadsheets import importing

    content, at = _content(path), timezone.now()
    looked = importing.look(kind, content, by=None, at=at)
    told: dict[str, str] = {}
    is_applied = not check and not looked.faults
    if is_applied:
        sent = importing.keep(kind, content, filename=path.name, by=None, at=at)
        sent = importing.confirm(kind, sent, seen=looked.seen, by=None, at=at)
        told = importing.told(kind, sent, by=None, at=at)
    say = _json if as_json else _words
    print(say(looked, told, is_applied))
    return 1 if looked.faults else 0


def _content(path: Path) -> bytes:
    from motcua.spreadsheets.refused import SheetRefused

    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SheetRefused(f"Không có tệp {path}.", mend="Xem lại đường dẫn.") from None
    except OSError as fault:
        raise SheetRefused(
            f"Không đọc được tệp {path.name}.", why=f"({fault.strerror})", mend="Xem lại quyền."
        ) from None


def _json(looked: "Looked", told: dict[str, str], is_applied: bool) -> str:
    found = {
        "applied": is_applied,
        "counts": looked.counts,
        "faults": [fault.to_json() for fault in looked.faults],
        "remarks": looked.remarks,
        "rows": [change.to_json() | _told(change.key, told) for change in looked.changes],
    }
    return json.dumps(found, ensure_ascii=False)


def _told(key: str, told: dict[str, str]) -> dict[str, str]:
    return {"told": told[key]} if key in told else {}


def _words(looked: "Looked", told: dict[str, str], is_applied: bool) -> str:
    from motcua.spreadsheets.reports import sentence

    if looked.faults:
        faults = [f"  {fault}" for fault in looked.faults[:SHOWN]]
        left = len(looked.faults) - SHOWN
        more = [f"  … còn {left} chỗ: thêm --json để xem đủ."] if left > 0 else []
        first = f"Có {len(looked.faults)} chỗ cần sửa, không dòng nào được nhập:"
        return "\n".join([first, *faults, *more])
    done = "Đã nhập." if is_applied else "Chưa nhập gì, nếu nhập sẽ:"
    lines = [f"{done} {sentence(looked.counts)}", *looked.remarks]
    remarks = [f"Dòng {c.said_rows}: {r}" for c in looked.changes for r in c.remarks]
    handed = [f"{key}: {words}" for key, words in told.items()]
    return "\n  ".join([*lines, *remarks[:SHOWN], *handed])
