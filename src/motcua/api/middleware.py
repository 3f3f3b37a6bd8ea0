"""What Django answers by itself under /api/ (404, 405, 413, 500) becomes a problem as well."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from motcua.api.problems import CONTENT_TYPE, problem

Next = Callable[[HttpRequest], HttpResponseBase]


class ProblemsMiddleware:
    """Says HTML error pages under /api/ as JSON, and keeps all answers there out of caches."""

    def __init__(self, get_response: Next) -> None:
        """Django hands over what comes next."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; an answer of the API that is JSON already stays as it is."""
        if request.path.startswith("/api/") and _is_of_unknown_length(request):
            return problem(411)
        response = self._next(request)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
            if response.status_code >= 400 and isinstance(response, HttpResponse):
                _say(response)
        return response


def _is_of_unknown_length(request: HttpRequest) -> bool:
    """A body sent in chunks: the interface between server and Django would show none at all."""
    return "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH")


def _say(response: HttpResponse) -> None:
    """Put a problem in the place of the page; headers such as Allow are kept."""
    if "json" in response.headers.get("Content-Type", ""):
        return
    response.content = problem(response.status_code).content
    response.headers["Content-Type"] = CONTENT_TYPE
