"""The operator reads approved processes here; owners approve new ones elsewhere."""

from django.contrib import admin

from motcua.people.admin_rights import ReadOnlyModelAdmin
from motcua.processes.models import ProcessVersion


@admin.register(ProcessVersion)
class ProcessVersionAdmin(ReadOnlyModelAdmin):
    """A published version is never edited."""

    list_display = ("procedure_code", "agency", "version", "published_at")
    list_select_related = ("agency",)
    search_fields = ("procedure_code", "agency__name")
    ordering = ("procedure_code", "-version")
