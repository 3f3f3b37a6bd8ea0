"""The journal for auditors: only what has settled, so that no entry appears behind another."""

from datetime import timedelta

from ninja import Query, Router
from pydantic import BaseModel, Field

from motcua.api.bodies import NO_NUL
from motcua.api.callers import BearerToken, Request
from motcua.api.paging import Listed, address
from motcua.api.problems import NotHere
from motcua.api.shapes.values import Json, Moment
from motcua.dossiers.export import journal_after
from motcua.dossiers.journal import facts_of
from motcua.people.roles import Role
from motcua.people.scopes import Scope

router = Router(tags=["audit"], auth=BearerToken(Scope.AUDIT))
SETTLED = timedelta(seconds=60)
LARGEST_PAGE = 1000


class JournalFilters(BaseModel):
    """The registry, and the id of the last entry that one has already."""

    jurisdiction: str = Field(max_length=8, pattern=NO_NUL)
    after: int = Field(0, ge=0, lt=1 << 63)
    limit: int = Field(500, ge=1, le=LARGEST_PAGE)


class EntryShape(BaseModel):
    """One entry: all that its hash covers, and the hash. `at` is in UTC, as it is hashed."""

    id: str
    jurisdiction: str
    dossier: str
    number: int
    kind: str
    actor: str | None
    name: str
    role: str
    agency: str
    step: int | None
    at: Moment
    data: Json
    previous: str
    sha256: str


@router.get(
    "/export/journal",
    response=Listed[EntryShape],
    summary="Entries of one jurisdiction, older than 60 seconds",
)
def journal(request: Request, wanted: Query[JournalFilters]) -> Listed[EntryShape]:
    """In the order of their ids; `next` goes on behind the last one."""
    held = {p.agency.jurisdiction for p in request.auth.officer.postings if p.role == Role.AUDITOR}
    if wanted.jurisdiction not in held:
        raise NotHere
    rows = journal_after(
        wanted.jurisdiction,
        after=wanted.after,
        before=request.auth.at - SETTLED,
        limit=wanted.limit + 1,
    )
    page = rows[: wanted.limit]
    items = [
        EntryShape(id=str(row.pk), **facts_of(row), previous=row.previous, sha256=row.sha256)
        for row in page
    ]
    more = len(rows) > wanted.limit
    return Listed(items=items, next=address(request, after=page[-1].pk) if more else None)
