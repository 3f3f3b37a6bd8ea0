"""The journal for auditors: only what has settled, so that no entry appears behind another."""

from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from motcua.api.callers import officer
from motcua.api.problems import NotHere
from motcua.dossiers.export import journal_after
from motcua.dossiers.journal import facts_of
from motcua.people.roles import Role
from motcua.people.scopes import Scope

router = Router(tags=["audit"])
SETTLED = timedelta(seconds=60)
PAGE = 500


@router.get("/export/journal", summary="Entries of one jurisdiction, older than 60 seconds")
def journal(
    request: HttpRequest, jurisdiction: str, after: Annotated[int, Field(ge=0)] = 0
) -> dict[str, Any]:
    """In the order of their ids; `next` goes on behind the last one."""
    by, at = officer(request, Scope.AUDIT)
    held = {p.agency.jurisdiction for p in by.postings if p.role == Role.AUDITOR}
    if jurisdiction not in held:
        raise NotHere
    rows = journal_after(jurisdiction, after=after, before=at - SETTLED, limit=PAGE)
    items = [{"id": str(row.pk), **facts_of(row), "sha256": row.sha256} for row in rows]
    more = f"{request.path}?jurisdiction={jurisdiction}&after={rows[-1].pk}" if rows else None
    return {"items": items, "next": more if len(rows) == PAGE else None}
