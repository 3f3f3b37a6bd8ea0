"""Writing to the officers who have the dossier."""

from datetime import datetime

from django.contrib import messages as notes
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.core.refusals import Refusal
from motcua.dossiers import messages
from motcua.dossiers.models import Dossier
from motcua.portal import tracking
from motcua.portal.doors import owner
from motcua.portal.keys import applicant_of


@owner("GET", "POST")
def dossier_message(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """Send it; refused, the page of the dossier comes back with what was typed."""
    thread = reverse("track-dossier", args=[dossier.code]) + "#tin-nhan"
    if request.method != "POST":
        return redirect(thread)
    by, typed = applicant_of(request), request.POST.get("text", "")
    try:
        messages.write(dossier, by=by, at=at, text=typed)
    except Refusal as refusal:
        shown = tracking.whole(dossier, by, at) | {"typed": typed, "message_refusal": refusal}
        return render(request, "portal/track_dossier.html", shown, status=refusal.status)
    notes.success(request, "Đã gửi tin nhắn. Cán bộ đọc lúc nào sẽ ghi ngay dưới tin.")
    return redirect(thread)
