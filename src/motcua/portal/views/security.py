"""How one gets into one's own account: password, address."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.people import identities, oidc, passkeys, recovering, second_step
from motcua.people.account_forms import ChangeEmailForm, ChangePasswordForm
from motcua.people.models import User
from motcua.people.proofs import read_move
from motcua.portal.doors import anyone, member, private
from motcua.portal.views.password import link_used_up


@member("GET")
def security(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """By what do I get in, and how do I change it?"""
    has_second_step = second_step.has_one(user)
    rows = [*_ways_in(user), *_outside(user), *(_second_step(user) if has_second_step else [])]
    context = {"rows": rows, "has_second_step": has_second_step}
    return render(request, "portal/security.html", context)


@member("GET", "POST")
def change_password(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Sessions on other machines end; this one goes on."""
    form = ChangePasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        recovering.tell_changed(user, "Mật khẩu")
        messages.success(request, "Đã đổi mật khẩu. Các máy khác đã bị đăng xuất.")
        return redirect("security")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/change_password.html", {"form": form}, status=status)


@member("GET", "POST")
def change_email(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Another address; it counts once its letter was opened."""
    form = ChangeEmailForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        place = str(request.META.get("REMOTE_ADDR", ""))
        recovering.ask_to_move(user, form.cleaned_data["email"], place=place, at=at)
        return redirect("letter-sent")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/change_email.html", {"form": form}, status=status)


@anyone("GET", "POST")
def confirm_email(request: HttpRequest, at: datetime, token: str) -> HttpResponseBase:
    """Asks once, so that a program that looks into letters changes nothing."""
    moving = read_move(token)
    if moving is None:
        return link_used_up(request, "Vào “Đăng nhập và bảo mật” để nhận thư mới.")
    if request.method == "POST":
        if not recovering.move(moving):
            return link_used_up(request, "Địa chỉ này nay đã có tài khoản khác.")
        messages.success(request, f"Từ nay đăng nhập và nhận thư bằng {moving.email}.")
        return redirect("security")
    return private(render(request, "portal/confirm_email.html", {"moving": moving}))


def _ways_in(user: User) -> list[dict[str, str]]:
    email = user.confirmed_email or "chưa có địa chỉ nào được xác nhận"
    password = "đã đặt" if user.has_usable_password() else "chưa đặt"
    ways = [
        {"label": "Tên đăng nhập", "text": user.username},
        {"label": "Thư điện tử", "text": email, "change_url": reverse("change-email")},
        {"label": "Mật khẩu", "text": password, "change_url": reverse("change-password")},
    ]
    if passkeys.possible():
        keys = ", ".join(key.name for key in passkeys.of(user)) or "chưa có"
        ways.append({"label": "Khóa truy cập", "text": keys, "change_url": reverse("passkey-list")})
    return ways


def _outside(user: User) -> list[dict[str, str]]:
    """Whether the provider's word opens the account; nothing where there is no provider."""
    provider = oidc.provider()
    if not provider:
        return []
    linked = bool(identities.identities_of(user))
    text, page = ("đã nối", "outside-unlink") if linked else ("chưa nối", "outside")
    return [{"label": provider.name, "text": text, "change_url": reverse(page)}]


def _second_step(user: User) -> list[dict[str, str]]:
    left = f"còn {second_step.codes_left(user)} mã"
    return [
        {
            "label": "Bước xác nhận thứ hai",
            "text": "mã trên điện thoại, sau mật khẩu",
            "change_url": reverse("second-step-set-up"),
        },
        {"label": "Mã dự phòng trên giấy", "text": left, "change_url": reverse("recovery-codes")},
    ]
