"""Rating a dossier after its result was returned: three rows, three grades."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.refusals import Incomplete, Refusal
from motcua.dossiers.models import Dossier
from motcua.feedback.acts import rate
from motcua.feedback.grades import Aspect, Grade
from motcua.portal import rated
from motcua.portal.doors import owner
from motcua.portal.keys import applicant_of


@owner("GET", "POST")
def rating(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """How was it? Nothing is preselected; what was given before is shown and may be changed."""
    by = applicant_of(request)
    if request.method != "POST":
        if not rated.may_rate_now(dossier, by, at):
            return redirect("track-dossier", code=dossier.code)
        return _ask(request, dossier, rated.given(dossier))
    typed = {name: request.POST.get(name, "") for name in (*Aspect, "comment")}
    try:
        grades = _grades(typed)
        rate(dossier, by=by, at=at, **grades, comment=typed["comment"])
    except Refusal as refusal:
        return _ask(request, dossier, typed, refusal)
    messages.success(request, "Cảm ơn ông/bà đã đánh giá.")
    return redirect("track-dossier", code=dossier.code)


def _grades(typed: dict[str, str]) -> dict[str, Grade]:
    """A grade for each aspect; raises `Incomplete` naming those that were left out."""
    left = [aspect for aspect in Aspect if typed[aspect] not in set(Grade)]
    if left:
        errors = [
            {"field": f"/{one.value}", "message": f"Chọn một mức cho: {one.label.lower()}"}
            for one in left
        ]
        raise Incomplete("Còn thiếu mức đánh giá.", missing=[], errors=errors)
    return {aspect.value: Grade(typed[aspect]) for aspect in Aspect}


def _ask(
    request: HttpRequest, dossier: Dossier, typed: dict[str, str], refusal: Refusal | None = None
) -> HttpResponseBase:
    context = {
        "dossier": dossier,
        "rows": rated.rows(typed, refusal),
        "errors": rated.errors(refusal),
        "comment": typed.get("comment", ""),
        "comment_error": rated.error_at("comment", refusal),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "portal/rating.html", context, status=status)
