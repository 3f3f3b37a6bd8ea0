"""From the right password into a session: at once, or by a second step.

Between the two the visitor is nobody: the session keeps only who has given the right password, for
some minutes, and opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import login as begin_session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.people import second_step
from motcua.people.login import may_log_in
from motcua.people.models import User
from motcua.portal import mine

MINUTES = 10
_KEPT = "half-way-in"


@dataclass(frozen=True, kw_only=True)
class HalfWayIn:
    """Whoever has given the right password, and where she wanted to go."""

    user: User
    onwards: str


def go_in(request: HttpRequest, user: User, onwards: str, at: datetime) -> HttpResponseBase:
    """Begin the session, or ask for the second step first."""
    if second_step.has_one(user):
        return _keep(request, user, onwards, at, "second-step-code")
    if second_step.must_have_one(user, at):
        return _keep(request, user, onwards, at, "second-step-first")
    return begin(request, user, onwards)


def half_way_in(request: HttpRequest, at: datetime) -> HalfWayIn | None:
    """Whose second step this is; None when nobody's, or too long ago."""
    kept = request.session.get(_KEPT)
    if not kept or at.timestamp() - kept["at"] > MINUTES * 60:
        return None
    user = User.objects.filter(pk=kept["user"]).first()
    if user is None or not may_log_in(user) or user.get_session_auth_hash() != kept["hash"]:
        return None
    return HalfWayIn(user=user, onwards=kept["onwards"])


def begin(request: HttpRequest, user: User, onwards: str) -> HttpResponseBase:
    """The session of this account, under a new key."""
    begin_session(request, user)
    request.session.pop(_KEPT, None)
    return redirect(where_to(request, onwards))


def where_to(request: HttpRequest, address: str) -> str:
    """Where to go after logging in: an address of our own, else the visitor's own page."""
    ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else mine.own_page(request)


def _keep(
    request: HttpRequest, user: User, onwards: str, at: datetime, name: str
) -> HttpResponseBase:
    request.session.cycle_key()
    request.session[_KEPT] = {
        "user": user.pk,
        "at": at.timestamp(),
        "hash": user.get_session_auth_hash(),
        "onwards": onwards,
    }
    return redirect(name)
