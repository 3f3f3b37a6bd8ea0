"""The pages behind links in letters: an officer's first password, a forgotten one."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.refusals import Refusal
from motcua.people import recovering
from motcua.people.account_forms import ForgottenForm, NewPasswordForm
from motcua.people.invitations import invited
from motcua.people.models import User
from motcua.people.proofs import Moving, read_reset
from motcua.portal.doors import anyone, private


class LinkUsedUp(Refusal):
    """The link was used, has run out, or never was one."""

    code, status, title = "link-used-up", 404, "Liên kết không dùng được nữa"


@anyone("GET", "POST")
def set_password(request: HttpRequest, at: datetime, number: str, secret: str) -> HttpResponseBase:
    """Once; then one logs in with it."""
    user = invited(number, secret)
    if user is None:
        mend = "Đã đặt mật khẩu thì đăng nhập; nếu chưa, nhờ người quản trị gửi lại thư mời."
        return link_used_up(request, mend, what="Liên kết đặt mật khẩu")
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _set(request, user)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "username": user.username}
    return private(render(request, "portal/set_password.html", context, status=status))


@anyone("GET", "POST")
def forgotten(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """Which address? Says the same whether or not it has an account."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        place = str(request.META.get("REMOTE_ADDR", ""))
        recovering.ask_for_reset(form.cleaned_data["email"], place=place, at=at)
        return redirect("letter-sent")
    status = 422 if request.method == "POST" else 200
    return private(render(request, "portal/forgotten.html", {"form": form}, status=status))


@anyone("GET", "POST")
def reset_password(request: HttpRequest, at: datetime, token: str) -> HttpResponseBase:
    """Another password, once; all sessions of the old one end."""
    found = read_reset(token)
    if found is None:
        return link_used_up(request, "Nhờ gửi thư mới ở trang “Quên mật khẩu”.")
    form = NewPasswordForm(found.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _reset(request, found, form.cleaned_data["password"])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "username": found.user.username}
    return private(render(request, "portal/set_password.html", context, status=status))


def link_used_up(request: HttpRequest, mend: str, *, what: str = "Liên kết") -> HttpResponseBase:
    """The page for a link that opens nothing any more."""
    refusal = LinkUsedUp(f"{what} đã dùng rồi hoặc đã hết hạn.", mend=mend)
    page = render(request, "portal/link_used_up.html", {"refusal": refusal}, status=404)
    return private(page)


def _reset(request: HttpRequest, found: Moving, password: str) -> HttpResponseBase:
    found.user.set_password(password)
    found.user.save(update_fields=["password"])
    recovering.reset(found)
    return _set(request, found.user)


def _set(request: HttpRequest, user: User) -> HttpResponseBase:
    messages.success(request, f"Đã đặt mật khẩu cho tài khoản {user.username}. Mời đăng nhập.")
    return redirect("login")
