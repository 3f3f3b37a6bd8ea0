"""One line of an import file, checked for shape: text is text, lists are lists, Unicode is NFC.

Knows nothing of what the words mean; that is read by its neighbours.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, NoReturn

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


class BrokenRecord(Exception):
    """A line that cannot be taken: `what` is wrong with it and how to `mend` it, as sentences."""

    def __init__(self, what: str, mend: str, code: str = "") -> None:
        super().__init__(what)
        self.what, self.mend, self.code = what, mend, code


@dataclass(frozen=True, kw_only=True)
class RawMethod:
    """A way to hand in, as the record lists it. `fee` in đồng is known to our own files only."""

    channel: str
    time: float | None = None
    unit: str | None = None
    free: bool | None = None
    fee: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RawDocument:
    """A required document, as the record lists it."""

    name: str
    case: str = ""
    originals: int | None = None
    copies: int | None = None


@dataclass(frozen=True, kw_only=True)
class RawRecord:
    """A record of right shape. What the source leaves out is empty."""

    code: str
    name: str
    field: str = ""
    owner: str = ""
    decision: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    authority: str = ""
    performed_by: str = ""
    coordinating: str = ""
    steps: str = ""
    methods: tuple[RawMethod, ...] = ()
    methods_text: str = ""
    documents: tuple[RawDocument, ...] = ()
    documents_text: str = ""
    legal_basis: tuple[str, ...] = ()
    conditions: str = ""
    result: str = ""
    url: str = ""
    online_return: bool | None = None
    unknown: tuple[str, ...] = ()


_NESTED = {"methods": RawMethod, "documents": RawDocument}
_LISTS = ("levels", "applicants", "legal_basis")


def read_record(line: bytes) -> RawRecord:
    """The record on this line. Raises `BrokenRecord`."""
    data = _object(_text(line))
    code = _code(data)
    try:
        return RawRecord(**_values(data), unknown=tuple(_unknown(data)))
    except BrokenRecord as broken:
        broken.code = code
        raise


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("Dòng không phải chữ UTF-8.", "Lưu lại tệp với bảng mã UTF-8.")


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        _refuse(
            "Dòng không phải JSON đọc được.",
            "Mỗi dòng là trọn một đối tượng JSON, trong ngoặc nhọn { }.",
        )
    if not isinstance(data, dict):
        _refuse("Dòng không phải một đối tượng JSON.", "Viết mỗi thủ tục trong ngoặc nhọn { }.")
    return data


def _code(data: dict[str, Any]) -> str:
    code = data.get("code")
    if not code:
        _refuse("Thiếu mã thủ tục (code).", 'Thêm mã, ví dụ "code": "1.001193".')
    if not isinstance(code, str) or not CODE.fullmatch(code):
        _refuse(
            "Mã thủ tục (code) không đúng dạng.",
            'Mã là chữ không dấu, số và dấu chấm, tối đa 40 ký tự, ví dụ "1.001193".',
        )
    return code


def _values(data: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in fields(RawRecord):
        key, value = field.name, data.get(field.name)
        if value is None or key == "unknown":
            continue
        values[key] = _value(key, value)
    if not values.get("name"):
        _refuse("Thiếu tên thủ tục (name).", "Thêm tên đầy đủ của thủ tục.")
    return values


def _value(key: str, value: Any) -> Any:
    if key in _NESTED:
        return tuple(_nested(key, item) for item in _list(key, value))
    if key in _LISTS:
        return tuple(_string(key, item) for item in _list(key, value))
    return _flag(key, value) if key == "online_return" else _string(key, value)


def _nested(key: str, item: Any) -> RawMethod | RawDocument:
    """A method or document; keys of the source that we do not know are left alone."""
    if not isinstance(item, dict):
        _refuse(f"Mục trong “{key}” không phải đối tượng.", "Viết mỗi mục trong ngoặc nhọn { }.")
    values = {
        field.name: _PLAIN[field.name](f"{key}.{field.name}", item[field.name])
        for field in fields(_NESTED[key])
        if item.get(field.name) is not None
    }
    needed = "channel" if key == "methods" else "name"
    if needed not in values:
        _refuse(f"Một mục trong “{key}” thiếu “{needed}”.", f"Thêm “{needed}” cho mục đó.")
    made: RawMethod | RawDocument = _NESTED[key](**values)
    return made


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        _refuse(f"“{key}” không phải danh sách.", f'Viết "{key}": [ … ].')
    return value


def _string(key: str, value: Any) -> str:
    if not isinstance(value, str):
        _refuse(f"“{key}” không phải chữ.", f'Viết "{key}": "…".')
    return clean(value)


def clean(text: str) -> str:
    """NFC, without what no database takes: NUL and halves of a surrogate pair."""
    whole = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", whole).strip()


def _number(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        _refuse(f"“{key}” không phải số không âm.", f'Viết "{key}": 3, hoặc bỏ trống (null).')
    return float(value)


def _count(key: str, value: Any) -> int:
    number = _number(key, value)
    if number != int(number):
        _refuse(f"“{key}” không phải số nguyên.", f'Viết "{key}": 1, hoặc bỏ trống (null).')
    return int(number)


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        _refuse(f"“{key}” không phải đúng hay sai.", f'Viết "{key}": true hoặc false.')
    return value


_PLAIN: dict[str, Any] = {
    "channel": _string,
    "time": _number,
    "unit": _string,
    "free": _flag,
    "fee": _count,
    "note": _string,
    "name": _string,
    "case": _string,
    "originals": _count,
    "copies": _count,
}


def _unknown(data: dict[str, Any]) -> Iterator[str]:
    known = {field.name for field in fields(RawRecord)}
    return (clean(key) for key in data if key not in known)


def _refuse(what: str, mend: str) -> NoReturn:
    raise BrokenRecord(what, mend)
