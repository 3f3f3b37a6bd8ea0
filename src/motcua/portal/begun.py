"""What a visitor has begun at a service before: offered first, so that nobody writes it twice.

An account finds its drafts and dossiers; without one, the browser remembers the last draft in a
cookie that only the page of this service gets.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from motcua.catalogue.models import Service
from motcua.core.states import State
from motcua.dossiers import drafts, my_dossiers
from motcua.dossiers.models import Draft
from motcua.people.models import User
from motcua.portal import keys

COOKIE = "dang-viet"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Open drafts, newest first, and the code of a dossier that is not closed (or empty)."""

    drafts: list[Draft] = field(default_factory=list)
    code: str = ""


def here(request: HttpRequest, service: Service, at: datetime) -> Begun:
    """What this visitor has open at this service."""
    user = keys.applicant_of(request).user
    mine = drafts.open_for(user, service, at=at) if user else []
    code = _handed_in(user, service) if user else ""
    draft = _remembered(request)
    if draft is None or draft.service_id != service.pk:
        return Begun(drafts=mine, code=code)
    if draft.dossier_id is not None:
        dossier = drafts.dossier_of(draft)
        return Begun(drafts=mine, code=code or ("" if dossier.closed_at else dossier.code))
    known = at >= draft.expires_at or any(one.pk == draft.pk for one in mine)
    return Begun(drafts=mine if known else [draft, *mine], code=code)


def remember(response: HttpResponseBase, draft: Draft) -> HttpResponseBase:
    """Let the browser bring this draft along to the page of its service."""
    path = reverse("service", args=[draft.service.procedure.code, draft.agency.code])
    response.set_cookie(
        COOKIE, f"{draft.public_id}.{draft.secret}", max_age=keys.DRAFT_DAYS * 86_400, path=path,
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _remembered(request: HttpRequest) -> Draft | None:
    public_id, _, secret = request.COOKIES.get(COOKIE, "").partition(".")
    return drafts.find(public_id, secret=secret) if secret else None


def _handed_in(user: User, service: Service) -> str:
    """The code of the account's newest open dossier at this service, from its index."""
    for row in my_dossiers.of(user):
        same = (row.procedure_name, row.agency_name) == (
            service.procedure.name,
            service.agency.name,
        )
        if same and not State(row.state).is_closed:
            return row.code
    return ""
