"""The service page: can I, what, how long, how much, and then? And its one button."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.catalogue import queries
from motcua.catalogue.models import Service
from motcua.core.refusals import Refusal
from motcua.dossiers import drafts
from motcua.dossiers.models import Draft
from motcua.eforms.fit import carried, page_of
from motcua.eforms.reading import from_post
from motcua.eforms.versions import load
from motcua.portal import begun, keys, reuse, steps
from motcua.portal.doors import anyone
from motcua.portal.facts import facts_of
from motcua.portal.views.finding import procedure_or_refusal


class NotOfferedHere(Refusal):
    """The procedure exists; this agency does not offer it online."""

    code, status, title = "not-offered-here", 404, "Cơ quan này chưa nhận trên mạng"


@anyone("GET", "POST")
def service(request: HttpRequest, at: datetime, code: str, agency: str) -> HttpResponseBase:
    """Answers first; then the button. What was begun here before is offered first."""
    offered = service_or_refusal(code, agency)
    open_here = begun.here(request, offered, at)
    if request.method == "POST":
        again = open_here.drafts and "moi" not in request.POST
        draft = open_here.drafts[0] if again else _start(request, offered, at)
        return _into(request, draft, at)
    context = {
        "procedure": offered.procedure,
        "service": offered,
        "facts": facts_of(queries.content_of(offered.procedure), offered),
        "begun": open_here,
        "days": drafts.LIFETIME.days,
        "has_fit": bool(offered.form and load(offered.form).fit),
    }
    return render(request, "portal/service.html", context)


def service_or_refusal(code: str, agency: str) -> Service:
    """The service offered at this agency. Raises `NotOfferedHere`, `NoSuchProcedure`."""
    offered = queries.service_or_none(code, agency)
    if offered is None:
        procedure = procedure_or_refusal(code)
        raise NotOfferedHere(
            f"Cơ quan này không nhận “{procedure.name}” trên mạng.",
            mend="Xem những nơi nhận trên mạng, hoặc cách làm tại quầy.",
            ways=[(reverse("procedure", args=[code]), "Nơi nhận và cách làm")],
        )
    return offered


def _start(request: HttpRequest, offered: Service, at: datetime) -> Draft:
    """A new draft, with what the check before the form was told already."""
    draft = drafts.start(offered, by=keys.applicant_of(request).user, at=at)
    form = drafts.form_of(draft)
    told = carried(form, from_post(page_of(form.fit), request.POST)) if form.fit else {}
    if told:
        drafts.save(draft, told, at=at)
    return draft


def _into(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponseBase:
    """To the first page of the draft, or to what is known of its account already.

    The browser keeps its key, and that it was begun here.
    """
    if draft.known is None and reuse.known_lines(request, draft, at):
        response = redirect("draft-known", draft=draft.public_id)
    else:
        first = steps.steps_of(drafts.form_of(draft), draft.answers)[0]
        response = redirect("draft-page", draft=draft.public_id, key=first.key)
    path = reverse("draft", args=[draft.public_id])
    keys.keep(response, path, draft.secret, days=keys.DRAFT_DAYS)
    return begun.remember(response, draft)
