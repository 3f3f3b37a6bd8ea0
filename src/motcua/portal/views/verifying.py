"""Is a slip in somebody's hand genuine? Whoever holds it may ask, by the QR code on it."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.portal.doors import anyone, private
from motcua.slips import verification


@anyone("GET")
def verify(request: HttpRequest, at: datetime, slip: str) -> HttpResponseBase:
    """Genuine, replaced by a newer one, or none of ours."""
    found = verification.find(slip, request.GET.get("k", ""))
    context = {"found": found}
    return private(render(request, "portal/verify.html", context, status=200 if found else 404))
