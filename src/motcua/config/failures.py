"""What a person reads when a request cannot be answered: forged, not found, or our own fault."""

import uuid

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.config.cookies import API

log = structlog.get_logger()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from elsewhere, or the browser keeps no cookies."""
    return _said(request, "csrf_failure", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read, or holds more than a form can."""
    return _said(request, "bad_request", 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This account may not do it; of dossiers that are not one's own one is told nothing."""
    return _said(request, "not_allowed", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or none that this person may see."""
    return _said(request, "not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: a number to read out, no personal data."""
    number = uuid.uuid4().hex[:8]
    log.error("server_error", number=number, exc_info=True)
    return _said(request, "server_error", 500, number=number)


def _said(request: HttpRequest, page: str, status: int, **facts: str) -> HttpResponse:
    """A page for people; the API says its own words for the status (`api.middleware`)."""
    if request.path_info.startswith(API):
        return HttpResponse(status=status)
    return render(request, f"ui/{page}.html", facts, status=status)
