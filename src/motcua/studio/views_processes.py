"""Processes: published ones and those in force, looked at step by step, approved for an agency."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.agencies.models import Agency
from motcua.catalogue import adopting, queries
from motcua.catalogue.models import Service
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.people.owning import agencies_of_owner, owns_for
from motcua.processes.definitions import AfterSupplement, Process, process_from_json
from motcua.processes.models import PublishedProcess
from motcua.processes.queries import load, published_process, published_processes
from motcua.studio.doors import owner
from motcua.studio.taking_part import lines_of, taken_over

LONGEST = 200


@owner("GET")
def processes(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    """Those that have the words; all of them, by name, without any."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    return render(request, "studio/processes.html", {"q": q, "found": published_processes(q)})


@owner("GET", "POST")
def process(request: HttpRequest, user: User, at: datetime, number: int) -> HttpResponse:
    """One published process; posted, it becomes the approved one of an agency."""
    found = published_process(number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _published(request, found, user, at)
    code = request.POST.get("code", "").replace("\0", "").strip()[:LONGEST]
    try:
        agency = adopting.agency_named(request.POST.get("agency", "").replace("\0", "")[:LONGEST])
        _approve(request, process_from_json(found.definition), code, agency, user, at)
    except Refusal as refusal:
        return _published(request, found, user, at, refusal=refusal)
    return redirect("studio:process", number=number)


@owner("GET", "POST")
def process_in_force(
    request: HttpRequest, user: User, at: datetime, code: str, agency: str
) -> HttpResponse:
    """The process that a service follows; posted, the changed one is approved in its place."""
    service = queries.service_or_none(code, agency)
    if (
        service is None
        or service.process is None
        or not owns_for(user, service.agency, local_day(at))
    ):
        raise Http404
    if request.method != "POST":
        return _in_force(request, service)
    try:
        _approve(request, load(service.process), code, service.agency, user, at)
    except Refusal as refusal:
        return _in_force(request, service, refusal=refusal)
    return redirect("studio:process-in-force", code=code, agency=agency)


def _approve(
    request: HttpRequest, base: Process, code: str, agency: Agency, user: User, at: datetime
) -> None:
    changed = taken_over(base, request.POST, day=local_day(at))
    adopting.adopt(changed, code, agency=agency, at=at, by=user)
    messages.success(request, f"Đã phê duyệt quy trình này cho {code} ở {agency.name}.")


def _published(
    request: HttpRequest,
    found: PublishedProcess,
    user: User,
    at: datetime,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "process": found,
        **_shown(request, process_from_json(found.definition), refusal),
        "agencies": agencies_of_owner(user, local_day(at)),
        "code": request.POST.get("code", found.codes[0] if found.codes else ""),
        "chosen": request.POST.get("agency", ""),
    }
    status = refusal.status if refusal else 200
    return render(request, "studio/process.html", context, status=status)


def _in_force(
    request: HttpRequest, service: Service, *, refusal: Refusal | None = None
) -> HttpResponse:
    version = service.process
    if version is None:
        raise Http404
    context = {"service": service, "version": version, **_shown(request, load(version), refusal)}
    status = refusal.status if refusal else 200
    return render(request, "studio/process_in_force.html", context, status=status)


def _shown(request: HttpRequest, found: Process, refusal: Refusal | None) -> dict[str, Any]:
    """Steps, sum and days as both pages show them, with what was typed."""
    days = {
        name: request.POST.get(name, str(getattr(found, name)))
        for name in ("consultation_days", "supplement_days")
    }
    return {
        "lines": lines_of(found, request.POST),
        "sum": found.hours,
        **days,
        "after": request.POST.get("after_supplement", found.after_supplement.value),
        "afters": list(AfterSupplement),
        "refusal": refusal,
    }
