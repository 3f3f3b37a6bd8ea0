"""Secrets of links: taken out of the address at once, kept in a cookie for that one path.

The address one copies, the history and the log of a server never hold a secret for long; the
cookie is sent to the pages of its own draft or dossier alone, and no script can read it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from motcua.dossiers.actors import Applicant

ASKED = "k"
COOKIE = "khoa"
DRAFT_DAYS = 60  # its time, and as long again to bring it back
DOSSIER_DAYS = 400


def applicant_of(request: HttpRequest) -> Applicant:
    """Who asks: the account, if one is logged in, and the secret kept for this path."""
    user = request.user if request.user.is_authenticated else None
    return Applicant(user=user, secret=request.COOKIES.get(COOKIE, ""))


def holder_of(secret: str) -> Applicant:
    """Somebody who is known by nothing but a secret."""
    return Applicant(secret=secret)


def keep(response: HttpResponseBase, path: str, secret: str, *, days: int) -> HttpResponseBase:
    """Let the browser send this secret to the pages below `path`, and to no others."""
    response.set_cookie(
        COOKIE, secret, max_age=days * 86_400, path=path, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def without_key(request: HttpRequest) -> HttpResponseBase:
    """Go to the same address without the secret; the new page learns nothing of the old."""
    query = request.GET.copy()
    query.pop(ASKED)
    address = f"{request.path}?{query.urlencode()}" if query else request.path
    response = HttpResponseRedirect(address)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
