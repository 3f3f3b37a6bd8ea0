"""What a person reads when a request cannot be answered: forged, not found, or our own fault."""

import uuid

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = structlog.get_logger()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from elsewhere, or the browser keeps no cookies."""
    return render(request, "ui/csrf_failure.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read, or holds more than a form can."""
    return render(request, "ui/bad_request.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This account may not do it; of dossiers that are not one's own one is told nothing."""
    return render(request, "ui/not_allowed.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or none that this person may see."""
    return render(request, "ui/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault: a number to read out, no personal data."""
    number = uuid.uuid4().hex[:8]
    log.error("server_error", number=number, exc_info=True)
    return render(request, "ui/server_error.html", {"number": number}, status=500)
