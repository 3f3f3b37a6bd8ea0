"""The product's addresses, and one whose view is broken."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from motcua.config.urls import handler400, handler403, handler404, handler500
from motcua.config.urls import urlpatterns as those_of_the_product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def broken(request: HttpRequest) -> HttpResponse:
    """Fails with something that nobody may read."""
    raise RuntimeError("mật khẩu là 123")


def without_table(request: HttpRequest) -> HttpResponse:
    """Fails in the database, whose transaction is then unusable."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    return HttpResponse()


urlpatterns = [
    path("hong/", broken),
    path("khong-bang/", without_table),
    *those_of_the_product,
]
