"""What machines ask: is the process alive, is it ready, how is it doing."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest

from motcua.config import measures

LEAST_FREE = 200_000_000  # bytes; below it uploads are in danger


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: the database answers and the disk has room; 503 otherwise."""
    checks = {"database": _database(), "disk": disk_has_room()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus: this process, and whether the outbox is being drained; no personal data."""
    said = generate_latest(REGISTRY) + generate_latest(measures.registry())
    return HttpResponse(said, content_type=CONTENT_TYPE_LATEST)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # whatever it is, we are not ready
        return False
    return True


def disk_has_room() -> bool:
    folder = Path(settings.DATA)
    return folder.exists() and shutil.disk_usage(folder).free > LEAST_FREE
