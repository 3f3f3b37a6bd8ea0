"""Services as a client finds them: one item per procedure, and one procedure in full."""

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel

from motcua.api.shapes.values import (
    Money,
    Named,
    TimeLimit,
    agency,
    one_of,
    procedure,
    time_limit,
)
from motcua.catalogue import levels, queries
from motcua.catalogue.content import Channel, Method, ProcedureContent, Requirement
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.search import Found


class Level(BaseModel):
    """0 to 4: `earned` is computed from what works now, `declared` is what was announced."""

    earned: int
    declared: int | None


class ServiceItem(BaseModel):
    """A procedure and who offers it online; `agency` is null unless it is exactly one."""

    id: str
    procedure: Named
    field: str
    agency: Named | None
    offered_by: int
    level: Level
    fee: Money
    time_limit: TimeLimit | None


class RequirementShape(BaseModel):
    """A required paper; null where the source does not say how many, `case` empty for always."""

    id: str
    name: str
    originals: int | None
    copies: int | None
    case: str


class MethodShape(BaseModel):
    """One way to hand in, with its time limit and fee."""

    channel: Annotated[str, one_of(Channel)]
    time_limit: TimeLimit | None
    fee: Money
    note: str


class Offering(Named):
    """An agency that offers the procedure; its code goes into `POST /drafts`."""

    level: Level


class ServiceShape(ServiceItem):
    """Everything that is published about the procedure."""

    documents: list[RequirementShape]
    methods: list[MethodShape]
    steps: str
    legal_basis: list[str]
    conditions: str
    result: str
    missing_for_next_level: list[str]
    agencies: list[Offering]


def found(one: Found) -> ServiceItem:
    """One procedure in a list; its levels are the best of the services that were found."""
    content = queries.content_of(one.procedure)
    earned = one.earned
    if earned is None:
        earned = levels.earned(content, offered=False).level
    only = agency(one.service.agency) if one.service else None
    level = Level(earned=earned, declared=one.declared)
    return _item(one.procedure, content, only, one.offered_by, level)


def service(one: Procedure, offered: list[Service]) -> ServiceShape:
    """One procedure in full, with the services that offer it."""
    content = queries.content_of(one)
    earned = levels.earned(content, offered=bool(offered))
    declared = [o.declared_level for o in offered if o.declared_level is not None]
    level = Level(earned=earned.level, declared=max(declared, default=None))
    only = agency(offered[0].agency) if len(offered) == 1 else None
    return ServiceShape(
        **vars(_item(one, content, only, len(offered), level)),
        documents=[_requirement(paper) for paper in content.documents],
        methods=[_method(content, method) for method in content.methods],
        steps=content.steps,
        legal_basis=list(content.legal_basis),
        conditions=content.conditions,
        result=content.result,
        missing_for_next_level=list(earned.missing_for_next_level),
        agencies=[_offering(o) for o in offered],
    )


def _item(
    one: Procedure, content: ProcedureContent, only: Named | None, offered_by: int, level: Level
) -> ServiceItem:
    return ServiceItem(
        id=one.code,
        procedure=procedure(one),
        field=one.field,
        agency=only,
        offered_by=offered_by,
        level=level,
        fee=Money.model_validate(queries.fee(content, agency=only.code if only else "")),
        time_limit=time_limit(queries.time_limit(content)),
    )


def _requirement(one: Requirement) -> RequirementShape:
    return RequirementShape(
        id=one.id, name=one.name, originals=one.originals, copies=one.copies, case=one.case
    )


def _method(content: ProcedureContent, one: Method) -> MethodShape:
    alone = replace(content, methods=(one,), fee_table=())
    return MethodShape(
        channel=one.channel.value,
        time_limit=time_limit(one.limit),
        fee=Money.model_validate(queries.fee(alone)),
        note=one.note,
    )


def _offering(one: Service) -> Offering:
    level = Level(earned=one.earned_level, declared=one.declared_level)
    return Offering(**vars(agency(one.agency)), level=level)
