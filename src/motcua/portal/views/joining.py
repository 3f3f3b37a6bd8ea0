"""Making one's own account: a letter to the address first, then the password."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import login as begin_session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.people import joining
from motcua.people.account_forms import JoinForm, SignUpForm
from motcua.people.models import User
from motcua.people.proofs import read_join
from motcua.portal.doors import anyone, private
from motcua.portal.views.password import link_used_up


@anyone("GET", "POST")
def sign_up(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Who, and at which address? Says the same whether or not it has an account."""
    if request.user.is_authenticated:
        return redirect("account")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        place = str(request.META.get("REMOTE_ADDR", ""))
        joining.ask_to_join(**form.cleaned_data, place=place, at=at)
        return redirect("letter-sent")
    status = 422 if request.method == "POST" else 200
    return private(render(request, "portal/sign_up.html", {"form": form}, status=status))


@anyone("GET")
def letter_sent(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """What now? Open the letter."""
    return render(request, "portal/letter_sent.html")


@anyone("GET", "POST")
def join(request: HttpRequest, at: datetime, token: str) -> HttpResponseBase:
    """The address is proved; with a password the account is there, and its owner logged in."""
    wish = read_join(token)
    if wish is None:
        return link_used_up(request, "Bắt đầu lập tài khoản lại để nhận thư mới.")
    form = JoinForm(User(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _made(request, joining.join(wish, **form.cleaned_data))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "wish": wish}
    return private(render(request, "portal/join.html", context, status=status))


def _made(request: HttpRequest, user: User | None) -> HttpResponseBase:
    if user is None:
        return link_used_up(request, "Tài khoản đã lập rồi: đăng nhập bằng thư điện tử.")
    begin_session(request, user, backend="motcua.people.login.ActiveUserBackend")
    messages.success(
        request, f"Đã lập tài khoản. Tên đăng nhập: {user.username}, hoặc thư điện tử."
    )
    return redirect("account")
