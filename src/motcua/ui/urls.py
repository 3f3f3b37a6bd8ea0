"""The gallery: all parts of the design system in all their states."""

from django.urls import path

from motcua.ui import views

urlpatterns = [
    path("giao-dien/", views.gallery, name="gallery"),
    path("giao-dien/loi/", views.gallery_errors, name="gallery-errors"),
    path("giao-dien/ban-lam-viec/", views.gallery_work, name="gallery-work"),
]
