"""The content security policy: one text for all pages, reckoned once and not for each answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """django-csp without nonces and without exceptions for single pages, which we do not have."""

    @cached_property
    def _policy(self) -> str:
        return str(build_policy())

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say the policy with every answer."""
        response.headers.setdefault(HEADER, self._policy)
        return response
