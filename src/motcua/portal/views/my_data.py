"""My data: who looked at it, all of it to take along, and closing the account."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from motcua.core.moments import local_day
from motcua.core.refusals import Incomplete, Refusal
from motcua.documents.bundles import zipped
from motcua.dossiers import my_data as gathered
from motcua.people import closing, throttle
from motcua.people.models import User
from motcua.portal.doors import member
from motcua.portal.my_data import members


@member("GET")
def my_data(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """What is known of me, and what can I do about it?"""
    return render(request, "portal/my_data.html", {"looks": gathered.looks_at(user)})


@member("GET")
def my_data_bundle(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Everything as one ZIP, made while it is sent."""
    name = f"du-lieu-cua-toi-{local_day(at):%Y%m%d}.zip"
    return StreamingHttpResponse(
        zipped(members(user, at)),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@member("GET", "POST")
def close_account(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Says what goes and what the law keeps; then asks for the password."""
    closing.check_may_close(user, at=at)
    if request.method != "POST":
        return _ask(request, user, at)
    try:
        _check_password(request, user, at)
    except Refusal as refusal:
        return _ask(request, user, at, refusal)
    gathered.close_account(user, at=at)
    end_session(request)
    messages.success(request, "Đã xóa tài khoản. Hồ sơ đã nộp vẫn mở được bằng đường dẫn đã nhận.")
    return redirect("home")


def _check_password(request: HttpRequest, user: User, at: datetime) -> None:
    """Whoever sits at a machine left open does not close the account. Raises `Incomplete`."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    throttle.check_may_try(user.username, address, at=at)
    if user.check_password(request.POST.get("password", "")):
        throttle.forgive(user.username, address)
        return
    throttle.note_failure(user.username, address, at=at)
    raise Incomplete("Mật khẩu chưa đúng.", mend="Nhập lại mật khẩu đang dùng để đăng nhập.")


def _ask(
    request: HttpRequest, user: User, at: datetime, refusal: Refusal | None = None
) -> HttpResponseBase:
    going = [one for one in gathered.dossiers_of(user) if one.closed_at is None]
    context = {"going": going, "drafts": gathered.drafts_of(user, at), "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "portal/close_account.html", context, status=status)
