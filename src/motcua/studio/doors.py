"""The door of the studio: owners of procedures come in; the permission is asked in the change."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from motcua.core.moments import local_day
from motcua.core.refusals import NotAllowed, Refusal
from motcua.people.models import User
from motcua.people.postings import postings_of
from motcua.people.roles import Role

View = Callable[..., HttpResponse]


def owner(*methods: str) -> Callable[[View], View]:
    """Owners come in: `view(request, user, at, …)`; refusals become a page."""

    def door(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, **named: object) -> HttpResponse:
            at = timezone.now()
            try:
                answer = view(request, _owner(request, at), at, **named)
            except Refusal as refusal:
                context = {"refusal": refusal}
                answer = render(request, "studio/refused.html", context, status=refusal.status)
            patch_cache_control(answer, private=True, no_store=True)
            return answer

        seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
        return require_http_methods(seen)(login_required(enter))

    return door


def _owner(request: HttpRequest, at: datetime) -> User:
    """The owner, also for the frame of the page: her posting and what her roles open."""
    user = request.user
    postings = postings_of(user, local_day(at)) if isinstance(user, User) else []
    owning = [posting for posting in postings if posting.role == Role.OWNER]
    if not isinstance(user, User) or not owning:
        raise NotAllowed(
            "Trang này dành cho người soạn thủ tục.",
            why="Tài khoản này hôm nay không có phân công đó.",
            mend="Hỏi người quản trị.",
        )
    vars(request).update(postings=postings, owning=owning[0])
    return user
