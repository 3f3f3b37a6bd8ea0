"""The door of the studio: owners of procedures come in; the permission is asked in the change."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed, Refusal
from motcua.people.models import User
from motcua.people.postings import holds_role
from motcua.people.roles import Role

View = Callable[..., HttpResponse]


def owner(*methods: str) -> Callable[[View], View]:
    """Owners come in: `view(request, user, at, …)`; refusals become a page."""

    def door(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, **named: object) -> HttpResponse:
            at = timezone.now()
            try:
                return view(request, _owner(request, local_day(at)), at, **named)
            except Refusal as refusal:
                context = {"refusal": refusal}
                return render(request, "studio/refused.html", context, status=refusal.status)

        seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
        return require_http_methods(seen)(login_required(enter))

    return door


def _owner(request: HttpRequest, day: date) -> User:
    user = request.user
    if not isinstance(user, User) or not holds_role(user, Role.OWNER, day):
        raise NotAllowed(
            "Trang này dành cho người soạn thủ tục.",
            why="Tài khoản này hôm nay không có phân công đó.",
            mend="Hỏi người quản trị.",
        )
    return user
