"""Offering a procedure online: find it, see the level it earns and what is missing, publish it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency
from motcua.catalogue import levels, offers, queries, search
from motcua.catalogue.models import Procedure
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.studio.doors import owner


@owner("GET")
def services(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """All procedures, found like a citizen finds them, with the level each earns."""
    q, cursor = request.GET.get("q", ""), request.GET.get("tu")
    results = search.search(q, limit=25, cursor=cursor)
    context = {"results": results, "q": q}
    return render(request, "studio/services.html", context)


@owner("GET")
def procedure(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Where the procedure is offered, where it could be, and what the next level lacks."""
    return _page(request, _procedure(code))


@owner("POST")
def offer(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Publish the procedure at one agency."""
    found = _procedure(code)
    try:
        service = offers.offer(found, agency=_agency(request), by=user, at=at)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    level = service.earned_level
    messages.success(request, f"Đã công bố ở {service.agency.name}, mức độ {level}.")
    return redirect("studio:procedure", code=code)


@owner("POST")
def withdraw(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Take the service off the portal; drafts and dossiers go on."""
    found = _procedure(code)
    agency = _agency(request)
    service = queries.service_or_none(found.code, agency.code)
    if service is None:
        raise Http404
    try:
        offers.withdraw_offer(service, by=user, at=at)
    except Refusal as refusal:
        return _page(request, found, refusal=refusal)
    messages.success(request, f"Đã rút ở {agency.name}. Hồ sơ đã nộp vẫn được giải quyết.")
    return redirect("studio:procedure", code=code)


def _page(
    request: HttpRequest, found: Procedure, *, refusal: Refusal | None = None
) -> HttpResponse:
    content = queries.content_of(found)
    offered = queries.services_of(found)
    at_work = {service.agency_id for service in offered}
    fitting = agencies.agencies_in_force().order_by("name")
    if content.levels:
        fitting = fitting.filter(kind__in=content.levels)
    context = {
        "procedure": found,
        "content": content,
        "offered": offered,
        "earned": levels.earned(content, offered=bool(offered)),
        "agencies": [agency for agency in fitting[:500] if agency.pk not in at_work],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "studio/procedure.html", context, status=status)


def _procedure(code: str) -> Procedure:
    found = queries.procedure_or_none(code)
    if found is None:
        raise Http404
    return found


def _agency(request: HttpRequest) -> Agency:
    found = agencies.agency_by_code(request.POST.get("agency", ""))
    if found is None:
        raise Http404
    return found
