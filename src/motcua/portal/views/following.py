"""Following a dossier: by its code alone, or as its applicant; taking it back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core import codes
from motcua.core.codes import UnknownCode
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.core.states import Act
from motcua.dossiers import acts, queries
from motcua.dossiers.may import owns
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import latest_answers, papers_of
from motcua.eforms.display import rows
from motcua.eforms.versions import load
from motcua.portal import keys, tracking
from motcua.portal.doors import anyone, keep_dossier_key, owner, private
from motcua.portal.keys import applicant_of
from motcua.portal.papers import say_sent
from motcua.portal.throttle import count_look_up


@anyone("GET")
def track(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Which dossier? Its code is enough to see where it is."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return _ask_code(request, typed)
    try:
        code = codes.parse(typed)
    except UnknownCode as refusal:
        return _ask_code(request, typed, refusal)
    return redirect("track-dossier", code=str(code))


@anyone("GET")
def track_dossier(request: HttpRequest, at: datetime, code: str) -> HttpResponseBase:
    """Who has it, and until when? No person is shown to whoever has but the code."""
    try:
        dossier = queries.tracked(code)
    except UnknownCode as refusal:
        return _ask_code(request, code, refusal)
    if keys.ASKED in request.GET:
        return keep_dossier_key(request, dossier)
    if dossier is not None and owns(dossier, applicant_of(request)):
        shown = tracking.whole(dossier, applicant_of(request), at)
        return private(render(request, "portal/track_dossier.html", shown))
    count_look_up(request, at=at)
    if dossier is None:
        return _ask_code(request, code, _no_such(code))
    return private(render(request, "portal/track_code.html", tracking.by_code(dossier, at)))


@owner("GET")
def dossier_answers(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """What was handed in, as it counts now."""
    form, answers = load(dossier.form_version), latest_answers(dossier)
    sections = rows(form, answers.answers, say_sent(papers_of(dossier)), day=local_day(at))
    context = {"dossier": dossier, "sections": sections, "handed_in": answers.created_at}
    return render(request, "portal/dossier_answers.html", context)


@owner("GET", "POST")
def withdraw(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """Take it back? Says what follows, then asks once."""
    by = applicant_of(request)
    reason = request.POST.get("reason", "")[:1000]
    if request.method != "POST":
        if not tracking.would(Act.WITHDRAW, dossier, by):
            return redirect("track-dossier", code=dossier.code)
        return _ask_withdraw(request, dossier, reason)
    try:
        acts.withdraw(dossier, by=by, at=at, reason=reason, version=_version(request))
    except Refusal as refusal:
        return _ask_withdraw(request, dossier, reason, refusal)
    messages.success(request, "Đã rút hồ sơ. Cơ quan dừng giải quyết.")
    return redirect("track-dossier", code=dossier.code)


@owner("POST")
def claim(request: HttpRequest, at: datetime, dossier: Dossier) -> HttpResponseBase:
    """Take what was filed without an account into the one that is logged in."""
    acts.claim(dossier, by=applicant_of(request), at=at)
    messages.success(request, "Đã đưa hồ sơ vào tài khoản. Hồ sơ sắp có ở “Hồ sơ của tôi”.")
    return redirect("track-dossier", code=dossier.code)


def _ask_code(request: HttpRequest, typed: str, refusal: Refusal | None = None) -> HttpResponseBase:
    context = {"typed": typed, "refusal": refusal, "example": codes.EXAMPLE}
    status = refusal.status if refusal else 200
    return render(request, "portal/track.html", context, status=status)


def _ask_withdraw(
    request: HttpRequest, dossier: Dossier, reason: str, refusal: Refusal | None = None
) -> HttpResponseBase:
    context = {"dossier": dossier, "reason": reason, "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "portal/withdraw.html", context, status=status)


def _version(request: HttpRequest) -> int | None:
    """The version the page was made from; somebody may have acted since."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _no_such(code: str) -> UnknownCode:
    return UnknownCode(
        f"Không có hồ sơ mang mã {codes.parse(code)}.",
        mend="Xem lại từng số trên giấy biên nhận, hoặc mở đường dẫn đã nhận khi nộp.",
    )
