"""The doors of the portal: each says by which methods one comes in, and who may.

A door reads the clock once, finds what the address names, and turns a refusal into a page. What
is not the visitor's is answered as if it did not exist.
"""

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from motcua.core.refusals import Expired, Refusal
from motcua.dossiers import drafts, queries
from motcua.dossiers.may import owns
from motcua.dossiers.models import Dossier, Draft
from motcua.portal import keys
from motcua.portal.keys import applicant_of
from motcua.portal.steps import NoSuchStep
from motcua.ui import keeper

View = Callable[..., HttpResponseBase]
Door = Callable[[View], View]
Way = tuple[str, str]
"""Address and words of a link out of a refusal."""
_COMPRESSION = GZipMiddleware(lambda request: HttpResponse())
"""Django's own: of random length, so that no secret on a page is guessed from its size."""


class NoSuchDraft(Refusal):
    """No draft, or none that this visitor may open."""

    code, status, title = "no-such-draft", 404, "Không mở được bản nháp"


class NoSuchDossier(Refusal):
    """No dossier, or none that is this visitor's."""

    code, status, title = "no-such-dossier", 404, "Không mở được hồ sơ"


def anyone(*methods: str) -> Door:
    """Everybody comes in: `view(request, at, …)`."""

    def door(view: View) -> View:
        def enter(request: HttpRequest, **named: object) -> HttpResponseBase:
            return view(request, timezone.now(), **named)

        return _hung(enter, view, methods)

    return door


def member(*methods: str) -> Door:
    """Whoever is logged in: `view(request, at, user, …)`; others log in first and come back."""

    def door(view: View) -> View:
        @login_required
        def enter(request: HttpRequest, **named: object) -> HttpResponseBase:
            return private(view(request, timezone.now(), request.user, **named))

        return _hung(enter, view, methods)

    return door


def drafter(*methods: str, submitted: bool = False) -> Door:
    """Whoever began the draft, by account or by its secret: `view(request, at, draft, …)`.

    Looking at a draft that was handed in leads to its receipt, unless `submitted` pages ask for it.
    """

    def door(view: View) -> View:
        def enter(request: HttpRequest, draft: str, **named: object) -> HttpResponseBase:
            if request.method == "GET" and keys.ASKED in request.GET:
                return _draft_key(request, draft)
            at, found = timezone.now(), _draft(request, draft)
            looks = request.method in ("GET", "HEAD") and not submitted
            if looks and found.dossier_id is not None:
                return redirect("receipt", draft=draft)
            try:
                if looks:
                    drafts.check_open(found, at)
                return private(view(request, at, found, **named))
            except Refusal as refusal:
                refusal.facts.setdefault("ways", _ways_of(found, refusal))
                raise

        return _hung(enter, view, methods)

    return door


def owner(*methods: str) -> Door:
    """The applicant of the dossier, by account or secret: `view(request, at, dossier, …)`."""

    def door(view: View) -> View:
        def enter(request: HttpRequest, code: str, **named: object) -> HttpResponseBase:
            if request.method == "GET" and keys.ASKED in request.GET:
                return keep_dossier_key(request, queries.tracked(code))
            dossier = own_dossier(request, code)
            return private(view(request, timezone.now(), dossier, **named))

        return _hung(enter, view, methods)

    return door


def own_dossier(request: HttpRequest, code: str) -> Dossier:
    """The visitor's own dossier of this code. Raises `NoSuchDossier`, `UnknownCode`."""
    dossier = queries.dossier_of(applicant_of(request), code)
    if dossier is None:
        raise NoSuchDossier(
            "Không mở được hồ sơ này.",
            why="Chỉ người nộp xem được, bằng đường dẫn trên giấy biên nhận hoặc tài khoản đã nộp.",
            mend="Mở lại bằng đường dẫn hoặc mã QR đã nhận khi nộp, hoặc đăng nhập.",
        )
    return dossier


