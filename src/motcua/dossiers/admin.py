"""The operator's look at dossiers (they change by acts alone), and what waits in the outbox.

The operator may look across jurisdictions; answers and papers are not shown.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from motcua.agencies.sharding import across_jurisdictions
from motcua.dossiers import worker
from motcua.dossiers.models import Dossier, OutboxRow
from motcua.people.admin_rights import ReadOnlyModelAdmin


class AcrossAdmin(ReadOnlyModelAdmin):
    """A table of all jurisdictions, read only."""

    show_full_result_count = False  # scale: no counting of a whole table
    list_per_page = 50

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, read while looking across is allowed."""
        with across_jurisdictions():
            return _rendered(super().changelist_view(request, extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One row, read while looking across is allowed."""
        with across_jurisdictions():
            return _rendered(super().changeform_view(request, object_id, form_url, extra_context))


@admin.register(Dossier)
class DossierAdmin(AcrossAdmin):
    """Where dossiers stand. Persons are left to the desk."""

    list_display = ("code", "service", "agency", "state", "channel", "submitted_at", "due_at")
    list_filter = ("state", "channel")
    search_fields = ("code",)
    list_select_related = ("service__procedure", "service__agency", "agency")
    fields = (
        "code",
        "service",
        "agency",
        "channel",
        "state",
        "outcome",
        "holder_agency",
        "holder_role",
        "submitted_at",
        "accepted_at",
        "decided_at",
        "returned_at",
        "closed_at",
        "due_at",
        "appointment",
        "version",
    )


class Dead(admin.SimpleListFilter):
    """What was given up stands first among an operator's cares."""

    title = "tình trạng"
    parameter_name = "tinh-trang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Given up, waiting, done."""
        return [("bo", "Đã bỏ sau nhiều lần thử"), ("cho", "Đang chờ"), ("xong", "Xong")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen kind."""
        chosen = {
            "bo": {"dead_at__isnull": False},
            "cho": {"dead_at__isnull": True, "done_at__isnull": True},
            "xong": {"done_at__isnull": False},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


@admin.register(OutboxRow)
class OutboxRowAdmin(AcrossAdmin):
    """The outbox, with retry for what was given up."""

    list_display = ("kind", "dossier", "attempts", "last_error", "next_at", "done_at", "dead_at")
    list_filter = (Dead,)
    list_select_related = ("dossier",)
    actions = ("retry_dead",)

    @admin.action(description="Cho làm lại", permissions=["view"])
    def retry_dead(self, request: HttpRequest, queryset: QuerySet[OutboxRow]) -> None:
        """Try the chosen rows again, now."""
        dead = [row for row in queryset if row.dead_at is not None]
        for row in dead:
            worker.retry(row, at=timezone.now())
        messages.success(request, f"{len(dead)} việc sẽ được làm lại ngay.")


def _rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, TemplateResponse) else response
