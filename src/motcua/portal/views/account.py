"""The visitor's account: her drafts and dossiers, tokens for programs, logging in and out."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.html import format_html

from motcua.core.refusals import Refusal
from motcua.dossiers import draft_lives, drafts, my_dossiers
from motcua.people import oidc, passkeys
from motcua.people.forms import LoginForm
from motcua.people.models import User
from motcua.people.scopes import Scope
from motcua.people.throttle import TooManyAttempts
from motcua.people.tokens import make_token, revoke, tokens_of
from motcua.portal import mine
from motcua.portal.doors import anyone, member, private
from motcua.portal.entering import go_in, where_to
from motcua.portal.mine import TokenWish


@member("GET")
def account(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """What waits for me?"""
    rows = my_dossiers.of(user)
    begun = mine.begun(drafts.all_open_for(user, at=at), at)
    context = mine.sorted_out(rows) | {
        "drafts": begun,
        "ends_soon": sum(one.ends_soon for one in begun),
        "recoverable": mine.over(draft_lives.recoverable_for(user, at=at)),
    }
    return render(request, "portal/account.html", context)


@member("GET", "POST")
def tokens(request: HttpRequest, at: datetime, user: User) -> HttpResponseBase:
    """Tokens for programs: make one, see which there are."""
    wish = TokenWish.from_post(request.POST)
    if request.method != "POST":
        return _tokens(request, user, wish)
    try:
        token, secret = make_token(
            user, name=wish.name, scope=wish.scope, days=wish.days_number, at=at
        )
    except Refusal as refusal:
        return _tokens(request, user, wish, refusal)
    messages.success(request, _shown_once(token.name, secret))
    return redirect("tokens")


@member("POST")
def token_revoke(request: HttpRequest, at: datetime, user: User, token: int) -> HttpResponseBase:
    """From now on the token opens nothing."""
    found = tokens_of(user).filter(pk=token).first()
    if found is not None:
        revoke(found, at=at)
        messages.success(request, f"Đã thu hồi mã “{found.name}”.")
    return redirect("tokens")


@anyone("GET", "POST")
def login(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """How do I get in?"""
    onwards = request.POST.get("next", request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(where_to(request, onwards))
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return private(go_in(request, form.get_user(), onwards, at))
    status = _login_status(form) if request.method == "POST" else 200
    context = {"form": form, "next": onwards, "provider": oidc.provider()}
    context["passkeys"] = passkeys.possible()
    return private(render(request, "portal/login.html", context, status=status))


@anyone("POST")
def logout(request: HttpRequest, at: datetime) -> HttpResponseBase:
    """The session ends on the server, not only in the browser."""
    end_session(request)
    return redirect("home")


def _login_status(form: LoginForm) -> int:
    blocked = any(error.code == TooManyAttempts.code for error in form.non_field_errors().as_data())
    return TooManyAttempts.status if blocked else 422


def _shown_once(name: str, secret: str) -> str:
    """The only time that anybody reads the secret."""
    return format_html(
        "Mã “{}”: <code>{}</code> Chép ngay, mã chỉ hiện một lần. "
        '<button type="button" class="btn plain" data-copy="{}" hidden>Chép mã</button>',
        name, secret, secret,
    )  # fmt: skip


def _tokens(
    request: HttpRequest, user: User, wish: TokenWish, refusal: Refusal | None = None
) -> HttpResponseBase:
    context = {
        "tokens": tokens_of(user),
        "wish": wish,
        "scopes": Scope.choices(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "portal/tokens.html", context, status=status)
