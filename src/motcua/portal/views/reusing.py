"""Never asked twice: whether to use what the account told before. Asked once; nothing is preset."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.dossiers import drafts, known
from motcua.dossiers.models import Draft
from motcua.portal import reuse, steps
from motcua.portal.doors import drafter

USE = "dung"


@drafter("GET", "POST")
def draft_known(request: HttpRequest, at: datetime, draft: Draft) -> HttpResponseBase:
    """What would be filled in, from where; and two buttons."""
    if request.method == "POST" and reuse.is_holder(request, draft):
        act = known.take if request.POST.get("lam") == USE else known.decline
        act(draft, at=at)
        return _onwards(draft)
    lines = reuse.known_lines(request, draft, at)
    if draft.known is not None or not lines:
        return _onwards(draft)
    return render(request, "portal/draft_known.html", {"draft": draft, "lines": lines})


def _onwards(draft: Draft) -> HttpResponseBase:
    first = steps.steps_of(drafts.form_of(draft), draft.answers)[0]
    return redirect("draft-page", draft=draft.public_id, key=first.key)
