"""Two doors into the same pages: the operator's and the owner's, each with its tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from motcua.bulk.kinds import OPERATOR_KINDS, OWNER_KINDS
from motcua.catalogue.owned import check_may_own
from motcua.core.moments import local_day
from motcua.core.refusals import Refusal
from motcua.people.models import User
from motcua.people.operating import check_may_operate
from motcua.people.postings import postings_of
from motcua.people.roles import Role
from motcua.spreadsheets.importing import Kind

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, kw_only=True)
class Door:
    """Where it is, for which role, back to where, and the tables behind it."""

    name: str
    role: Role
    home: str
    home_label: str
    may: Callable[[Any, datetime], None]
    kinds: tuple[Kind, ...]

    def kind(self, name: str) -> Kind:
        """One of its tables; raises `Http404`."""
        for kind in self.kinds:
            if kind.sheet.name == name:
                return kind
        raise Http404

    def url(self, page: str, *, kind: str = "", number: int | None = None) -> str:
        """The address of a page behind this door."""
        named = {"door": self.name, "kind": kind or None, "number": number}
        kwargs = {key: value for key, value in named.items() if value is not None}
        return reverse(f"bulk:{page}", kwargs=kwargs)


DOORS = {
    door.name: door
    for door in (
        Door(
            name="quan-tri",
            role=Role.OPERATOR,
            home="admin:index",
            home_label="Quản trị",
            may=check_may_operate,
            kinds=OPERATOR_KINDS,
        ),
        Door(
            name="soan-thao",
            role=Role.OWNER,
            home="studio:services",
            home_label="Soạn thảo",
            may=check_may_own,
            kinds=OWNER_KINDS,
        ),
    )
}


def through(*methods: str) -> Callable[[View], View]:
    """Who has the door's role comes in: `view(request, user, at, door, …)`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, door: str, **named: object) -> HttpResponseBase:
            at, found = timezone.now(), DOORS[door]
            try:
                answer = view(request, _user(request, found, at), at, found, **named)
            except Refusal as refusal:
                context = {"refusal": refusal, "door": found}
                answer = render(request, "bulk/refused.html", context, status=refusal.status)
            patch_cache_control(answer, private=True, no_store=True)
            return answer

        seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
        return require_http_methods(seen)(login_required(enter))

    return wrap


def _user(request: HttpRequest, door: Door, at: datetime) -> User:
    """Who came in, with the posting for the frame of the page. Raises `NotAllowed`."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    door.may(user, at)
    postings = postings_of(user, local_day(at))
    mine = next((one for one in postings if one.role == door.role), None)
    vars(request).update(postings=postings, posting=mine)
    return user
