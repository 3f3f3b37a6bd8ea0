"""Finding: services in one's own words, one of them in full, and the form to fill in."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from motcua.api.bodies import NO_NUL, Code
from motcua.api.paging import Listed, next_page
from motcua.api.problems import NotHere
from motcua.api.shapes import forms, services
from motcua.api.shapes.forms import FormShape
from motcua.api.shapes.services import ServiceItem, ServiceShape
from motcua.catalogue import queries, search
from motcua.catalogue.models import Procedure, Service
from motcua.catalogue.standard_form import standard_form
from motcua.eforms import versions
from motcua.eforms.definitions import Form

router = Router(tags=["services"])


class ServiceFilters(BaseModel):
    """What narrows the list. `level` means earned at least so; `place` is a unit or agency."""

    q: str = Field("", max_length=200, pattern=NO_NUL)
    place: Code | None = None
    agency: Code | None = None
    field: Annotated[str, Field(max_length=300, pattern=NO_NUL)] | None = None
    level: int | None = Field(None, ge=1, le=4)
    declared: int | None = Field(None, ge=1, le=4)
    limit: int = Field(20, ge=1, le=search.LARGEST_PAGE)
    cursor: Annotated[str, Field(max_length=200)] | None = None


class Search(Listed[ServiceItem]):
    """One page of what was found, how much there is, and the law's words that were understood."""

    total: int
    understood: list[str]


@router.get("/services", response=Search, summary="One item per procedure, most used first")
def find(request: HttpRequest, wanted: Query[ServiceFilters]) -> Search:
    """Search in one's own words, with or without accents, or by code; or list what there is."""
    results = search.search(**vars(wanted))
    return Search(
        items=[services.found(one) for one in results.items],
        next=next_page(request, results.next),
        total=results.total,
        understood=list(results.understood),
    )


@router.get("/services/{service}", response=ServiceShape, summary="One service in full")
def read(request: HttpRequest, service: str) -> ServiceShape:
    """What is needed, by which way, how long, how much, and who offers it."""
    procedure = _procedure(service)
    return services.service(procedure, queries.services_of(procedure))


@router.get("/services/{service}/form", response=FormShape, summary="The form to fill in")
def form(request: HttpRequest, service: str, agency: Code | None = None) -> FormShape:
    """Pages of fields; each `example` is a valid value. `agency` where agencies differ."""
    code = _storable(service)
    named = queries.service_or_none(code, agency) if agency else None
    procedure = named.procedure if named else _procedure(code)
    chosen = named or (None if agency else next(iter(queries.services_of(procedure)), None))
    return forms.form(_form_of(procedure, chosen))


def _form_of(procedure: Procedure, service: Service | None) -> Form:
    """The form of the day: the service's, else the one it would get."""
    version = (service.form if service else None) or procedure.form
    if version is None:
        return standard_form(queries.content_of(procedure))
    return versions.load(version)


def _procedure(code: str) -> Procedure:
    """What is published under this code; raises `NotHere`."""
    found = queries.procedure_or_none(_storable(code))
    if found is None or found.current is None:
        raise NotHere
    return found


def _storable(code: str) -> str:
    """A code that a database can be asked for; raises `NotHere`."""
    if "\0" in code:
        raise NotHere
    return code
