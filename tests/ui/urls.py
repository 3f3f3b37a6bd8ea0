"""Every address that the layouts name, with the plainest of views: so that `ui` is tested alone."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from motcua.config import failures
from tests.ui.pages import autosaved, form_page, upload_page


def plain(request: HttpRequest) -> HttpResponse:
    """The layout alone, with whatever form the page was sent."""
    return render(request, "ui/page.html")


def saved(request: HttpRequest) -> JsonResponse:
    """Takes an autosave and remembers it for the test."""
    autosaved.append(request.POST)
    return JsonResponse({})


def broken(request: HttpRequest) -> HttpResponse:
    """A page whose code fails."""
    raise RuntimeError("on purpose")


desk = ([path("", plain, name="queue")], "desk")
studio = ([path("", plain, name="services")], "studio")
boards = ([path("", plain, name="statistics")], "boards")

urlpatterns = [
    path("", plain, name="home"),
    path("dich-vu/", plain, name="search"),
    path("tra-cuu/", plain, name="track"),
    path("tai-khoan/", plain, name="account"),
    path("dang-nhap/", plain, name="login"),
    path("dang-xuat/", plain, name="logout"),
    path("mot-cua/", include(desk)),
    path("soan-thao/", include(studio)),
    path("thong-ke/", include(boards)),
    path("quan-tri/", admin.site.urls),
    path("", include("motcua.ui.urls")),
    path("thu/bieu-mau/", form_page),
    path("thu/luu/", saved),
    path("thu/giay/", upload_page),
    path("thu/hong/", broken),
]
handler404 = failures.not_found
handler500 = failures.server_error
