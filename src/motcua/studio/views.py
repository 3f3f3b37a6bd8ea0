"""Offering a procedure online: find it, see the level it earns and what is missing, publish it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency
from motcua.catalogue import levels, offers, queries, search
from motcua.catalogue.models import Procedure
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.studio.doors import owner

PAGE = 25
LONGEST = 200


class NoSuchAgency(Refusal):
    """What was chosen is no agency that we know."""

    code, status, title = "no-such-agency", 422, "Chưa chọn cơ quan"


@owner("GET")
def services(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """All procedures, found like a citizen finds them, with the level each earns."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    offered = request.GET.get("dang") == "cong-bo"
    cursor = request.GET.get("tu")
    results = search.search(q, offered=offered, limit=PAGE, cursor=cursor)
    shown = (_seen(request) if cursor else 0) + len(results.items)
    kept = {"q": q, **({"dang": "cong-bo"} if offered else {})}
    more = urlencode({**kept, "tu": results.next, "da": str(shown)}) if results.next else ""
    context = {
        "results": results,
        "q": q,
        "offered": offered,
        "shown": shown,
        "other_url": "?" + urlencode({"q": q} if offered else {"q": q, "dang": "cong-bo"}),
        "next_url": f"?{more}" if more else "",
    }
    return render(request, "studio/services.html", context)


@owner("GET")
def procedure(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Where the procedure is offered, where it could be, and what the next level lacks."""
    return _page(request, _procedure(code), user, at)


@owner("GET", "POST")
def offer(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Publish the procedure at one agency."""
    found = _procedure(code)
    if request.method == "POST":
        try:
            service = offers.offer(found, agency=_agency(request), by=user, at=at)
        except Refusal as refusal:
            return _page(request, found, user, at, refusal=refusal)
        level = service.earned_level
        messages.success(request, f"Đã công bố ở {service.agency.name}, đạt mức {level}.")
        if doubt := offers.caution(found, service.agency):
            messages.warning(request, doubt)
    return redirect("studio:procedure", code=code)


@owner("GET", "POST")
def withdraw(request: HttpRequest, user: User, at: datetime, code: str) -> HttpResponse:
    """Take the service off the portal; drafts and dossiers go on."""
    found = _procedure(code)
    if request.method == "POST":
        try:
            agency = _agency(request)
            service = queries.service_or_none(found.code, agency.code)
            if service is not None:
                offers.withdraw_offer(service, by=user, at=at)
        except Refusal as refusal:
            return _page(request, found, user, at, refusal=refusal)
        messages.success(request, f"Đã rút ở {agency.name}. Hồ sơ đã nộp vẫn được giải quyết.")
    return redirect("studio:procedure", code=code)


def _page(
    request: HttpRequest,
    found: Procedure,
    user: User,
    at: datetime,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    offered = queries.services_of(found)
    context: dict[str, object] = {"procedure": found, "offered": offered, "refusal": refusal}
    if found.current is not None:
        content = queries.content_of(found)
        limit = queries.time_limit(content)
        at_work = {service.agency_id for service in offered}
        free = offers.agencies_open_to(user, found, at=at)
        context |= {
            "content": content,
            "earned": levels.earned(content, offered=bool(offered)),
            "would_earn": levels.earned(content, offered=True),
            "limit": limit.text if limit else "",
            "fee": queries.fee(content)["text"],
            "agencies": [agency for agency in free if agency.pk not in at_work],
            "chosen": request.POST.get("agency", ""),
        }
    status = refusal.status if refusal else 200
    return render(request, "studio/procedure.html", context, status=status)


def _procedure(code: str) -> Procedure:
    found = queries.procedure_or_none(code)
    if found is None:
        raise Http404
    return found


def _agency(request: HttpRequest) -> Agency:
    """The agency that was chosen; raises `NoSuchAgency`."""
    code = request.POST.get("agency", "").replace("\0", "")[:LONGEST]
    found = agencies.agency_by_code(code) if code else None
    if found is None:
        raise NoSuchAgency("Chưa chọn cơ quan.", mend="Chọn một cơ quan trong danh sách.")
    return found


def _seen(request: HttpRequest) -> int:
    """How many were shown on the pages before."""
    text = request.GET.get("da", "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0
