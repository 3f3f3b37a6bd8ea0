"""The check before the form: is this service for my case? Else where to go instead.

The answers stand in the address, so that the back button and a second look work without a script;
nobody is known from them, and nothing is kept before the form is begun.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from motcua.catalogue import queries
from motcua.catalogue.models import Service
from motcua.eforms import fit as fitting
from motcua.eforms import versions
from motcua.eforms.fields import Exit, Fit
from motcua.eforms.reading import from_post
from motcua.eforms.wording import ask, control_id
from motcua.portal.doors import anyone
from motcua.portal.facts import facts_of
from motcua.portal.views.service import service_or_refusal

ASKED = "hoi"  # the questions were sent, whatever was chosen


@anyone("GET")
def fit(request: HttpRequest, at: datetime, code: str, agency: str) -> HttpResponseBase:
    """A few questions, nothing preselected; then the verdict."""
    offered = service_or_refusal(code, agency)
    asked = versions.load(offered.form).fit if offered.form else None
    if asked is None:
        return redirect("service", code=code, agency=agency)
    answers = from_post(fitting.page_of(asked), request.GET)
    if ASKED not in request.GET or fitting.unanswered(asked, answers):
        return _questions(request, offered, asked, answers, sent=ASKED in request.GET)
    context: dict[str, Any] = {"service": offered, "again_url": _again(request)}
    if found := fitting.exit_of(asked, answers):
        context |= {"exit": found, "way": _way(found)}
        return render(request, "portal/fit_exit.html", context)
    told = {one.name: answers[one.name] for one in fitting.asked(asked, answers)}
    context |= {"facts": facts_of(queries.content_of(offered.procedure), offered)}
    return render(request, "portal/fit_right.html", context | {"answers": told})


def _questions(
    request: HttpRequest, offered: Service, asked: Fit, answers: dict[str, Any], *, sent: bool
) -> HttpResponseBase:
    """Once sent, what is missing is said at its question."""
    lacking = fitting.unanswered(asked, answers) if sent else []
    context = {
        "service": offered,
        "form_shown": fitting.form_of(asked),
        "page": fitting.page_of(asked),
        "values": answers,
        "wrong": {f"/{one.name}": ask(one) for one in lacking},
        "errors": [{"anchor": control_id(one.name), "message": ask(one)} for one in lacking],
    }
    return render(request, "portal/fit.html", context, status=422 if lacking else 200)


def _again(request: HttpRequest) -> str:
    """The questions with what was chosen, to choose otherwise."""
    kept = request.GET.copy()
    kept.pop(ASKED, None)
    return f"?{kept.urlencode()}"


def _way(found: Exit) -> str:
    """Where the right procedure is; nothing where none is needed."""
    if found.procedure:
        known = queries.procedure_or_none(found.procedure)
        if known is not None and known.current is not None:
            return reverse("procedure", args=[found.procedure])
    words = found.search or found.procedure
    return f"{reverse('search')}?{urlencode({'q': words})}" if words else ""
