"""Published processes: found, looked at step by step, approved for an agency of one's own."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.catalogue import adopting
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.people.owning import agencies_of_owner
from motcua.processes.definitions import process_from_json
from motcua.processes.models import PublishedProcess
from motcua.processes.queries import published_process, published_processes
from motcua.studio.doors import owner

LONGEST = 200


@owner("GET")
def processes(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """Those that have the words; all of them, by name, without any."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    return render(request, "studio/processes.html", {"q": q, "found": published_processes(q)})


@owner("GET", "POST")
def process(request: HttpRequest, user: User, at: datetime, number: int) -> HttpResponse:
    """One process; posted, it becomes the approved one of an agency."""
    found = published_process(number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, user, at)
    code = request.POST.get("code", "").replace("\0", "").strip()[:LONGEST]
    try:
        agency = adopting.agency_named(request.POST.get("agency", "").replace("\0", "")[:LONGEST])
        adopting.adopt(found, code, agency=agency, at=at, by=user)
    except Refusal as refusal:
        return _page(request, found, user, at, refusal=refusal)
    messages.success(request, f"Đã phê duyệt quy trình này cho {code} ở {agency.name}.")
    return redirect("studio:process", number=number)


def _page(
    request: HttpRequest,
    found: PublishedProcess,
    user: User,
    at: datetime,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    steps = process_from_json(found.definition).steps
    context = {
        "process": found,
        "steps": steps,
        "sum": sum(step.hours for step in steps if step.hours is not None),
        "agencies": agencies_of_owner(user, local_day(at)),
        "code": request.POST.get("code", found.codes[0] if found.codes else ""),
        "chosen": request.POST.get("agency", ""),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "studio/process.html", context, status=status)
