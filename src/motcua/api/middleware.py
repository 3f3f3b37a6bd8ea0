"""What Django answers by itself under /api/ (404, 405, 413, 500) becomes a problem as well."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.api.problems import problem

Next = Callable[[HttpRequest], HttpResponseBase]


class ProblemsMiddleware:
    """Leaves every answer of the API that is JSON already as it is."""

    def __init__(self, get_response: Next) -> None:
        """Django hands over what comes next."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; an HTML error page under /api/ is said as JSON."""
        response = self._next(request)
        if not request.path.startswith("/api/") or response.status_code < 400:
            return response
        if "json" in response.headers.get("Content-Type", ""):
            return response
        said = problem(response.status_code)
        if "Allow" in response.headers:
            said.headers["Allow"] = response.headers["Allow"]
        return said
