"""The addresses of the boards, under `/thong-ke/`."""

from django.urls import path

from motcua.boards import views

app_name = "boards"
urlpatterns = [path("", views.statistics, name="statistics")]
