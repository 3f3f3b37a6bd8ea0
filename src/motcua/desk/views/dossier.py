"""One dossier on one screen: answers, papers, journal, clock, and the acts that work now."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.desk.doors import asked_or_404, dossier_or_404, officer, reader
from motcua.desk.screen import whole
from motcua.dossiers import queries
from motcua.dossiers.actors import Officer


@reader("GET")
def dossier(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """Everything an officer needs to act, read once; an auditor reads it without acts."""
    try:
        found = dossier_or_404(by, code)
    except Http404:
        asked_or_404(by, code)  # an agency that was asked sees a part of it
        return redirect("desk:consultation", code=code)
    context = whole(found, by, at) | {"queue_url": _queue_url(request)}
    return render(request, "desk/dossier.html", context)


def _queue_url(request: HttpRequest) -> str:
    """The queue, as narrow as it was when the officer came from it."""
    queue, came_from = reverse("desk:queue"), urlsplit(request.headers.get("Referer", ""))
    return f"{queue}?{came_from.query}" if came_from.path == queue and came_from.query else queue


@officer("GET")
def following(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """The dossier behind this one in the officer's queue; at its end, the queue."""
    here = dossier_or_404(by, code)
    cursor = queries.cursor_after(here) if here.due_at else ""
    found = queries.queue(by, cursor=cursor, limit=1).items
    if found:
        return redirect("desk:dossier", code=found[0].code)
    messages.info(request, "Đã xem hết hàng chờ.")
    return redirect("desk:queue")
