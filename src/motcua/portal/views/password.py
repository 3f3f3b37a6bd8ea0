"""The page behind the link of an invitation: an officer sets her first password."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.refusals import Refusal
from motcua.people.invitations import invited
from motcua.portal.doors import anyone, private


class LinkUsedUp(Refusal):
    """The link was used, has run out, or never was one."""

    code, status, title = "link-used-up", 404, "Liên kết không dùng được nữa"


@anyone("GET", "POST")
def set_password(request: HttpRequest, at: datetime, number: str, secret: str) -> HttpResponseBase:
    """Once; then one logs in with it."""
    user = invited(number, secret)
    if user is None:
        refusal = LinkUsedUp(
            "Liên kết đặt mật khẩu đã dùng rồi hoặc đã hết hạn.",
            mend="Đã đặt mật khẩu thì đăng nhập; nếu chưa, nhờ người quản trị gửi lại thư mời.",
        )
        page = render(request, "portal/link_used_up.html", {"refusal": refusal}, status=404)
        return private(page)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã đặt mật khẩu cho tài khoản {user.username}. Mời đăng nhập.")
        return redirect("login")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "username": user.username}
    return private(render(request, "portal/set_password.html", context, status=status))
