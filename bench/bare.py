"""The reference: a Django view that stores one row with one file, and nothing else.

The same engine and the same settings of the database as ours, the middleware of a project that
Django has just begun, no checks of its own.
"""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from motcua.config import settings as ours

settings.configure(
    SECRET_KEY=ours.SECRET_KEY,
    ALLOWED_HOSTS=ours.ALLOWED_HOSTS,
    DATABASES=ours.DATABASES,
    MEDIA_ROOT=ours.DATA / "bare",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "bench"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django.db import connection, models


class Row(models.Model):
    """One row with one file."""

    name = models.CharField(max_length=200)
    file = models.FileField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bench"


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Store the row and the file."""
    row = Row(name=request.POST["name"], file=request.FILES["file"])
    row.save()
    return HttpResponse(str(row.pk))


urlpatterns = [path("rows", insert)]
with connection.schema_editor() as editor:
    editor.create_model(Row)
application = get_wsgi_application()
