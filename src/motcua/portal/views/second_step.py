"""The second step: at the door, and its setting up, renewal and end on the page of security."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.refusals import Refusal
from motcua.people import one_time_codes, recovering, second_step
from motcua.people.account_forms import CodeForm, OwnPasswordForm
from motcua.people.models import User
from motcua.portal.doors import anyone, member, private
from motcua.portal.entering import begin, half_way_in
from motcua.slips import qr

_SALT = "second-step-salt"
NAME = "Bước xác nhận thứ hai"


@anyone("GET", "POST")
def second_step_code(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """The code of now, or one from paper."""
    half = half_way_in(request, at)
    if half is None:
        return redirect("login")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            second_step.check(half.user, form.cleaned_data["code"], at=at)
            return begin(request, half.user, half.onwards)
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
    status = 422 if request.method == "POST" else 200
    return private(render(request, "portal/second_step.html", {"form": form}, status=status))


@anyone("GET", "POST")
def second_step_first(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """An officer who must have one and has none: sets it up before anything is open."""
    half = half_way_in(request, at)
    if half is None or second_step.has_one(half.user):
        return redirect("login")
    codes, page = _set_up(request, half.user, at)
    if not codes:
        return private(page)
    begin(request, half.user, half.onwards)
    return private(_show(request, codes))


@member("GET", "POST")
def second_step_set_up(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """A telephone, or another one."""
    codes, page = _set_up(request, user, at)
    if not codes:
        return page
    recovering.tell_changed(user, NAME)
    return _show(request, codes)


@member("GET", "POST")
def recovery_codes(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """New codes for paper, for whoever knows the password."""
    if not second_step.has_one(user):
        return redirect("security")
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _show(request, second_step.renew_codes(user))
    context = {"form": form, "left": second_step.codes_left(user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/recovery_codes.html", context, status=status)


@member("GET", "POST")
def second_step_off(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Asks for the password, so that a phone left open takes nothing away."""
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        second_step.turn_off(user, at=at)
        recovering.tell_changed(user, NAME)
        messages.success(request, "Đã bỏ bước xác nhận thứ hai.")
        return redirect("security")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/second_step_off.html", {"form": form}, status=status)


def _set_up(request: HttpRequest, user: User, at: datetime) -> tuple[list[str], HttpResponseBase]:
    """The codes for paper when it was turned on; else the page that asks."""
    salt = request.session.setdefault(_SALT, one_time_codes.new_salt())
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_step.turn_on(user, salt, form.cleaned_data["code"], at=at)
            del request.session[_SALT]
            return codes, redirect("security")
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
    image = qr.svg(one_time_codes.address_of(salt, user.username), on_white=True)
    key = one_time_codes.key_of(salt)
    context = {
        "form": form,
        "image": image,
        "key": " ".join(key[place : place + 4] for place in range(0, len(key), 4)),
    }
    status = 422 if request.method == "POST" else 200
    return [], render(request, "portal/second_step_set_up.html", context, status=status)


def _show(request: HttpRequest, codes: list[str]) -> HttpResponseBase:
    """The only time that anybody reads them."""
    return render(request, "portal/recovery_codes_shown.html", {"codes": codes})
