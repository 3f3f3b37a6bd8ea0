"""The operator's look at approved processes; an approved version is never edited."""

from django.contrib import admin

from motcua.people.admin_rights import ReadOnlyModelAdmin
from motcua.processes.models import ProcessVersion


@admin.register(ProcessVersion)
class ProcessVersionAdmin(ReadOnlyModelAdmin):
    """Processes and their versions."""

    list_display = ("procedure_code", "agency", "version", "published_at")
    search_fields = ("procedure_code",)
    list_select_related = ("agency",)
