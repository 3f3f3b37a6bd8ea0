"""Answering the applicant's messages."""

from datetime import datetime

from django.contrib import messages as notes
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.core.refusals import Refusal
from motcua.desk.doors import dossier_or_404, officer
from motcua.desk.screen import whole
from motcua.dossiers import messages
from motcua.dossiers.actors import Officer


@officer("GET", "POST")
def message(request: HttpRequest, by: Officer, at: datetime, code: str) -> HttpResponseBase:
    """Send it; refused, the dossier comes back with what was typed."""
    found = dossier_or_404(by, code)
    thread = reverse("desk:dossier", args=[found.code]) + "#tin-nhan"
    if request.method != "POST":
        return redirect(thread)
    typed = request.POST.get("text", "")
    try:
        messages.write(found, by=by, at=at, text=typed)
    except Refusal as refusal:
        more = {"typed": typed, "message_refusal": refusal, "queue_url": reverse("desk:queue")}
        shown = whole(found, by, at) | more
        return render(request, "desk/dossier.html", shown, status=refusal.status)
    notes.success(request, "Đã gửi tin nhắn cho người nộp.")
    return redirect(thread)
