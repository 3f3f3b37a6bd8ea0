"""Passkeys: logging in by one; adding and removing them on the page of security."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.refusals import Refusal
from motcua.people import passkeys, recovering
from motcua.people.account_forms import OwnPasswordForm
from motcua.people.models import User
from motcua.portal.doors import anyone, member, private
from motcua.portal.entering import begin

_ASKED = "passkey-asked"
NAME = "Khóa truy cập"


@anyone("GET", "POST")
def passkey_login(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Which key? It says who one is."""
    _check_possible()
    onwards = request.POST.get("next", request.GET.get("next", ""))
    refusal = None
    if request.method == "POST":
        state = request.session.pop(_ASKED, {})
        try:
            user = passkeys.user_of(state, request.POST.get("credential", ""))
            return private(begin(request, user, onwards))
        except Refusal as caught:
            refusal = caught
    options, request.session[_ASKED] = passkeys.ask_known()
    context = {"options": options, "next": onwards, "refusal": refusal}
    status = refusal.status if refusal else 200
    return private(render(request, "portal/passkey_login.html", context, status=status))


@member("GET", "POST")
def passkey_list(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Which keys are there? Add one, for whoever knows the password."""
    _check_possible()
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        state, told = request.session.pop(_ASKED, {}), request.POST.get("credential", "")
        try:
            passkeys.add(user, state, told, name=request.POST.get("name", ""), at=at)
            recovering.tell_changed(user, NAME)
            messages.success(request, "Đã thêm khóa. Từ nay đăng nhập bằng khóa được.")
            return redirect("passkey-list")
        except Refusal as caught:
            refusal = caught
    options, request.session[_ASKED] = passkeys.ask_new(user)
    context = {"options": options, "form": form, "keys": passkeys.of(user), "refusal": refusal}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/passkeys.html", context, status=status)


@member("POST")
def passkey_remove(request: HttpRequest, at: datetime, user: User, key: int) -> HttpResponseBase:
    """It opens nothing any more."""
    removed = passkeys.remove(user, key)
    if removed is not None:
        recovering.tell_changed(user, NAME)
        messages.success(request, f"Đã bỏ khóa “{removed.name}”.")
    return redirect("passkey-list")


def _check_possible() -> None:
    if not passkeys.possible():
        raise Http404
