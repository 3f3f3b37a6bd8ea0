"""The doors of the desk: by which methods one comes in, and that one is an officer of today.

A door reads the clock once and turns a refusal into a page. The permission itself is asked in the
acts; a dossier of another agency is answered as if it did not exist.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from motcua.core.codes import UnknownCode
from motcua.core.refusals import NotAllowed, Refusal
from motcua.desk import typed
from motcua.dossiers import queries
from motcua.dossiers.actors import Officer, officer_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.people.models import User
from motcua.people.roles import Role

View = Callable[..., HttpResponseBase]
Door = Callable[[View], View]


def officer(*methods: str) -> Door:
    """Officers with a place of work come in: `view(request, by, at, …)`; others are told why not.

    Who is not logged in logs in and comes back; what was typed meanwhile is kept.
    """
    return _door(methods, lambda by: bool(by.workplaces))


def reader(*methods: str) -> Door:
    """Officers, and auditors, who read and do nothing: `view(request, by, at, …)`."""
    return _door(methods, lambda by: bool(by.workplaces) or by.has_role(Role.AUDITOR))


def dossier_or_404(by: Officer, code: str) -> Dossier:
    """The dossier of this code, if the officer may read it."""
    try:
        dossier = queries.dossier_for(by, code)
    except UnknownCode as unknown:
        raise Http404 from unknown
    if dossier is None:
        raise Http404
    return dossier


def asked_or_404(by: Officer, code: str) -> tuple[Dossier, Consultation]:
    """The dossier about which an agency of this officer was asked, and the question."""
    try:
        found = queries.asked_for(by, code)
    except UnknownCode as unknown:
        raise Http404 from unknown
    if found is None:
        raise Http404
    return found


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """The page that says what happened, why, and what to do now."""
    return private(
        render(request, "desk/refused.html", {"refusal": refusal}, status=refusal.status)
    )


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody between us and the officer keeps a copy, but of page images in her own browser."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)
    return response


def _door(methods: tuple[str, ...], admits: Callable[[Officer], bool]) -> Door:
    def door(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, **named: object) -> HttpResponseBase:
            user, at = request.user, timezone.now()
            if not isinstance(user, User):
                typed.keep(request)
                return redirect_to_login(request.get_full_path())
            try:
                by = _officer(request, user, at, admits)
                return private(view(request, by, at, **named))
            except Refusal as refusal:
                return refused(request, refusal)

        seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
        return require_http_methods(seen)(enter)

    return door


def _officer(
    request: HttpRequest, user: User, at: datetime, admits: Callable[[Officer], bool]
) -> Officer:
    """The officer, also for the frame of the page: name, posting, what her roles open."""
    by = officer_of(user, at)
    if not admits(by):
        raise NotAllowed(
            "Trang này dành cho cán bộ.",
            why="Tài khoản này hôm nay không có phân công ở bộ phận một cửa nào.",
            mend="Hỏi người quản trị của cơ quan.",
        )
    vars(request).update(officer=by, postings=by.postings)
    return by