def keep_dossier_key(request: HttpRequest, dossier: Dossier | None) -> HttpResponseBase:
    """Take the secret out of the address; keep it if it opens this dossier."""
    secret = request.GET[keys.ASKED]
    if dossier is None or not owns(dossier, keys.holder_of(secret)):
        return keys.without_key(request)
    path = reverse("track-dossier", args=[dossier.code])
    return keys.keep(keys.without_key(request), path, secret, days=keys.DOSSIER_DAYS)


def refused(request: HttpRequest, refusal: Refusal, ways: Sequence[Way] = ()) -> HttpResponseBase:
    """The page that says what happened, why, and what to do now."""
    keeper.prepare(request)
    context = {"refusal": refusal, "ways": ways or _ways_out(request, refusal)}
    response = render(request, "portal/refused.html", context, status=refusal.status)
    if wait := refusal.facts.get("retry_after"):
        response["Retry-After"] = str(wait)
    return private(response)


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Nobody between us and the visitor keeps a copy, and no address goes to another site."""
    patch_cache_control(response, private=True, no_store=True)
    response.setdefault("Referrer-Policy", "same-origin")
    return response


def _hung(enter: View, view: View, methods: Sequence[str]) -> View:
    """The door in its frame: methods, what layouts need, refusals as pages."""

    @wraps(view)
    def framed(request: HttpRequest, **named: object) -> HttpResponseBase:
        keeper.prepare(request)
        try:
            return _small(request, enter(request, **named))
        except Refusal as refusal:
            return _small(request, refused(request, refusal))

    seen = [*methods, "HEAD"] if "GET" in methods else [*methods]
    return require_http_methods(seen)(framed)


def _small(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Pages go compressed over slow lines; downloads go as they are."""
    if response.streaming:
        return response
    return _COMPRESSION.process_response(request, response)


def _draft(request: HttpRequest, public_id: str) -> Draft:
    by = applicant_of(request)
    found = drafts.find(public_id, secret=by.secret, user=by.user)
    if found is None:
        raise NoSuchDraft(
            "Không mở được bản nháp này.",
            why="Bản nháp chỉ mở trên máy đã viết, bằng đường dẫn đã lưu hoặc tài khoản đã viết; "
            f"được giữ {drafts.LIFETIME.days} ngày kể từ lần lưu cuối.",
            mend="Mở bằng đường dẫn đã lưu, đăng nhập, hoặc bắt đầu lại ở trang của dịch vụ.",
        )
    return found


def _draft_key(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take the secret out of the address and keep it for this draft's pages alone."""
    secret = request.GET[keys.ASKED]
    if drafts.find(public_id, secret=secret) is None:
        return keys.without_key(request)
    path = reverse("draft", args=[public_id])
    return keys.keep(keys.without_key(request), path, secret, days=keys.DRAFT_DAYS)


def _ways_of(draft: Draft, refusal: Refusal) -> list[Way]:
    """From a draft that is gone to where one begins anew; from a page it lacks, to the draft."""
    if isinstance(refusal, Expired) and refusal.facts.get("recoverable"):
        refusal.facts["restore_url"] = reverse("draft-restore", args=[draft.public_id])
    if isinstance(refusal, Expired):
        path = reverse("service", args=[draft.service.procedure.code, draft.agency.code])
        return [(path, "Bắt đầu lại")]
    if isinstance(refusal, NoSuchStep):
        return [(reverse("draft", args=[draft.public_id]), "Mở bản nháp")]
    return []


def _ways_out(request: HttpRequest, refusal: Refusal) -> list[Way]:
    """Links that help in this situation."""
    if ways := refusal.facts.get("ways"):
        return list(ways)
    if code := refusal.facts.get("code"):
        return [(reverse("track-dossier", args=[code]), "Theo dõi hồ sơ")]
    login = f"{reverse('login')}?{urlencode({'next': request.path})}"
    closed = isinstance(refusal, NoSuchDraft | NoSuchDossier) and not request.user.is_authenticated
    return [
        *([(login, "Đăng nhập")] if closed else []),
        (reverse("search"), "Tìm dịch vụ"),
        (reverse("track"), "Tra cứu hồ sơ bằng mã"),
    ]
