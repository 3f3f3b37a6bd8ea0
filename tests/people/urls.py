"""The smallest site on which log-in, log-out and the operator's admin can be tried."""

from django.contrib import admin
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.urls import path

from motcua.people.forms import LoginForm


def log_in(request: HttpRequest) -> HttpResponse:
    """Log in with what was posted, or answer with the faults."""
    form = LoginForm(request, data=request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    login(request, form.get_user())
    return HttpResponse("in")


def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponse("out")


def who(request: HttpRequest) -> HttpResponse:
    """The name of whoever is logged in."""
    return HttpResponse(request.user.get_username())


urlpatterns = [
    path("in/", log_in, name="login"),
    path("out/", log_out, name="logout"),
    path("", who, name="home"),
    path("who/", who),
    path("quan-tri/", admin.site.urls),
]
