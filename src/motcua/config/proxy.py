"""Behind a proxy of one's own the visitor's address is the last one that proxy has written down.

Without `MOTCUA_BEHIND_PROXY` the header is somebody's claim and is not looked at.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class ProxyMiddleware:
    """Lets throttles count visitors, not the proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Django hands over what comes next."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under the visitor's own address."""
        told = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.BEHIND_PROXY and told:
            request.META["REMOTE_ADDR"] = told.rsplit(",", 1)[-1].strip()
        return self._next(request)
