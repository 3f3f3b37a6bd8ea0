"""All addresses of the product (design, section 6)."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from motcua.api.site import api
from motcua.config import health
from motcua.sample import gateway

urlpatterns = [
    path("api/v1/", api.urls),  # first: most requests of machines come here
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("motcua.bulk.urls")),  # its pages lie beside those of two faces
    path("quan-tri/", admin.site.urls),
    path("mot-cua/", include("motcua.desk.urls")),
    path("soan-thao/", include("motcua.studio.urls")),
    path("thong-ke/", include("motcua.boards.urls")),
    path("", include("motcua.ui.urls")),
    path("", include("motcua.portal.urls")),
]
if not settings.PRODUCTION:
    urlpatterns.append(path("cong-thanh-toan-mau/", gateway.pay, name="sample-gateway"))
handler400 = "motcua.config.failures.bad_request"
handler403 = "motcua.config.failures.not_allowed"
handler404 = "motcua.config.failures.not_found"
handler500 = "motcua.config.failures.server_error"
