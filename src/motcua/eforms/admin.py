"""The operator's look at published forms; a published version is never edited."""

from django.contrib import admin

from motcua.eforms.models import FormVersion
from motcua.people.admin_rights import ReadOnlyModelAdmin


@admin.register(FormVersion)
class FormVersionAdmin(ReadOnlyModelAdmin):
    """Forms and their versions."""

    list_display = ("key", "version", "title", "standard", "published_at")
    list_filter = ("standard",)
    search_fields = ("key", "title")
