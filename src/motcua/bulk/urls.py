"""The addresses of both doors: `/quan-tri/nhap-bang/` and `/soan-thao/nhap-bang/`."""

from django.urls import path
from django.urls.resolvers import URLPattern

from motcua.bulk import views
from motcua.bulk.doors import DOORS

app_name = "bulk"


def _behind(door: str) -> list[URLPattern]:
    here, named = f"{door}/nhap-bang/", {"door": door}
    one = f"{here}<slug:kind>/<int:number>/"
    return [
        path(here, views.kinds, named, name="kinds"),
        path(f"{here}<slug:kind>/", views.send, named, name="send"),
        path(f"{here}<slug:kind>/mau.xlsx", views.template, named, name="template"),
        path(one, views.sent, named, name="sent"),
        path(f"{one}tai.xlsx", views.download, named, name="download"),
    ]


urlpatterns = [pattern for door in DOORS for pattern in _behind(door)]
