"""The figures that the law has every portal show (Circular 32/2017/TT-BTTTT Art. 11(3)).

Open to everybody: counts and shares without a person. A share of ratings is null where they are
too few to speak of.
"""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, Field

from motcua.api.bodies import Code
from motcua.api.shapes.values import Moment, moment_or_none
from motcua.insight import asking
from motcua.insight.meeting import Meeting

router = Router(tags=["statistics"])
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class StatisticsFilters(BaseModel):
    """Whose dossiers, of which procedure, that came in from the first day to the last, both in.

    `agency` is an agency with all below it, or a whole registry (`H05`). Without days: since 1
    January.
    """

    agency: Code | None = None
    service: Code | None = None
    first: date | None = Field(None, alias="from", ge=date(2000, 1, 1), le=date(2100, 1, 1))
    last: date | None = Field(None, alias="to", ge=date(2000, 1, 1), le=date(2100, 1, 1))


class ReceivedShape(BaseModel):
    """By how they came; assisted is not online."""

    online: Count
    assisted: Count
    counter: Count
    post: Count


class SettledShape(BaseModel):
    """Decided, against the appointment; early is a working day or more before."""

    early: Count
    on_time: Count
    late: Count
    total: Count


class OpenShape(BaseModel):
    """Neither decided nor ended."""

    in_time: Count
    overdue: Count


class EndedShape(BaseModel):
    """Ended without a decision."""

    refused: Count
    withdrawn: Count
    expired: Count


class FunnelShape(BaseModel):
    """Drafts begun in the period, and how far they have come."""

    starts: Count
    submitted: Count
    accepted: Count
    settled: Count
    rated: Count


class SatisfactionShape(BaseModel):
    """`n` ratings; the share that is satisfied with all three, and with each."""

    n: Count
    satisfied: Share | None
    ease: Share | None
    time: Share | None
    conduct: Share | None


class MeetsShape(BaseModel):
    """Which of the four fields (null for too few dossiers), and the shares it hangs on."""

    field: Meeting | None
    completion: Share | None
    answered_in_time: Share | None
    on_time: Share | None


class StatisticsShape(BaseModel):
    """`settled.total` + `ended` + `open` = `received`; `counted_at` is as of when."""

    first: Annotated[date, Field(serialization_alias="from")]
    last: Annotated[date, Field(serialization_alias="to")]
    counted_at: Moment | None
    received: ReceivedShape
    take_up: Share | None
    coverage: Share | None
    settled: SettledShape
    open: OpenShape
    ended: EndedShape
    funnel: FunnelShape
    satisfaction: SatisfactionShape
    meets: MeetsShape


@router.get(
    "/statistics", response=StatisticsShape, by_alias=True, summary="Figures of a place and period"
)
def statistics(request: HttpRequest, wanted: Query[StatisticsFilters]) -> StatisticsShape:
    """From the last count; each figure is defined in docs/figures.md."""
    found = asking.wanted(
        agency=wanted.agency,
        service=wanted.service,
        first=wanted.first,
        last=wanted.last,
        at=timezone.now(),
    ).answer()
    return StatisticsShape(
        first=found.first,
        last=found.last,
        counted_at=moment_or_none(found.counted_at),
        **found.figures.to_json(),
    )
