"""Small values that all shapes share: names, moments, money, time limits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.core.deadlines import TimeLimit as Limit
from motcua.core.deadlines import TimeUnit
from motcua.core.moments import local


def one_of(choices: Iterable[str]) -> Any:
    """A closed list, written out where it stands: several rooms have a `Kind` or a `Channel`."""
    return Field(json_schema_extra={"enum": [str(one) for one in choices]})


Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Json = dict[str, Any]


class Named(BaseModel):
    """Something that has a code and a name."""

    code: str
    name: str


class Case(BaseModel):
    """One of several fees; `amount` in đồng, null where only the text says it."""

    text: str
    amount: int | None


class Money(BaseModel):
    """Đồng: 0 is free, null where no single amount is certain; the text says it all."""

    amount: int | None
    currency: str = Field(json_schema_extra={"const": "VND"})
    text: str
    cases: list[Case]


class TimeLimit(BaseModel):
    """How long, in which unit, and the words for it."""

    value: int | float
    unit: TimeUnit
    text: str


def moment(at: datetime) -> Moment:
    """RFC 3339 on Viet Nam's clock."""
    return local(at).isoformat(timespec="seconds")


def moment_or_none(at: datetime | None) -> Moment | None:
    """The same for what may not have happened."""
    return moment(at) if at else None


def agency(one: Agency) -> Named:
    """An agency by its identifier."""
    return Named(code=one.code, name=one.name)


def procedure(one: Procedure) -> Named:
    """A procedure by its national code."""
    return Named(code=one.code, name=one.name)


def time_limit(limit: Limit | None) -> TimeLimit | None:
    """A time limit; null where none is published."""
    if limit is None:
        return None
    whole = limit.value == int(limit.value)
    value = int(limit.value) if whole else float(limit.value)
    return TimeLimit(value=value, unit=limit.unit, text=limit.text)
