"""The doors of the desk: by which methods one comes in, and that one is an officer of today.

A door reads the clock once and turns a refusal into a page. The permission itself is asked in the
acts; a dossier of another agency is answered as if it did not exist.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from motcua.core.codes import UnknownCode
from motcua.core.refusals import NotAllowed, Refusal
from motcua.dossiers import queries
from motcua.dossiers.actors import Officer, officer_of
from motcua.dossiers.models import Dossier
from motcua.people.models import User

View = Callable[..., HttpResponseBase]


def officer(*methods: str) -> Callable[[View], View]:
    """Officers come in: `view(request, by, at, …)`; others log in, or are told why not."""

    def door(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, **named: object) -> HttpResponseBase:
            try:
                by = _officer(request, at := timezone.now())
                return private(view(request, by, at, **named))
            except Refusal as refusal:
                return refused(request, refusal)

        seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
        return require_http_methods(seen)(login_required(enter))

    return door


def dossier_or_404(by: Officer, code: str) -> Dossier:
    """The dossier of this code, if the officer may read it."""
    try:
        dossier = queries.dossier_for(by, code)
    except UnknownCode as unknown:
        raise Http404 from unknown
    if dossier is None:
        raise Http404
    return dossier


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


def _officer(request: HttpRequest, at: datetime) -> Officer:
    user = request.user
    by = officer_of(user, at) if isinstance(user, User) else None
    if by is None or not by.workplaces:
        raise NotAllowed(
            "Trang này dành cho cán bộ.",
            why="Tài khoản này hôm nay không có phân công ở bộ phận một cửa nào.",
            mend="Hỏi người quản trị của cơ quan.",
        )
    return by
