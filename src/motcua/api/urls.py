"""The addresses of the API, under `/api/v1/`."""

from django.urls import path

from motcua.api.site import api

urlpatterns = [path("", api.urls)]
