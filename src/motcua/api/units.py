"""Administrative units in force, for addresses."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from motcua.agencies import queries
from motcua.agencies.models import Agency
from motcua.agencies.queries import Unit
from motcua.api.bodies import NO_NUL
from motcua.api.paging import Listed, next_page
from motcua.api.shapes.values import one_of

router = Router(tags=["services"])

ALL = 20_000  # more than there ever were at one time
LARGEST_PAGE = 500
A_PROVINCE = 200  # the communes of any province fit on one page


class UnitShape(BaseModel):
    """A province, district or commune; `parent` is the code of the unit it lies in."""

    code: str
    name: str
    full_name: str
    kind: Annotated[str, one_of(Agency.Kind)]
    parent: str | None


class UnitFilters(BaseModel):
    """Units under `parent`; with `q` those whose name has its syllables, half typed or not."""

    parent: Annotated[str, Field(max_length=8, pattern=NO_NUL)] | None = None
    q: str = Field("", max_length=100, pattern=NO_NUL)
    cursor: str = Field("", max_length=8, description="From `next`: the last code shown.")
    limit: int = Field(A_PROVINCE, ge=1, le=LARGEST_PAGE)


@router.get("/units", response=Listed[UnitShape], summary="Administrative units for addresses")
def units(request: HttpRequest, wanted: Query[UnitFilters]) -> Listed[UnitShape]:
    """The provinces without `parent` and `q`. An address wants the code of a commune."""
    found = queries.units(wanted.parent, wanted.q, ALL)
    after = [place for place, unit in enumerate(found, start=1) if unit.code == wanted.cursor]
    start = after[0] if after else 0
    page, rest = found[start : start + wanted.limit], found[start + wanted.limit :]
    cursor = page[-1].code if rest else None
    return Listed(items=[_unit(one) for one in page], next=next_page(request, cursor))


def _unit(one: Unit) -> UnitShape:
    return UnitShape(
        code=one.code,
        name=one.name,
        full_name=one.full_name,
        kind=one.kind,
        parent=one.parent or None,
    )
