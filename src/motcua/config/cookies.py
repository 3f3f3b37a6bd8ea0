"""Who a visitor is by the cookies of the browser: for pages alone.

The API knows tokens and secrets; it reads no cookie, so that no other site can act through a
browser, and pays nothing for sessions.
"""

from collections.abc import Awaitable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin

API, DESCRIPTION = "/api/", "/api/v1/docs"


class _ForPages(MiddlewareMixin):
    """Lets requests of the API pass untouched; its description is a page for people."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer the request."""
        if request.path_info.startswith(API) and request.path_info != DESCRIPTION:
            return self.get_response(request)
        return super().__call__(request)


class Sessions(_ForPages, SessionMiddleware):
    """Django's sessions."""


class Csrf(_ForPages, CsrfViewMiddleware):
    """Django's protection of forms; the addresses of the API are exempt by themselves."""


class Accounts(_ForPages, AuthenticationMiddleware):
    """Django's `request.user`."""


class Messages(_ForPages, MessageMiddleware):
    """Django's messages from one page to the next."""
