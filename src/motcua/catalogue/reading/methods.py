"""Reads the ways to hand in, with time limit and fee, from the source's text or its list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from motcua.catalogue.content import Channel, Method
from motcua.catalogue.reading.fees import FeeRead, read_fee
from motcua.catalogue.reading.limits import limit_of, unit_named
from motcua.catalogue.reading.records import RawMethod, RawRecord
from motcua.catalogue.reading.remarks import Remark
from motcua.core.deadlines import TimeUnit

_CHANNELS = {
    "Trực tuyến": Channel.ONLINE,
    "Trực tiếp": Channel.COUNTER,
    "Dịch vụ bưu chính": Channel.POST,
}
# A row of the source's table after its cells were glued together: “Trực tuyến3 Ngày làm việc…”.
_ROW = re.compile(
    rf"({'|'.join(_CHANNELS)})\s*"
    r"(?:(\d+(?:[.,]\d{1,2})?) ?(Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng)"
    r"|(\d+)|Không có thông tin)"
)


@dataclass(frozen=True, kw_only=True)
class _Row:
    channel: Channel
    time: float | None
    unit: TimeUnit | None
    fee: FeeRead


def read_methods(record: RawRecord) -> tuple[tuple[Method, ...], list[Remark]]:
    """The methods of a record, and what about them is not understood."""
    in_text = list(_rows_of_text(record.methods_text))
    rows = in_text if len(in_text) >= len(record.methods) else list(_rows_of_list(record.methods))
    remarks = [_remark(what) for row in rows for what in _doubts(row)]
    remarks += [_remark(what) for what in _list_doubts(record, rows)]
    return tuple(_method(row) for row in rows), list(dict.fromkeys(remarks))


def _rows_of_text(text: str) -> Iterator[_Row]:
    starts = list(_ROW.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=False):
        yield _Row(
            channel=_CHANNELS[match[1]],
            time=_number(match[2] or match[4]),
            unit=unit_named(match[3]) if match[3] else None,
            fee=read_fee(text[match.end() : end].strip()),
        )


def _number(figure: str | None) -> float | None:
    return float(figure.replace(",", ".")) if figure else None


def _rows_of_list(methods: tuple[RawMethod, ...]) -> Iterator[_Row]:
    for raw in methods:
        yield _Row(
            channel=_channel(raw.channel),
            time=raw.time,
            unit=unit_named(raw.unit) if raw.unit else None,
            fee=_listed_fee(raw),
        )


def _channel(word: str) -> Channel:
    return Channel(word) if word in list(Channel) else _CHANNELS.get(word, Channel.OTHER)


def _listed_fee(raw: RawMethod) -> FeeRead:
    """The list's own `fee` stands; otherwise its note begins as the fee cell does."""
    if raw.fee is not None:
        return FeeRead(free=raw.fee == 0, amount=raw.fee, description=raw.note)
    read = read_fee(("Miễn phí" if raw.free else "") + raw.note)
    return read if read.free is not None else replace(read, free=raw.free)


def _method(row: _Row) -> Method:
    return Method(
        channel=row.channel,
        limit=limit_of(row.time, row.unit, row.fee.description),
        free=row.fee.free,
        fee=row.fee.amount,
        fee_text=row.fee.text,
        fee_cases=row.fee.cases,
        note=row.fee.description,
    )


def _doubts(row: _Row) -> Iterator[str]:
    where, limit = row.channel.label, limit_of(row.time, row.unit, row.fee.description)
    if row.time is not None and row.unit is None:
        mended = f"lấy theo phần mô tả: {limit.text}" if limit else "để trống, giữ nguyên văn"
        yield f"{where}: thời hạn {row.time:g} không ghi đơn vị; {mended}."
    elif limit is None:
        yield f"{where}: nguồn không ghi thời hạn giải quyết."
    if row.fee.is_contradictory:
        yield f"{where}: ghi miễn phí nhưng phần giải thích có nêu mức thu."
    elif row.fee.free is None:
        yield f"{where}: nguồn không ghi phí, lệ phí."
    elif row.fee.amount is None:
        yield f"{where}: có phí, lệ phí nhưng không rõ một mức duy nhất; giữ nguyên văn."


def _list_doubts(record: RawRecord, rows: list[_Row]) -> Iterator[str]:
    if not rows and record.methods_text:
        yield "Không đọc được cách thức thực hiện; giữ nguyên văn."
    elif not rows:
        yield "Nguồn không ghi cách thức thực hiện."
    limits = {(row.channel, row.time, row.unit) for row in rows}
    if len(limits) > len({row.channel for row in rows}):
        yield "Một cách nộp có nhiều thời hạn."
    for raw in record.methods:
        if _channel(raw.channel) is Channel.OTHER and raw.channel != Channel.OTHER:
            yield f"Cách nộp “{raw.channel}” chưa có trong danh mục; ghi là cách khác."


def _remark(what: str) -> Remark:
    return Remark(about="methods", what=what)
