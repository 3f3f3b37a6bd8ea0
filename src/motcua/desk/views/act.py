"""One act with its fields: shown, checked, done; what was typed stays when it is refused."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.moments import local_day
from motcua.core.refusals import Conflict, Incomplete, Refusal
from motcua.core.states import Act
from motcua.desk.asking import asked_items, item_lines
from motcua.desk.doors import dossier_or_404, officer
from motcua.documents import changes as documents
from motcua.dossiers.act_forms import ACT_FORMS, ActForm, perform, why_not
from motcua.dossiers.actors import Officer
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import Paper
from motcua.eforms.problems import Problem, page_problems
from motcua.eforms.reading import from_post


@officer("GET", "POST")
def act(request: HttpRequest, by: Officer, at: datetime, code: str, name: str) -> HttpResponseBase:
    """The act's page; POST does it and leads back to the dossier."""
    form = _act_form(name)
    dossier = dossier_or_404(by, code)
    if request.method != "POST":
        refusal = why_not(form, dossier, by, at)
        return _page(request, form, dossier, by, at, refusal=refusal)
    values = _values(request, form, dossier, by, at)
    try:
        papers = _result(request, form, dossier, at)
        version = _version(request)
        perform(form.act, dossier, by=by, at=at, version=version, values=values, result=papers)
    except Refusal as refusal:
        return _page(request, form, dossier, by, at, refusal=refusal, values=values)
    messages.success(request, f"Xong: {form.title.lower()}, hồ sơ {dossier.code}.")
    return redirect("desk:dossier", code=dossier.code)


def _page(
    request: HttpRequest,
    form: ActForm,
    dossier: Dossier,
    by: Officer,
    at: datetime,
    *,
    refusal: Refusal | None,
    values: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """The fields with what was typed, and the refusal on top."""
    fields = form.form(dossier, by, at)
    problems: list[Problem] = []
    if isinstance(refusal, Incomplete) and form.act is not Act.REQUEST_SUPPLEMENT:
        problems = page_problems(fields, fields.pages[0], values or {}, today=local_day(at))
    context = {
        "form": form,
        "dossier": dossier,
        "page": fields.pages[0],
        "values": values or {},
        "errors": problems,
        "refusal": None if problems else refusal,
        "again": refusal is None or isinstance(refusal, Incomplete | Conflict),
        "lines": item_lines(dossier, request.POST) if form.act is Act.REQUEST_SUPPLEMENT else [],
        "takes_result": form.act is Act.DECIDE,
    }
    status = refusal.status if refusal else 200
    return render(request, "desk/act.html", context, status=status)


def _act_form(name: str) -> ActForm:
    known = {form.act.value.replace("_", "-"): form for form in ACT_FORMS.values()}
    if name not in known:
        raise Http404
    return known[name]


def _values(
    request: HttpRequest, form: ActForm, dossier: Dossier, by: Officer, at: datetime
) -> dict[str, Any]:
    """What was posted, by the names of the act's fields."""
    page = form.form(dossier, by, at).pages[0]
    if form.act is not Act.REQUEST_SUPPLEMENT:
        return from_post(page, request.POST)
    rest = {name: request.POST[name] for name in ("exception_reason",) if name in request.POST}
    return {"items": asked_items(request.POST), **rest}


def _result(
    request: HttpRequest, form: ActForm, dossier: Dossier, at: datetime
) -> tuple[Paper, ...]:
    """The paper for the applicant that comes with a decision, if one does."""
    sent = request.FILES.get("result")
    if form.act is not Act.DECIDE or sent is None:
        return ()
    name = sent.name or "ket-qua"
    file = documents.store(dossier.jurisdiction, sent, filename=name, at=at)
    return (Paper(requirement="", filename=name, file=file),)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else None
