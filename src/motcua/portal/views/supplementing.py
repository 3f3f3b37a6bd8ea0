"""Answering a request for a supplement: just what was asked, with the officer's words beside it.

One form for fields and papers, so that no button loses what was typed beside another; everything
is staged at once, handed in by the last button alone.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.moments import local_day
from motcua.core.refusals import Refusal, WrongState
from motcua.dossiers import acts, photographed, supplements
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.eforms.fields import Field
from motcua.eforms.reading import changes_rows
from motcua.portal import asked
from motcua.portal.doors import owner
from motcua.portal.keys import applicant_of
from motcua.portal.papers import check_chosen


@owner("GET", "POST")
def supplement(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """What exactly? Each point with its own field or paper."""
    try:
        waiting = supplements.open_request(dossier)
    except WrongState:
        if request.method != "POST":
            return redirect("track-dossier", code=dossier.code)
        raise
    if request.method == "POST":
        return _answered(request, at, dossier, waiting)
    return _show(request, at, dossier, waiting)


@owner("POST")
def supplement_save(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """Saved while typing, by a script."""
    waiting = supplements.open_request(dossier)
    _stage(request, at, dossier, waiting)
    return HttpResponse(status=204)


def _answered(
    request: HttpRequest, at: datetime, dossier: Dossier, waiting: SupplementRequest
) -> HttpResponseBase:
    """Keep what came, then do what the button says: send a file, take one away, or hand in."""
    failed = ""
    try:
        _stage(request, at, dossier, waiting)
        if document := request.POST.get("bo"):
            supplements.remove_document(waiting, document)
            return redirect("supplement", code=dossier.code)
        for paper in asked.papers_of(dossier, waiting):
            failed = paper.name
            _keep_files(request, at, dossier, waiting, paper)
        failed = ""
        if "gui" in request.POST or changes_rows(request.POST):
            return redirect("supplement", code=dossier.code)
        acts.supplement(dossier, by=applicant_of(request), at=at)
    except Refusal as refusal:
        return _show(request, at, dossier, waiting, refusal, failed)
    messages.success(request, "Đã gửi bổ sung. Thời hạn tính tiếp từ bây giờ.")
    return redirect("track-dossier", code=dossier.code)


def _stage(
    request: HttpRequest, at: datetime, dossier: Dossier, waiting: SupplementRequest
) -> None:
    patch = asked.patch_of(dossier, waiting, request.POST, local_day(at))
    supplements.save(dossier, waiting, patch)


def _keep_files(
    request: HttpRequest, at: datetime, dossier: Dossier, waiting: SupplementRequest, paper: Field
) -> None:
    """The files chosen for one paper; its own button wants at least one."""
    files = request.FILES.getlist(f"tep.{paper.name}")
    if request.POST.get("gui") == paper.name:
        check_chosen(files)
    if files:
        photographed.take_for_supplement(dossier, waiting, paper, files, at=at)


def _show(
    request: HttpRequest,
    at: datetime,
    dossier: Dossier,
    waiting: SupplementRequest,
    refusal: Refusal | None = None,
    failed: str = "",
) -> HttpResponseBase:
    context = asked.shown(dossier, waiting, at, refusal=refusal, failed=failed)
    context |= {"dossier": dossier, "waiting": waiting}
    status = refusal.status if refusal else 200
    return render(request, "portal/supplement.html", context, status=status)
