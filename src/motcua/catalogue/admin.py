"""The operator's pages for procedures and services; levels are computed and cannot be typed in."""

from django.contrib import admin

from motcua.catalogue.models import Procedure, Service
from motcua.people.admin_rights import OperatorModelAdmin, ReadOnlyModelAdmin


@admin.register(Procedure)
class ProcedureAdmin(ReadOnlyModelAdmin):
    """Procedures come from imports."""

    list_display = ("code", "name", "field", "owner")
    search_fields = ("code", "name")
    list_select_related = True


@admin.register(Service)
class ServiceAdmin(OperatorModelAdmin):
    """Services are published in the studio; only the declared level is kept here."""

    list_display = ("procedure", "agency", "declared_level", "earned_level", "published_at")
    list_filter = ("earned_level", "declared_level")
    search_fields = ("procedure__code", "procedure__name", "agency__name")
    list_select_related = ("procedure", "agency")
    readonly_fields = (
        "procedure",
        "agency",
        "form",
        "process",
        "earned_level",
        "published_at",
        "withdrawn_at",
        "uses",
    )

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        """Offering is a change of its own, with its checks."""
        return False
