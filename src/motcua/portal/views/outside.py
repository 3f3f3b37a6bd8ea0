"""Logging in by somebody else's word (OpenID Connect): there, back, and what follows.

An identity that no account knows yet makes none by itself: the visitor chooses between a new
account and the one she has. Linking asks for the password, so that nobody else's identity is
slipped into an account that was left open.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.people import identities, oidc, recovering
from motcua.people.account_forms import OwnPasswordForm
from motcua.people.login import may_log_in
from motcua.people.models import User
from motcua.people.oidc import Asked, Identity
from motcua.portal.doors import anyone, member, private
from motcua.portal.entering import go_in

MINUTES = 15
_ASKED, _PROVED, _ONWARDS = "oidc-asked", "oidc-proved", "oidc-onwards"
NAME = "Tài khoản định danh"


@anyone("GET")
def outside(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """To the provider."""
    address, asked = oidc.ask(_provider(), back=_back())
    request.session[_ASKED] = asked.kept()
    request.session[_ONWARDS] = request.GET.get("next", "")
    return private(redirect(address))


@anyone("GET")
def outside_back(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """From the provider: one question has one answer."""
    kept = request.session.pop(_ASKED, None)
    if kept is None or at.timestamp() - kept["at"] > MINUTES * 60:
        return redirect("login")
    identity = oidc.answered(_provider(), Asked(**kept), request.GET.dict(), back=_back())
    known = identities.user_of(identity)
    if known is not None and not request.user.is_authenticated:
        return _known(request, known, at)
    if known is not None and known == request.user:
        return redirect("security")
    request.session[_PROVED] = {"at": at.timestamp(), **vars(identity)}
    return redirect("outside-link" if request.user.is_authenticated else "outside-new")


@anyone("GET", "POST")
def outside_new(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """A new account, or the one she has?"""
    identity = _proved(request, at)
    if identity is None:
        return redirect("login")
    if request.method == "POST":
        user = identities.user_of(identity) or identities.join_by(identity, at=at)
        del request.session[_PROVED]
        return _known(request, user, at)
    context = {"identity": identity, "provider": _provider().name}
    return private(render(request, "portal/outside_new.html", context))


@member("GET", "POST")
def outside_link(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Let this identity open the account that is logged in."""
    identity = _proved(request, at)
    if identity is None:
        return redirect("security")
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _changed(request, user, lambda: identities.link(user, identity, at=at))
    context = {"form": form, "identity": identity, "provider": _provider().name}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/outside_link.html", context, status=status)


@member("GET", "POST")
def outside_unlink(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """It opens this account no more."""
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _changed(request, user, lambda: identities.unlink(user))
    context = {"form": form, "provider": _provider().name}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/outside_unlink.html", context, status=status)


def _changed(request: HttpRequest, user: User, change: Callable[[], Any]) -> HttpResponseBase:
    change()
    request.session.pop(_PROVED, None)
    recovering.tell_changed(user, NAME)
    messages.success(request, "Đã đổi cách đăng nhập.")
    return redirect("security")


def _known(request: HttpRequest, user: User, at: datetime) -> HttpResponseBase:
    if not may_log_in(user):
        raise oidc.NotProved("Tài khoản này không dùng được nữa.", mend="Hỏi nơi quản trị cổng.")
    return private(go_in(request, user, request.session.pop(_ONWARDS, ""), at))


def _proved(request: HttpRequest, at: datetime) -> Identity | None:
    """Who came back from the provider some minutes ago and has no account yet."""
    kept = dict(request.session.get(_PROVED) or {})
    if not kept or at.timestamp() - kept.pop("at") > MINUTES * 60:
        return None
    return Identity(**kept)


def _provider() -> oidc.Provider:
    found = oidc.provider()
    if not found:
        raise Http404
    return found


def _back() -> str:
    """Where the provider sends the browser; it knows this address."""
    return f"{settings.SITE_URL}{reverse('outside-back')}"
