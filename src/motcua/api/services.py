"""Finding: services, their forms, and administrative units for addresses."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from motcua.agencies import queries as agencies
from motcua.api import shapes
from motcua.api.problems import NotHere
from motcua.catalogue import levels, queries, search
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.standard_form import standard_form
from motcua.eforms import versions
from motcua.eforms.description import describe

router = Router(tags=["services"])
Json = dict[str, Any]


class Wanted(Schema):
    """What narrows the list of services. `level` means earned at least so."""

    q: str = Field("", max_length=200)
    place: str | None = None
    agency: str | None = None
    field: str | None = None
    level: int | None = Field(None, ge=1, le=4)
    declared: int | None = Field(None, ge=1, le=4)
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None


@router.get("/services", summary="One item per procedure, most used first")
def services(request: HttpRequest, wanted: Query[Wanted]) -> Json:
    """Search in one's own words, or list."""
    results = search.search(**wanted.dict())
    return {
        "items": [shapes.found(one) for one in results.items],
        "next": _next(request, results.next),
        "total": results.total,
    }


@router.get("/services/{service}", summary="One service in full")
def service(request: HttpRequest, service: str) -> Json:
    """What is needed, by which way, how long, how much, and who offers it."""
    procedure = _procedure(service)
    content = shapes.content_of(procedure)
    offered = queries.services_of(procedure)
    best = max(offered, key=lambda one: one.earned_level, default=None)
    earned = levels.earned(content, offered=bool(offered))
    return {
        **shapes.service_item(
            procedure,
            agency=shapes.agency(offered[0].agency) if len(offered) == 1 else None,
            offered_by=len(offered),
            earned=earned.level,
            declared=best.declared_level if best else None,
        ),
        "documents": [
            {
                "id": paper.id,
                "name": paper.name,
                "originals": paper.originals,
                "copies": paper.copies,
                "case": paper.case,
            }
            for paper in content.documents
        ],
        "methods": [
            {
                "channel": method.channel.value,
                "time_limit": shapes.time_limit(method.limit),
                "free": method.free,
                "note": method.note,
            }
            for method in content.methods
        ],
        "steps": content.steps,
        "legal_basis": list(content.legal_basis),
        "conditions": content.conditions,
        "result": content.result,
        "missing_for_next_level": earned.missing_for_next_level,
        "agencies": [shapes.offering(one) for one in offered],
    }


@router.get("/services/{service}/form", summary="The pages and fields to fill in")
def form(request: HttpRequest, service: str, agency: str | None = None) -> Json:
    """The form of the service; of one agency's service where agencies differ."""
    procedure = _procedure(service)
    offered = queries.services_of(procedure)
    chosen = next((one for one in offered if agency in {None, one.agency.code}), None)
    return {"pages": describe(_form_of(procedure, chosen))}


@router.get("/units", summary="Administrative units for addresses")
def units(request: HttpRequest, parent: str | None = None, q: str = "") -> Json:
    """Provinces without a parent, else the units of the parent; `q` searches by name."""
    found = agencies.units(parent, q)
    return {
        "items": [
            {"code": u.code, "name": u.name, "kind": u.kind, "parent": u.parent or None}
            for u in found
        ],
        "next": None,
    }


def _form_of(procedure: Procedure, service: Service | None) -> Any:
    """The form of the day: the service's, else the one it would get."""
    if service is not None and service.form is not None:
        return versions.load(service.form)
    if procedure.form is not None:
        return versions.load(procedure.form)
    return standard_form(queries.content_of(procedure))


def _procedure(code: str) -> Procedure:
    found = queries.procedure_or_none(code)
    if found is None:
        raise NotHere
    return found


def _next(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"
