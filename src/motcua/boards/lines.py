"""The lines of a table of agencies or services, as they are shown and ordered."""

from dataclasses import dataclass

from motcua.boards.saying import percent, tag
from motcua.insight.breakdowns import Line

ORDERS = {
    "ho-so": "số hồ sơ",
    "tren-mang": "tỷ lệ trên mạng",
    "tre": "số hồ sơ trễ",
}
MOST = 10  # lines of a table; the rest on request


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line in words; `online` and `rest` are the two ends of its meter, in per cent."""

    code: str
    name: str
    received: int
    online: str
    rest: str
    take_up: str
    on_time: str
    late: int
    overdue: int
    satisfied: str
    tag: tuple[str, str]


def rows(lines: list[Line], order: str, *, most: int | None) -> list[Row]:
    """The first of them in this order; one that is unknown is that of the dossiers received."""
    if order == "tren-mang":
        lines = sorted(lines, key=lambda one: -(one.figures.take_up or 0))
    if order == "tre":
        lines = sorted(lines, key=lambda one: -(_late(one) + one.figures.open.overdue))
    return [_row(one) for one in lines[:most]]


def _row(line: Line) -> Row:
    found = line.figures
    online = round(100 * (found.take_up or 0), 1)
    return Row(
        code=line.code,
        name=line.name,
        received=found.received.total,
        online=f"{online}%",
        rest=f"{round(100 - online, 1)}%",
        take_up=percent(found.take_up),
        on_time=percent(found.meets.on_time),
        late=_late(line),
        overdue=found.open.overdue,
        satisfied=percent(found.satisfaction.satisfied),
        tag=tag(found.meets.field),
    )


def _late(line: Line) -> int:
    return line.figures.settled.late
