"""The 1,780 services of Bắc Ninh in 2018, 819 of them online, as a plan. Knows no table.

The press gives how many services there were and how many were at level 3 or 4 on each level of
government; known procedures are named, the rest is composed of field, object and action and marked
as made up. The same list every time, whatever the seed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import count

from motcua.core.deadlines import TimeLimit, TimeUnit
from motcua.sample.files import load_json, rows

SERVICES = 1780
ONLINE = {"province": 716, "district": 91, "commune": 12}
PROVINCE = SERVICES - 251 - 378  # what districts and communes have not
FOLDER = "year_2018"
MADE_UP = "Lập ra để diễn lại năm 2018, không phải thủ tục thật"
NOBODY = 0.4  # of the composed services at level 3 or 4: nobody hands in online
LIMITS = ((0, "at_once"), (3, "working_day"), (5, "working_day"), (7, "working_day"),
          (10, "working_day"), (15, "working_day"), (20, "working_day"))  # fmt: skip
OFTEN = (6, 18, 24, 14, 18, 14, 6)  # how often each of the limits


@dataclass(frozen=True, kw_only=True)
class PlannedProcedure:
    """One procedure as it is published for the replay."""

    code: str
    name: str
    field: str
    level: str
    limit: TimeLimit
    source: str


@dataclass(frozen=True, kw_only=True)
class PlannedService:
    """One procedure at one agency: online or at the counter only, and how much it is asked for."""

    procedure: PlannedProcedure
    agency: str
    online: bool
    counter_weight: float
    online_weight: float


@cache
def services() -> tuple[PlannedService, ...]:
    """All of them: those of communes first, then districts, then the province."""
    known = [*_known("commune"), *_known("district"), *_known("province")]
    return (*known, *_districts(), *_province())


@cache
def agencies(level: str) -> tuple[str, ...]:
    """The codes of 2018's agencies of a level, in the order of their codes."""
    listed = [*rows("agencies_2018.csv"), *rows(f"{FOLDER}/departments.csv")]
    return tuple(sorted(row["code"] for row in listed if row["kind"] == level))


def _known(level: str) -> Iterator[PlannedService]:
    for row in rows(f"{FOLDER}/procedures.csv"):
        if row["level"] != level:
            continue
        places = agencies(level) if row["where"] == "all" else (row["where"],)
        online = int(row["online"] or 0)
        procedure = PlannedProcedure(
            code=f"{row['code']}.H05", name=row["name"], field=row["field"], level=level,
            limit=_limit(int(row["limit"]), row["unit"]), source=row["source"],
        )  # fmt: skip
        for place, agency in enumerate(places):
            yield PlannedService(
                procedure=procedure,
                agency=agency,
                online=place < online,
                counter_weight=float(row["counter_weight"]),
                online_weight=float(row["online_weight"]) if place < online else 0.0,
            )


def _districts() -> Iterator[PlannedService]:
    """Seven more procedures online everywhere, one at three districts, twenty at no district."""
    content = load_json(f"{FOLDER}/composed.json")
    composed = _composed(content["district"], content["district_actions"], "district", 8000)
    for number, procedure in zip(range(28), composed, strict=False):
        everywhere, some = number < 7, number == 7
        for place, agency in enumerate(agencies("district")[: 3 if some else None]):
            online = everywhere or some
            yield _service(procedure, agency, online=online, rank=5 + number, turn=place)


def _province() -> Iterator[PlannedService]:
    """What the known ones leave of the province's numbers, spread over its departments."""
    content = load_json(f"{FOLDER}/composed.json")
    all_of_them = [
        (department, procedure)
        for number, (department, fields) in enumerate(sorted(content["departments"].items()))
        for procedure in _composed(fields, content["actions"], "province", 1000 + 100 * number)
    ]
    random.Random("bac-ninh-2018").shuffle(all_of_them)
    known = sum(1 for _ in _known("province"))
    for rank, (agency, procedure) in enumerate(all_of_them[: PROVINCE - known]):
        online = rank < ONLINE["province"] - known
        yield _service(procedure, agency, online=online, rank=3 + rank, turn=rank)


def _service(
    procedure: PlannedProcedure, agency: str, *, online: bool, rank: int, turn: int
) -> PlannedService:
    """Asked for less the later it comes; of those online, some by nobody."""
    nobody = (turn * 7 + rank) % 100 < NOBODY * 100
    weight = 600.0 / rank
    return PlannedService(
        procedure=procedure,
        agency=agency,
        online=online,
        counter_weight=weight,
        online_weight=0.0 if nobody or not online else weight,
    )


def _composed(
    fields: dict[str, list[str]], actions: list[str], level: str, first: int
) -> Iterator[PlannedProcedure]:
    numbers = count(first)
    for field, things in fields.items():
        for thing in things:
            for action in actions:
                number = next(numbers)
                drawn = random.Random(f"limit/{number}")
                yield PlannedProcedure(
                    code=f"9.{number:06d}.H05", name=f"{action} {thing} (mẫu)", field=field,
                    level=level, limit=_limit(*drawn.choices(LIMITS, OFTEN)[0]), source=MADE_UP,
                )  # fmt: skip


def _limit(value: int, unit: str) -> TimeLimit:
    return TimeLimit(Decimal(value), TimeUnit(unit))
