"""Where else a visitor may work: links to the working faces, for the layouts of all of them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.core.moments import local_day
from motcua.people.models import User
from motcua.people.postings import roles_of
from motcua.people.roles import OFFICERS, Role

PLACES = (
    (OFFICERS, "desk:queue", "Bàn làm việc một cửa"),
    (frozenset({Role.AUDITOR}), "desk:queue", "Xem hồ sơ"),
    (frozenset({Role.OWNER}), "studio:services", "Soạn thảo dịch vụ"),
    (OFFICERS | {Role.AUDITOR, Role.OWNER}, "boards:statistics", "Thống kê"),
    (frozenset({Role.OPERATOR}), "admin:index", "Quản trị"),
)


class WorkplacesMiddleware:
    """Gives each request `workplaces`, read only by pages that show them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Django hands over what comes next."""
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        vars(request)["workplaces"] = SimpleLazyObject(lambda: workplaces(request))
        return self._next(request)


def workplaces(request: HttpRequest) -> list[dict[str, Any]]:
    """The working faces that are open to this visitor today, each once."""
    user = request.user
    if not isinstance(user, User):
        return []
    roles = _roles(request, user)
    found: dict[str, str] = {}
    for among, name, label in PLACES:
        if among & roles:
            found.setdefault(reverse(name), label)
    return [{"url": url, "label": label} for url, label in found.items()]


def _roles(request: HttpRequest, user: User) -> set[Role]:
    """Those of the postings that a door has read for this request; else they are read now."""
    postings = vars(request).get("postings")
    if postings is None:
        return roles_of(user, local_day(timezone.now()))
    return {Role(posting.role) for posting in postings}
