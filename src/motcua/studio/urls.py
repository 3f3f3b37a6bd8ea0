"""The addresses of the studio, under `/soan-thao/`."""

from django.urls import path

from motcua.studio import views, views_processes, views_searching

app_name = "studio"
urlpatterns = [
    path("", views.services, name="services"),
    path("loi-tim/", views_searching.searches, name="searches"),
    path("loi-tim/day/", views_searching.teach, name="teach"),
    path("loi-tim/bo/", views_searching.untaught, name="untaught"),
    path("quy-trinh/", views_processes.processes, name="processes"),
    path("quy-trinh/<int:number>/", views_processes.process, name="process"),
    path(
        "quy-trinh/<str:code>/<str:agency>/",
        views_processes.process_in_force,
        name="process-in-force",
    ),
    path("<str:code>/", views.procedure, name="procedure"),
    path("<str:code>/cong-bo/", views.offer, name="offer"),
    path("<str:code>/rut/", views.withdraw, name="withdraw"),
]
