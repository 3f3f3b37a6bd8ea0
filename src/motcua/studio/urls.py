"""The addresses of the studio, under `/soan-thao/`."""

from django.urls import path

from motcua.studio import views

app_name = "studio"
urlpatterns = [
    path("", views.services, name="services"),
    path("<str:code>/", views.procedure, name="procedure"),
    path("<str:code>/cong-bo/", views.offer, name="offer"),
    path("<str:code>/rut/", views.withdraw, name="withdraw"),
]
