"""Opening a dossier again to correct it, while nobody has accepted it."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.core.states import Act
from motcua.dossiers import corrections
from motcua.dossiers.models import Dossier
from motcua.portal import keys, tracking
from motcua.portal.doors import owner
from motcua.portal.keys import applicant_of


@owner("GET", "POST")
def correct(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """Says what follows; then the answers are open again, page by page."""
    by = applicant_of(request)
    if request.method != "POST":
        if not tracking.would(Act.CORRECT, dossier, by):
            return redirect("track-dossier", code=dossier.code)
        return render(request, "portal/correct.html", {"dossier": dossier})
    draft = corrections.begin(dossier, by=by, at=at)
    response = redirect("draft", draft=draft.public_id)
    path = reverse("draft", args=[draft.public_id])
    return keys.keep(response, path, draft.secret, days=keys.DRAFT_DAYS)
